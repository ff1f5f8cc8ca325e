"""`interviewer transcript list`: its filters, and what it says of them."""

import json

import pytest

from tests.unit.cli.conftest import Run
from tests.unit.cli.test_transcript import take


def listed(interviewer: Run, *options: str) -> list[dict[str, object]]:
    done = interviewer("transcript", "list", "--transcripts", "t", "--json", *options)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_filters_leave_out_what_does_not_fit(interviewer: Run) -> None:
    """Each filter on its own, and the words of answers, which the list does not show."""
    take(interviewer)
    take(interviewer, answers=1)
    assert len(listed(interviewer)) == 2
    assert [entry["state"] for entry in listed(interviewer, "--state", "paused")] == ["paused"]
    assert len(listed(interviewer, "--rubric", "deep-learning")) == 2
    assert listed(interviewer, "--rubric", "nothing") == []
    assert len(listed(interviewer, "--stage", "experienced")) == 1
    assert listed(interviewer, "--until", "2001-01-01") == []
    assert len(listed(interviewer, "--since", "2001-01-01")) == 2
    assert len(listed(interviewer, "--text", "DEEP paused")) == 1
    assert len(listed(interviewer, "--text", "backpropagation")) == 2
    assert listed(interviewer, "--text", "zebra") == []
    done = interviewer("transcript", "list", "--transcripts", "t", "--text", "zebra")
    assert done.stdout == "None of 2 sessions fits; ask for less.\n"


def test_an_unfinished_live_interview_keeps_its_marks(interviewer: Run) -> None:
    """Neither the table nor JSON tells them."""
    take(interviewer, "--mode", "live", answers=1)
    (entry,) = listed(interviewer)
    assert entry["state"] == "paused"
    assert entry["summary"] is None
    assert "%" not in interviewer("transcript", "list", "--transcripts", "t").stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--since", "last week"), "--since: 'last week' is no date; write year, month and day"),
        (("--until", "2026-02-30"), "--until: '2026-02-30' is no date"),
        (("--since", "2026-02-03", "--until", "2026-02-01"), "is before --since 2026-02-03"),
        (("--band", "great"), "'great' is not one of"),
    ],
)
def test_wrong_use_is_said_in_a_line(interviewer: Run, options: tuple[str, ...], said: str) -> None:
    """With exit code 2."""
    done = interviewer("transcript", "list", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
