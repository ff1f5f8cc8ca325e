"""`interviewer transcript override`, `contest`, `regrade` and `delete`."""

import json
import stat
from pathlib import Path

from tests.unit.cli.conftest import Run
from tests.unit.cli.test_transcript import take

PLACE = ("--transcripts", "t")


def session(folder: Path) -> Path:
    return next((folder / "t").glob("*.jsonl"))


def first_mark(interviewer: Run) -> dict[str, object]:
    done = interviewer("transcript", "override", "--json", *PLACE)
    assert done.returncode == 0, done.stderr
    mark: dict[str, object] = json.loads(done.stdout)[0]
    return mark


def test_a_coach_overrides_a_mark(interviewer: Run) -> None:
    """Without options the marks are listed; with them one is decided, with its reason."""
    take(interviewer)
    listed = interviewer("transcript", "override", *PLACE).stdout
    mark = first_mark(interviewer)
    assert str(mark["target"]) in listed
    options = ("--turn", str(mark["turn"]), "--criterion", str(mark["target"]))
    done = interviewer(
        "transcript", "override", *options, "--points", "1", "--reason", "implied", *PLACE
    )
    assert done.returncode == 0, done.stderr
    assert "now 1" in done.stdout
    assert first_mark(interviewer)["now"] == 1
    assert "implied" in interviewer("transcript", "override", *PLACE).stdout


def test_a_candidate_contests_a_mark(interviewer: Run) -> None:
    """A note, beside the mark."""
    take(interviewer)
    mark = first_mark(interviewer)
    options = ("--turn", str(mark["turn"]), "--criterion", str(mark["target"]))
    done = interviewer("transcript", "contest", *options, "--note", "I said so", *PLACE)
    assert "contested: I said so" in done.stdout
    assert first_mark(interviewer)["notes"] == ["I said so"]


def test_half_a_decision_is_refused(interviewer: Run) -> None:
    """In one line that says what goes together."""
    take(interviewer)
    done = interviewer("transcript", "override", "--turn", "2", *PLACE)
    assert done.returncode == 2
    assert "go together" in done.stderr
    done = interviewer("transcript", "contest", "--turn", "2", *PLACE)
    assert done.returncode == 2
    done = interviewer(
        "transcript", "override", "--turn", "2", "--criterion", "x", "--points", "1",
        "--reason", "r", *PLACE,
    )  # fmt: skip
    assert done.returncode == 2
    assert "has no mark 'x'" in done.stderr


def test_regrade_says_what_would_change(interviewer: Run, tmp_path: Path) -> None:
    """With another rubric; a dry run leaves the file alone, the next one adds to it."""
    (tmp_path / "rubrics").mkdir()
    bank = tmp_path / "rubrics" / "own.yaml"
    bank.write_text(
        "format: 1\nid: own\ntitle: Own\nitems:\n"
        "  - {id: a, stage: basic, prompt: 'What?', references: [layers learn features of data],\n"
        "     criteria: [{id: raw, points: 2, says: Raw data., match: [nonsense]}]}\n"
    )
    take(interviewer, "--rubric", "own")
    path = session(tmp_path)
    content = path.read_bytes()
    bank.write_text(bank.read_text().replace("nonsense", "raw data"))
    dry = interviewer("transcript", "regrade", "--dry-run", *PLACE)
    assert dry.returncode == 0, dry.stderr
    assert "raw" in dry.stdout
    assert "marks would change" in dry.stdout
    assert path.read_bytes() == content
    done = json.loads(interviewer("transcript", "regrade", "--all", "--json", *PLACE).stdout)
    assert done[0]["after"] > done[0]["before"]
    assert path.read_bytes().startswith(content)
    again = interviewer("transcript", "regrade", "--all", *PLACE).stdout
    assert "1 sessions were up to date" in again


def test_delete_says_what_goes_and_asks(interviewer: Run, tmp_path: Path) -> None:
    """Where nobody can be asked nothing is removed without --yes."""
    take(interviewer)
    path = session(tmp_path)
    refused = interviewer("transcript", "delete", path.stem, *PLACE)
    assert refused.returncode == 2
    assert str(path.name) in refused.stdout
    assert path.exists()
    done = interviewer("transcript", "delete", path.stem, "--yes", *PLACE)
    assert done.returncode == 0
    assert [file for file in (tmp_path / "t").rglob("*.json*") if file.is_file()] == []
    assert interviewer("transcript", "delete", *PLACE).returncode == 2


def test_a_rubric_that_another_session_needs_stays(interviewer: Run, tmp_path: Path) -> None:
    """Only what nobody needs any more goes with a session."""
    take(interviewer)
    kept = session(tmp_path)
    take(interviewer)
    other = next(path for path in (tmp_path / "t").glob("*.jsonl") if path != kept)
    interviewer("transcript", "delete", other.stem, "--yes", *PLACE)
    assert interviewer("transcript", "show", kept.stem, *PLACE).returncode == 0


def test_transcripts_are_for_their_owner_alone(interviewer: Run, tmp_path: Path) -> None:
    """Nobody else can read what was answered, or which rubric was used."""
    take(interviewer)
    for path in (tmp_path / "t").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
