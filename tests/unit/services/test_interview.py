"""The interview session: what the candidate does is on the disk before the call returns."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest

from interviewer.grading.grader import Grader
from interviewer.model.assessment import Assessment, FollowUpResult
from interviewer.model.errors import StorageError, UsageError
from interviewer.model.rubric import Band, Stage
from interviewer.model.text import ANSWER_LIMIT
from interviewer.model.transcript import (
    Answered,
    Asked,
    Drafted,
    EndReason,
    Finished,
    Hinted,
    Paused,
    Resumed,
    Skipped,
    Started,
    TurnKind,
)
from interviewer.services.interview import Interview, begin_interview
from interviewer.storage.rubric_copies import load_rubric_copy
from interviewer.storage.transcript_log import read_transcript
from tests.factories import CLIPPING, FakeClock, make_rubric, make_settings
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


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def interview(tmp_path: Path, clock: FakeClock) -> Iterator[Interview]:
    live = begin(tmp_path / "transcripts", clock)
    yield live
    live.close()


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
    live = begin_interview(RUBRIC, make_settings(), tmp_path, clock, TOKEN, lambda: GRADER)
    assert live.item is None
    assert live.state.records == ()
    assert types(live.path) == ["started"]
    live.close()


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda live: live.draft("half"), Drafted(2, "half", 5.0)),
        (lambda live: live.answer("whole"), Answered(2, "whole", 5.0, False, 5.0)),
        (lambda live: live.answer("cut", timed_out=True), Answered(2, "cut", 5.0, True, 5.0)),
        (lambda live: live.skip(), Skipped(2, 5.0)),
        (lambda live: live.hint(), Hinted(2, "exploding", CLIPPING.criteria[1].hint, 5.0)),
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
    live = begin_interview(RUBRIC, make_settings(), tmp_path, clock, TOKEN, lambda: GRADER)
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


# Hints and what they do to the credit


def test_hints_come_one_after_the_other(interview: Interview) -> None:
    """The one for what is worth most first; none twice; then there are none."""
    hints = [interview.hint(), interview.hint(), interview.hint()]
    assert hints == [CLIPPING.criteria[1].hint, CLIPPING.criteria[0].hint, None]
    assert types(interview.path)[-2:] == ["hinted", "hinted"]


def test_a_hint_makes_the_credit_aided(interview: Interview) -> None:
    """What it was given for no longer counts as unaided; the rest does."""
    interview.hint()
    interview.answer("It caps the norm where gradients are exploding, in RNNs.")
    interview.advance()
    (score,) = interview.state.stages
    assert score.unaided == round(3 / 6, 4)
    assert score.aided == 1.0


def test_the_words_of_a_hint_earn_nothing(tmp_path: Path, clock: FakeClock) -> None:
    """Repeating a hint is no knowledge, neither unaided nor aided."""
    hint = "Imagine random units being silenced."
    item = make_rubric().items[1]
    criteria = tuple(
        criterion
        if criterion.id != "random"
        else type(criterion)(
            criterion.id, 2, criterion.says, criterion.match, criterion.probe, hint
        )
        for criterion in item.criteria
    )
    rubric = make_rubric(type(item)(**{**vars(item), "criteria": criteria}))
    live = begin(tmp_path, clock, rubric=rubric)
    assert live.hint() == hint
    live.answer("Random units are silenced.")
    live.advance()
    assessment = live.state.records[0].main.assessment
    assert assessment is not None
    assert assessment.criteria[0].credit == 0
    live.close()


def test_a_nudge_is_answered_with_any_idea_that_is_missing(
    interview: Interview,
) -> None:
    """It asks openly: ideas that have no probe of their own earn aided credit too."""
    interview.answer("It keeps the training of networks stable beyond a limit.")
    interview.advance()
    assert interview.state.open_turn is not None
    assert interview.state.open_turn.asked.kind is TurnKind.NUDGE
    interview.answer("RNNs need it, and it caps the size.")
    interview.advance()
    result = interview.state.records[0].follow_ups[0].follow_up
    assert result is not None
    assert {c.id: c.credit for c in result.criteria} == {
        "caps": 1.0,
        "exploding": 0.0,
        "recurrent": 1.0,
    }


def test_a_nudge_leaves_out_what_was_earned_already(interview: Interview) -> None:
    """It can only add to the first answer."""
    interview.answer("RNNs need it.")
    interview.advance()
    assert interview.state.open_turn is not None
    assert interview.state.open_turn.asked.kind is TurnKind.NUDGE
    interview.answer("RNNs, and it caps the size.")
    interview.advance()
    result = interview.state.records[0].follow_ups[0].follow_up
    assert result is not None
    assert {c.id: c.credit for c in result.criteria} == {"caps": 1.0, "exploding": 0.0}


def test_a_probe_is_graded_for_its_criterion_alone(interview: Interview) -> None:
    """Other ideas in its answer were not asked for."""
    interview.answer("I don't know")
    interview.advance()
    interview.answer("Exploding gradients: it caps their norm.")
    interview.advance()
    result = interview.state.records[0].follow_ups[0].follow_up
    assert result is not None
    assert [(c.id, c.credit) for c in result.criteria] == [("exploding", 1.0)]


# Skip, stop, time


def test_skipping_goes_on_to_the_next_item(interview: Interview) -> None:
    """A stage of one skipped item is finished with nothing earned."""
    interview.skip()
    interview.advance()
    assert interview.state.stages[0].unaided == 0
    assert interview.state.open_turn is not None
    assert interview.state.open_turn.asked.item_id == "dropout"


def test_stopping_sums_up_what_was_answered(interview: Interview) -> None:
    """The stage under way is scored, then the session ends."""
    interview.answer("It caps the norm where gradients are exploding, in RNNs.")
    interview.advance()
    interview.answer("Random units are silenced.")
    interview.advance()
    interview.stop()
    assert types(interview.path)[-2:] == ["stage-finished", "finished"]
    end = interview.state.finished
    assert end is not None
    assert end.reason is EndReason.STOPPED
    assert [score.stage for score in interview.state.stages] == [Stage.BASIC, Stage.FRESHER]
    assert end.summary.items == 2
    assert on_disk(interview) == interview.state


def test_stopping_before_any_answer(interview: Interview) -> None:
    """There is no stage to score."""
    interview.stop()
    assert types(interview.path) == ["started", "asked", "finished"]


def test_stopping_right_after_an_answer_still_counts_it(interview: Interview) -> None:
    """What was answered counts, even where the mark is not there yet."""
    interview.answer("It caps the norm where gradients are exploding, in RNNs.")
    interview.stop()
    assert types(interview.path)[-4:] == ["answered", "assessed", "stage-finished", "finished"]
    assert interview.state.finished is not None
    assert interview.state.finished.summary.unaided == 1.0


def test_after_the_end_nothing_is_written(interview: Interview) -> None:
    """Stopping, pausing, drafting and advancing change nothing any more."""
    interview.stop()
    before = types(interview.path)
    interview.stop()
    interview.pause()
    interview.go_on()
    interview.draft("late")
    interview.advance()
    assert types(interview.path) == before
    with pytest.raises(UsageError, match="no open question"):
        interview.answer("late")


def test_a_timeout_takes_the_draft_and_asks_no_further(tmp_path: Path, clock: FakeClock) -> None:
    """What stood in the editor is the answer; the next item comes, not a follow-up."""
    live = begin(tmp_path, clock, make_settings(minutes=10))
    assert live.time_left().item == 120
    clock.tick(119)
    live.draft("It caps the")
    assert not live.time_left().is_up
    clock.tick(1)
    assert live.time_left().is_up
    turn = live.state.open_turn
    assert turn is not None
    live.answer(turn.draft, timed_out=True)
    live.advance()
    assert last_event(live).data.type == "asked"
    main = live.state.records[0].main
    assert main.answered == Answered(2, "It caps the", 120.0, True, 120.0)
    assert live.state.records[0].follow_ups == ()
    assert live.state.records[1].planned.item_id == "dropout"
    live.close()


def test_when_the_time_of_the_session_is_over_it_ends(tmp_path: Path, clock: FakeClock) -> None:
    """The answer under way is taken and marked, the stage scored, the session finished."""
    live = begin(tmp_path, clock, make_settings(minutes=1))
    clock.tick(61)
    assert live.time_left().session == -1
    live.answer("It caps the norm", timed_out=True)
    live.advance()
    live.close()
    assert types(live.path)[-4:] == ["answered", "assessed", "stage-finished", "finished"]
    end = live.state.finished
    assert end is not None
    assert end.reason is EndReason.TIME
    assert end.summary.items == 1


def test_the_gate_ends_the_session(tmp_path: Path, clock: FakeClock) -> None:
    """A stage below its pass mark is the last one."""
    live = begin(tmp_path, clock, make_settings(gate=True))
    live.skip()
    live.advance()
    live.close()
    last = last_event(live).data
    assert isinstance(last, Finished)
    assert last.reason is EndReason.GATE


# Pauses


def test_a_pause_stops_the_clock(interview: Interview, clock: FakeClock) -> None:
    """What passes meanwhile counts neither for the session nor for the answer."""
    clock.tick(10)
    interview.pause()
    clock.tick(1000)
    assert interview.elapsed() == 10
    interview.go_on()
    assert last_event(interview).data == Resumed(10.0)
    clock.tick(5)
    interview.answer("an answer")
    assert last_event(interview).data == Answered(2, "an answer", 15.0, False, 15.0)


def test_the_seconds_of_an_answer_count_from_its_question(
    interview: Interview, clock: FakeClock
) -> None:
    """Not from the beginning of the session; to the millisecond."""
    clock.tick(5)
    interview.answer("I don't know")
    interview.advance()
    clock.tick(7.1236)
    interview.answer("I don't know that either")
    assert last_event(interview).data == Answered(
        5, "I don't know that either", 7.124, False, 12.124
    )


def test_pausing_twice_is_pausing_once(interview: Interview) -> None:
    """The same for going on."""
    interview.go_on()
    interview.pause()
    interview.pause()
    interview.go_on()
    interview.go_on()
    assert types(interview.path)[2:] == ["paused", "resumed"]


def test_the_wall_clock_does_not_matter(interview: Interview, clock: FakeClock) -> None:
    """A clock that is set back changes when things happened, not how long they took."""
    clock.tick(10)
    clock.wall = clock.wall.replace(year=2020)
    interview.answer("an answer")
    event = last_event(interview)
    assert event.at.startswith("2020-")
    assert event.data == Answered(2, "an answer", 10.0, False, 10.0)


def test_times_are_in_milliseconds(interview: Interview, clock: FakeClock) -> None:
    """No digits that nobody can have measured."""
    clock.tick(1.23456)
    assert interview.elapsed() == 1.235


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


# Two threads: one grades, the other is the screen's


class SlowMarker:
    """Waits with its first assessment until it is released."""

    def __init__(self, grader: Grader) -> None:
        self._grader = grader
        self.began = Signal()
        self.release = Signal()

    def assess(self, item_id: str, answer: str, asked: str = "") -> Assessment:
        if not self.began.is_set():
            self.began.set()
            assert self.release.wait(30), "the test releases it"
        return self._grader.assess(item_id, answer, asked)

    def assess_follow_up(
        self,
        item_id: str,
        answer: str,
        targets: Iterable[str],
        misconception: str = "",
        asked: str = "",
    ) -> FollowUpResult:
        raise AssertionError("no follow-up is answered")


def test_stopping_while_the_answer_is_being_graded(tmp_path: Path, clock: FakeClock) -> None:
    """The answer is assessed once, the end comes last, and the screen never waits for a grader."""
    marker = SlowMarker(GRADER)
    live = begin(tmp_path, clock, marker=marker)
    live.answer("It caps the norm where gradients are exploding, in RNNs.")
    worker = Thread(target=live.advance)
    worker.start()
    assert marker.began.wait(30)
    live.pause()
    live.go_on()
    live.stop()
    marker.release.set()
    worker.join(30)
    assert not worker.is_alive()
    live.close()
    assert types(live.path) == [
        "started",
        "asked",
        "answered",
        "paused",
        "resumed",
        "assessed",
        "stage-finished",
        "finished",
    ]
    assert on_disk(live) == live.state


def test_a_grader_that_fails_loses_no_answer(tmp_path: Path, clock: FakeClock) -> None:
    """The answer is on the disk; the next advance tries again."""
    graders: list[Grader | None] = [None, GRADER]

    def marker() -> Grader:
        grader = graders.pop(0)
        if grader is None:
            raise MemoryError
        return grader

    live = begin_interview(RUBRIC, make_settings(), tmp_path, clock, TOKEN, marker)
    live.advance()
    live.answer("It caps the norm where gradients are exploding, in RNNs.")
    with pytest.raises(MemoryError):
        live.advance()
    assert types(live.path)[-1] == "answered"
    live.advance()
    assert isinstance(last_event(live).data, Asked)
    live.close()
