"""The interview session: what the candidate does is on the disk before the call returns."""

from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.dialogue.wording import choose
from interviewer.model.errors import StorageError, UsageError
from interviewer.model.rubric import Band, Stage
from interviewer.model.text import ANSWER_LIMIT
from interviewer.model.transcript import (
    Answered,
    Drafted,
    EndReason,
    Hinted,
    Paused,
    Skipped,
    Started,
    TurnKind,
)
from interviewer.services.interview import Interview
from interviewer.services.interview_start import begin_interview
from interviewer.storage.rubric_copies import load_rubric_copy
from interviewer.storage.transcript_log import read_transcript
from tests.factories import CLIPPING, PHRASES, FakeClock, make_rubric, make_settings
from tests.unit.services.interviews import (
    GRADER,
    RUBRIC,
    TOKEN,
    Candidate,
    begin,
    last_event,
    on_disk,
    types,
)

ANSWERS = {
    ("clipping", TurnKind.ITEM, ""): "It caps the norm. It also cures vanishing gradients.",
    ("clipping", TurnKind.MISCONCEPTION, "cures-vanishing"): "It does not fix vanishing ones.",
    ("clipping", TurnKind.PROBE, "exploding"): "Exploding gradients.",
    ("dropout", TurnKind.ITEM, ""): "Random units are silenced.",
    ("tuning", TurnKind.ITEM, ""): "Raise the rate step by step and watch the loss.",
}


def test_a_whole_session(tmp_path: Path, clock: FakeClock) -> None:
    """Three stages with follow-ups: asked, answered, assessed, summed up, all of it on the disk."""
    live = begin(tmp_path / "new" / "folder", clock)
    candidate = Candidate(ANSWERS, clock)
    candidate.go_on(live)
    live.close()
    assert candidate.asked == [
        ("clipping", TurnKind.ITEM, ""),
        ("clipping", TurnKind.MISCONCEPTION, "cures-vanishing"),
        ("clipping", TurnKind.PROBE, "exploding"),
        ("dropout", TurnKind.ITEM, ""),
        ("dropout", TurnKind.PROBE, "overfitting"),
        ("tuning", TurnKind.ITEM, ""),
    ]
    assert types(live.path) == [
        "started",
        *["asked", "drafted", "answered", "assessed"] * 3,
        "stage-finished",
        *["asked", "drafted", "answered", "assessed", "asked", "skipped"],
        "stage-finished",
        *["asked", "drafted", "answered", "assessed"],
        "stage-finished",
        "finished",
    ]
    end = live.state.finished
    assert end is not None
    assert end.reason is EndReason.COMPLETED
    assert end.elapsed == 60.0
    assert (end.summary.items, end.summary.answered) == (3, 3)
    first = live.state.records[0].main.assessment
    assert first is not None
    assert first.points == first.similarity.points  # 2 for an idea, 2 off for the misconception
    basic = end.summary.stages[0]
    assert basic.unaided == round(first.points / 6, 4)
    assert basic.aided == round((2 + first.similarity.points + 3) / 6, 4)


def test_it_begins_with_the_plan_and_the_rubric_beside_it(interview: Interview) -> None:
    """The file says what was started; the very rubric lies beside it."""
    first = read_transcript(interview.path).events[0].data
    assert isinstance(first, Started)
    assert first.rubric_hash == RUBRIC.content_hash
    assert [planned.item_id for planned in first.plan] == ["clipping", "dropout", "tuning"]
    assert first.settings == make_settings()
    assert load_rubric_copy(interview.path.parent, RUBRIC.content_hash) == RUBRIC
    assert interview.path.name == f"20261120T120000Z-small-{TOKEN}.jsonl"


def test_the_current_item(interview: Interview) -> None:
    """It is the one of the last question."""
    assert interview.item == CLIPPING


def test_there_is_no_item_before_the_first(tmp_path: Path, clock: FakeClock) -> None:
    """Until the interview advances for the first time."""
    live = begin_interview(RUBRIC, make_settings(), tmp_path, clock, TOKEN, lambda: GRADER, PHRASES)
    assert live.item is None
    assert live.state.records == ()
    assert types(live.path) == ["started"]
    live.close()


THOUGHT = CLIPPING.criteria[1].hint
HINT_LEAD = choose(PHRASES.hint, make_settings().seed, 1)


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda live: live.draft("half"), Drafted(2, "half", 5.0)),
        (lambda live: live.answer("whole"), Answered(2, "whole", 5.0, False, 5.0)),
        (lambda live: live.answer("cut", timed_out=True), Answered(2, "cut", 5.0, True, 5.0)),
        (lambda live: live.skip(), Skipped(2, 5.0)),
        (
            lambda live: live.hint(),
            Hinted(2, "exploding", THOUGHT, 5.0, HINT_LEAD),
        ),
        (lambda live: live.pause(), Paused(5.0)),
    ],
)
def test_every_act_is_on_the_disk_when_the_call_returns(
    interview: Interview, clock: FakeClock, act: Callable[[Interview], None], expected: object
) -> None:
    """With the turn it belongs to and the session's own time."""
    clock.tick(5)
    act(interview)
    assert last_event(interview).data == expected
    assert on_disk(interview) == interview.state


@pytest.mark.parametrize(
    "act",
    [
        lambda live: live.draft("half"),
        lambda live: live.answer("whole"),
        lambda live: live.skip(),
        lambda live: live.hint(),
        lambda live: live.pause(),
        lambda live: live.stop(),
        lambda live: live.advance(),
    ],
)
def test_what_could_not_be_written_does_not_count(
    tmp_path: Path, clock: FakeClock, act: Callable[[Interview], None]
) -> None:
    """Where the disk fails the error is raised and the state stays, so that it can be retried."""
    live = begin_interview(RUBRIC, make_settings(), tmp_path, clock, TOKEN, lambda: GRADER, PHRASES)
    if act.__code__.co_names != ("advance",):
        live.advance()
    before = live.state
    live.close()
    with pytest.raises(StorageError, match="closed"):
        act(live)
    assert live.state == before


# Drafts and answers


def test_a_draft_is_written_when_it_is_news(interview: Interview) -> None:
    """The same text twice is one event; an empty editor after some text is news."""
    interview.draft("")
    for text in ("a", "a", "ab", "ab", "", ""):
        interview.draft(text)
    data = [event.data for event in read_transcript(interview.path).events]
    drafts = [entry.text for entry in data if isinstance(entry, Drafted)]
    assert drafts == ["a", "ab", ""]


def test_no_draft_without_an_open_question(interview: Interview) -> None:
    """After the answer there is nothing to draft."""
    interview.answer("an answer")
    before = types(interview.path)
    interview.draft("too late")
    assert types(interview.path) == before


@pytest.mark.parametrize(
    "act",
    [
        lambda live: live.answer("again"),
        lambda live: live.skip(),
        lambda live: live.hint(),
    ],
)
def test_there_must_be_an_open_question(
    interview: Interview, act: Callable[[Interview], None]
) -> None:
    """A second answer before the next question is refused, and nothing is written."""
    interview.answer("an answer")
    before = types(interview.path)
    with pytest.raises(UsageError, match="there is no open question; wait for the next one"):
        act(interview)
    assert types(interview.path) == before


def test_texts_are_cleaned_and_capped(interview: Interview) -> None:
    """Control characters go, the rest stays as typed, up to the limit."""
    interview.draft("dr\x1b[31maft\r\n")
    assert last_event(interview).data == Drafted(2, "dr[31maft\n", 0.0)
    interview.answer("\U0001f600 [bold] nai\u0308ve\u202e\x00" + "x" * ANSWER_LIMIT)
    turn = interview.state.pending_turn
    assert turn is not None
    assert turn.answered is not None
    assert turn.answered.text.startswith("\U0001f600 [bold] nai\u0308vexxx")
    assert len(turn.answered.text) == ANSWER_LIMIT


@pytest.mark.parametrize("text", ["", "   ", "..."])
def test_an_empty_answer_is_an_answer(interview: Interview, text: str) -> None:
    """It is assessed like any other, and followed up."""
    interview.answer(text)
    interview.advance()
    assessment = interview.state.records[0].main.assessment
    assert assessment is not None
    assert assessment.band is Band.MISSING
    assert interview.state.open_turn is not None
    assert interview.state.open_turn.asked.kind is TurnKind.PROBE


def test_advancing_again_changes_nothing(interview: Interview) -> None:
    """Only the candidate can go on from an open question."""
    before = types(interview.path)
    interview.advance()
    assert types(interview.path) == before


# Beginning where it cannot be


def test_a_folder_that_cannot_be_written_is_said_at_the_beginning(
    tmp_path: Path, clock: FakeClock
) -> None:
    """Before the first question, not after the first answer."""
    blocked = tmp_path / "transcripts"
    blocked.write_text("a file, not a folder")
    with pytest.raises(StorageError, match="transcripts"):
        begin(blocked, clock)
    assert blocked.read_text() == "a file, not a folder"


def test_a_bank_without_items_for_the_stages_leaves_nothing_behind(
    tmp_path: Path, clock: FakeClock
) -> None:
    """Wrong use is said before anything is created."""
    with pytest.raises(UsageError, match="no items for: experienced"):
        begin(
            tmp_path / "new",
            clock,
            make_settings(stages=[Stage.EXPERIENCED]),
            make_rubric(CLIPPING),
        )
    assert not (tmp_path / "new").exists()
