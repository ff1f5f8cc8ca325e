"""`interviewer run --plain` and `resume --plain`: an interview through a pipe."""

import json
import re
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

GOOD = "Many layers of neurons learn features from raw data with backpropagation."


def events(folder: Path) -> list[dict[str, object]]:
    """Return the events of the only session in a folder."""
    (path,) = folder.glob("*.jsonl")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_an_interview_of_three_stages_from_a_pipe(interviewer: Run, tmp_path: Path) -> None:
    """Enough lines lead through all stages to a result, and the transcript opens again."""
    done = interviewer(
        "run",
        "--plain",
        "--seed",
        "1",
        "--items",
        "2",
        "--transcripts",
        "t",
        given=(GOOD + "\n") * 40,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    for stage in ("basic", "fresher", "experienced"):
        assert f"Stage {stage}:" in done.stdout
    assert "Result:" in done.stdout
    assert events(tmp_path / "t")[-1]["type"] == "finished"
    shown = interviewer("transcript", "show", "--transcripts", "t")
    assert shown.returncode == 0
    assert "{+" in shown.stdout
    result = done.stdout[done.stdout.index("Result:") : done.stdout.index("Read it again")]
    assert result.strip() in shown.stdout


def test_the_same_seed_asks_the_same_questions(interviewer: Run) -> None:
    """Two runs without a past differ in nothing but times and names."""
    first, second = (
        interviewer(
            "run", "--plain", "--seed", "7", "--items", "1", "--transcripts", name, given="a\n" * 20
        ).stdout
        for name in ("first", "second")
    )
    blank = re.compile(
        r"first|second|\d{8}T\d{6}Z-deep-learning-[0-9a-f]{4}|\d+ (?:min \d+ )?s\b|\d+ min"
    )
    assert blank.sub("", first) == blank.sub("", second)


def test_the_end_of_the_input_pauses_and_resume_goes_on(interviewer: Run, tmp_path: Path) -> None:
    """No answer is lost, and the interview goes on with the question that was open."""
    begun = interviewer(
        "run", "--plain", "--seed", "1", "--items", "1", "--transcripts", "t", given=GOOD + "\n"
    )
    assert begun.returncode == 0
    assert "interviewer resume" in begun.stdout
    assert events(tmp_path / "t")[-1]["type"] == "paused"
    question = begun.stdout.rsplit("Interviewer: ", 1)[1].split("\n(")[0]
    resumed = interviewer("resume", "--plain", "--transcripts", "t", given="/stop\n")
    assert resumed.returncode == 0, resumed.stderr
    assert question in resumed.stdout
    answers = [e["data"] for e in events(tmp_path / "t") if e["type"] == "answered"]
    assert [answer["text"] for answer in answers] == [GOOD]  # type: ignore[index]
    again = interviewer("resume", "--plain", "--transcripts", "t", given="")
    assert again.returncode == 2
    assert "no session waits" in again.stderr


def test_a_backslash_goes_on_in_the_next_line(interviewer: Run, tmp_path: Path) -> None:
    """Both lines are one answer, and the first is safe on the disk before the second comes."""
    interviewer("run", "--plain", "--seed", "1", "--transcripts", "t", given="first \\\nsecond\n")
    found = events(tmp_path / "t")
    texts = [e["data"]["text"] for e in found if e["type"] in ("drafted", "answered")]  # type: ignore[index]
    assert texts == ["first ", "first \nsecond"]


def test_commands_are_no_answers(interviewer: Run, tmp_path: Path) -> None:
    """Commands are done, an unknown one is said, a sentence that holds one is an answer."""
    done = interviewer(
        "run",
        "--plain",
        "--seed",
        "1",
        "--transcripts",
        "t",
        given="/help\n/time\n/repeat\n/nonsense\n/hint\nyes\n/skip\n/skip connections help\n"
        "/stop\n",
    )
    assert "There is no command /nonsense" in done.stdout
    assert "/hint  " in done.stdout
    types = [event["type"] for event in events(tmp_path / "t")]
    assert types.count("hinted") == 1
    assert types.count("skipped") == 1
    assert types.count("answered") == 1
    assert types[-1] == "finished"


def test_live_mode_gives_no_mark_away_before_the_end(interviewer: Run) -> None:
    """Marks and model answers come only after the last answer."""
    done = interviewer(
        "run",
        "--plain",
        "--seed",
        "1",
        "--items",
        "1",
        "--mode",
        "live",
        "--transcripts",
        "t",
        given=(GOOD + "\n") * 12,
    )
    before_result = done.stdout[: done.stdout.index("That was my last question")]
    last_question = before_result.rindex("(experienced, question 3 of 3")
    for word in ("Marks:", "points", "Model answer", "%"):
        assert word not in before_result[:last_question]
    assert "Result:" in done.stdout


def test_hostile_text_reaches_the_terminal_harmless(interviewer: Run) -> None:
    """Escape sequences and bidirectional controls are taken out, the rest is shown as typed."""
    hostile = "[bold]\x1b[31mred\x1b]0;title\x07 \u202eright-to-left \u2066 \x9b2J"
    done = interviewer(
        "run", "--plain", "--seed", "1", "--items", "1", "--transcripts", "t", given=hostile + "\n"
    )
    assert done.returncode == 0
    for character in "\x1b\x07\u202e\u2066\x9b":
        assert character not in done.stdout
    assert "[bold][31mred]0;title" in done.stdout


@pytest.mark.parametrize(
    "answer",
    [
        "x" * 100_000,
        "\U0001f600" * 50,
        "梯度消失问题" * 20,
        "تدرج متلاشي",
        "[/]",
        "\u0000",
        "\ufeff",
    ],
)
def test_odd_answers_are_graded_like_any_other(interviewer: Run, answer: str) -> None:
    """Neither length nor script nor markup ends the program."""
    done = interviewer(
        "run", "--plain", "--seed", "1", "--items", "1", "--transcripts", "t", given=answer + "\n"
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "Marks:" in done.stdout


def test_an_overlong_answer_is_capped_and_that_is_said(interviewer: Run, tmp_path: Path) -> None:
    """20,000 characters are kept."""
    done = interviewer(
        "run", "--plain", "--seed", "1", "--transcripts", "t", given="word " * 10_000 + "\n"
    )
    assert "cut at 20,000 characters" in done.stdout
    (answer,) = [e["data"] for e in events(tmp_path / "t") if e["type"] == "answered"]
    assert len(answer["text"]) == 20_000  # type: ignore[index]


def test_a_folder_that_cannot_be_written_is_said_before_the_first_question(
    interviewer: Run, tmp_path: Path
) -> None:
    """Exit code 4, one line on stderr, no question."""
    (tmp_path / "file").write_text("not a folder")
    done = interviewer("run", "--plain", "--transcripts", "file", given="a\n")
    assert done.returncode == 4
    assert "Interviewer" not in done.stdout
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--untimed", "--minutes", "5"), "exclude each other"),
        (("--rubric", "no-such-bank"), "no bank 'no-such-bank'"),
        (("--rubric", "missing.yaml"), "missing.yaml"),
    ],
)
def test_wrong_choices_are_said_in_words(
    interviewer: Run, arguments: tuple[str, ...], words: str
) -> None:
    """No traceback, no question, an exit code that says what kind of fault it was."""
    done = interviewer("run", "--plain", *arguments, given="a\n")
    assert done.returncode in (2, 3)
    assert words in done.stderr
    assert done.stdout == ""
