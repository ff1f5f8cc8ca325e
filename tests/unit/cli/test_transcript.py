"""`interviewer transcript`: past sessions."""

import json
from pathlib import Path

from tests.unit.cli.conftest import Run

ANSWER = "Many layers of neurons learn features from raw data with backpropagation."


def take(interviewer: Run, *arguments: str, answers: int = 20) -> None:
    """Take a short interview."""
    interviewer(
        "run",
        "--plain",
        "--seed",
        "3",
        "--items",
        "1",
        "--transcripts",
        "t",
        *arguments,
        given=f"{ANSWER}\n" * answers,
    )


def test_list_says_how_sessions_ended(interviewer: Run) -> None:
    """A finished one has a score, an unfinished one waits; both have an id in JSON."""
    assert "No sessions" in interviewer("transcript", "list", "--transcripts", "t").stdout
    take(interviewer)
    take(interviewer, answers=1)
    found = json.loads(interviewer("transcript", "list", "--transcripts", "t", "--json").stdout)
    assert {entry["state"] for entry in found} == {"finished", "paused"}
    assert all(entry["id"] for entry in found)
    shown = interviewer("transcript", "list", "--transcripts", "t").stdout
    assert found[0]["id"] in shown


def test_show_uses_the_rubric_of_the_session(interviewer: Run, tmp_path: Path) -> None:
    """What a coach changes later does not change an old session."""
    (tmp_path / "rubrics").mkdir()
    text = (
        "format: 1\nid: own\ntitle: Own\nitems:\n"
        "  - {id: a, stage: basic, prompt: 'What?', references: [layers learn features]}\n"
    )
    path = tmp_path / "rubrics" / "own.yaml"
    path.write_text(text)
    take(interviewer, "--rubric", "own")
    before = interviewer("transcript", "show", "--transcripts", "t")
    path.write_text(text.replace("layers learn features", "something else entirely"))
    after = interviewer("transcript", "show", "--transcripts", "t")
    assert before.returncode == 0
    assert "layers learn features" in before.stdout
    assert before.stdout == after.stdout


def test_show_says_why_and_prints_json(interviewer: Run) -> None:
    """Every question has its reason; JSON holds the conversation."""
    take(interviewer)
    shown = interviewer("transcript", "show", "--why", "--transcripts", "t").stdout
    assert "(why: item 1 of 3 of the plan, stage basic)" in shown
    data = json.loads(interviewer("transcript", "show", "--json", "--transcripts", "t").stdout)
    assert data["summary"]["items"] == 3
    assert any(piece["feedback"] for piece in data["conversation"])


def test_a_damaged_transcript_is_shown_with_what_was_lost(interviewer: Run, tmp_path: Path) -> None:
    """A broken line in the middle loses that event alone, and that is said."""
    take(interviewer)
    (path,) = (tmp_path / "t").glob("*.jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    lines[4] = lines[4].replace(b'"seq"', b'"sec"')
    path.write_bytes(b"".join(lines))
    shown = interviewer("transcript", "show", "--transcripts", "t")
    assert shown.returncode == 0
    assert "Note: line 5" in shown.stdout
    assert "Result:" in shown.stdout


def test_an_unknown_session_is_said_in_a_line(interviewer: Run) -> None:
    """Exit code 2, and which sessions there are."""
    take(interviewer, answers=1)
    done = interviewer("transcript", "show", "nonsense", "--transcripts", "t")
    assert done.returncode == 2
    assert "deep-learning" in done.stderr
