"""The interview session: the one object that every front end drives."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import RLock

from interviewer.dialogue.credit import done_records, stage_score, summarise
from interviewer.dialogue.follow_ups import hint_for
from interviewer.dialogue.policy import Assess, Wait, is_between_items, next_move
from interviewer.dialogue.record import Turn
from interviewer.dialogue.state import SessionState, apply
from interviewer.dialogue.timing import TimeLeft, time_left
from interviewer.dialogue.wording import asked_in_words, choose, finished_in_words, turns_so_far
from interviewer.grading.grader import Marker
from interviewer.model.assessment import FollowUpResult
from interviewer.model.errors import UsageError
from interviewer.model.phrases import Phrases
from interviewer.model.rubric import Criterion, Item, Rubric
from interviewer.model.session import Mode
from interviewer.model.text import cap_answer
from interviewer.model.transcript import (
    Acted,
    Answered,
    Asked,
    Assessed,
    Drafted,
    EndReason,
    EventData,
    Finished,
    Hinted,
    ModelIdea,
    Paused,
    Reopened,
    Resumed,
    Skipped,
    StageFinished,
)
from interviewer.services.clock import Clock, Stopwatch
from interviewer.services.marking import mark_turn, model_ideas
from interviewer.storage.transcript_log import TranscriptWriter

MarkerSource = Callable[[], Marker]
"""Gives the marker when the first answer is to be assessed; it may have to wait for it."""


class Interview:
    """A live session: takes what the candidate does, writes it down, decides what comes next.

    Every method that changes anything returns after the event is on the disk. `advance` may take
    as long as grading does; it is the one to call in a worker. The clock runs only while a
    question waits for the candidate. With `has_breaks`, a practice interview stops between two
    items until `go_on_to_next`.
    """

    def __init__(
        self,
        rubric: Rubric,
        state: SessionState,
        writer: TranscriptWriter,
        clock: Clock,
        marker: MarkerSource,
        phrases: Phrases,
    ) -> None:
        """Go on from `state`; see `begin_interview` and `reopen_interview`."""
        self.rubric = rubric
        self.state = state
        self.phrases = phrases
        self.has_breaks = False
        self._writer = writer
        self._clock = clock
        self._marker = marker
        self._stopwatch = Stopwatch(clock, state.elapsed, running=False)
        self._lock = RLock()
        self._ideas: dict[tuple[str, int], tuple[ModelIdea, ...]] = {}
        self._passed_break = -1
        self._keep_time()

    @property
    def path(self) -> Path:
        """Return the file of the transcript."""
        return self._writer.path

    @property
    def item(self) -> Item | None:
        """Return the current item, or None before the first."""
        record = self.state.record
        return self.rubric.item(record.planned.item_id) if record is not None else None

    @property
    def in_break(self) -> bool:
        """Return whether the candidate reads what became of an item before the next."""
        return (
            self.has_breaks
            and self.state.started.settings.mode is Mode.PRACTICE
            and self._passed_break != turns_so_far(self.state)
            and is_between_items(self.state, self.rubric)
        )

    def elapsed(self) -> float:
        """Return the seconds of the session's own time."""
        return round(self._stopwatch.elapsed(), 3)

    def time_left(self) -> TimeLeft:
        """Return how much time there is for the open turn and for the session."""
        return time_left(self.state, self.elapsed())

    def phrase(self, situation: str, **values: str) -> str:
        """Return what is said in a situation, one of the fields of `Phrases`."""
        seed, place = self.state.started.settings.seed, turns_so_far(self.state)
        return choose(getattr(self.phrases, situation), seed, place).format(**values)

    def advance(self) -> None:
        """Assess what waits for it and go on until it is the candidate's turn or the end."""
        while True:
            with self._lock:
                move = next_move(self.state, self.rubric)
                if isinstance(move, Wait) or (not isinstance(move, Assess) and self.in_break):
                    return
                if not isinstance(move, Assess):
                    self._append(self._worded(move))
                    continue
            # Without the lock: a draft or a look at the clock never waits for a grader.
            assessed = self._assess(move.turn)
            with self._lock:
                if next_move(self.state, self.rubric) == move:
                    self._append(assessed)

    def prepare(self) -> None:
        """Get ready to mark the open question; for a thread, while the candidate thinks.

        The first answer to an item takes many times as long to mark as the second one.
        """
        item = self.item
        if item is not None:
            for reference in range(len(item.references)):
                self._model(self._marker(), item, reference)

    def go_on_to_next(self) -> None:
        """End a break. `advance` goes on from there."""
        self._passed_break = turns_so_far(self.state)

    def draft(self, text: str) -> None:
        """Keep what stands in the editor, if that is news."""
        text, _ = cap_answer(text)
        with self._lock:
            turn = self.state.open_turn
            if turn is not None and text != turn.draft:
                self._append(Drafted(turn.number, text, self.elapsed()))

    def answer(self, text: str, timed_out: bool = False, confidence: int = 0) -> None:
        """Take the answer to the open turn. `advance` goes on from there."""
        with self._lock:
            turn = self._open_turn()
            text, _ = cap_answer(text)
            now = self.elapsed()
            seconds = round(max(0.0, now - turn.asked.elapsed), 3)
            self._append(Answered(turn.number, text, seconds, timed_out, now, confidence))

    def skip(self, later: bool = False) -> None:
        """Pass on the open turn, for good or until the end of the stage."""
        with self._lock:
            self._append(Skipped(self._open_turn().number, self.elapsed(), later))

    def next_hint(self) -> Criterion | None:
        """Return the criterion that a hint would be about now, or None where none is left."""
        record, item = self.state.record, self.item
        if record is None or item is None or not record.turns[-1].is_open:
            return None
        return hint_for(record, item)

    def hint(self) -> str | None:
        """Return a hint and write down that it was given; None where there is none left."""
        with self._lock:
            turn, criterion = self._open_turn(), self.next_hint()
            if criterion is None:
                return None
            lead = self.phrase("hint")
            given = Hinted(turn.number, criterion.id, criterion.hint, self.elapsed(), lead)
            self._append(given)
            return criterion.hint

    def remark(self, act: str, text: str, reply: str) -> None:
        """Write down what the candidate said that is no answer, and the reply."""
        with self._lock:
            number = self.state.turn.number if self.state.turn is not None else 0
            text, _ = cap_answer(text)
            self._append(Acted(number, act, text, reply, self.elapsed()))

    def reopen(self, item_id: str) -> None:
        """Leave the open turn for an earlier item. `advance` asks it."""
        with self._lock:
            self._append(Reopened(item_id, self.elapsed()))

    def pause(self) -> None:
        """Stop the clock."""
        with self._lock:
            if not self.state.paused and self.state.finished is None:
                self._append(Paused(self.elapsed()))

    def go_on(self) -> None:
        """Let the clock go on after a pause."""
        with self._lock:
            if self.state.paused:
                self._append(Resumed(self.elapsed()))

    def stop(self) -> None:
        """End the interview here; what was answered counts."""
        with self._lock:
            if self.state.finished is not None:
                return
            pending = self.state.pending_turn
            if pending is not None:
                self._append(self._assess(pending.number))
            closed = {score.stage for score in self.state.stages}
            begun = {record.planned.stage: None for record in done_records(self.state)}
            for stage in begun:
                if stage not in closed:
                    self._append(StageFinished(stage_score(self.state, stage)))
            self._append(self._worded(Finished(EndReason.STOPPED, summarise(self.state))))

    def close(self) -> None:
        """Free the transcript for other windows."""
        self._writer.close()

    def _worded(self, move: Asked | StageFinished | Finished) -> EventData:
        """Return a move of the policy with its words and its time."""
        if isinstance(move, StageFinished):
            return move
        move = replace(move, elapsed=self.elapsed())
        if isinstance(move, Asked):
            return asked_in_words(move, self.state, self.phrases)
        return finished_in_words(move, self.state, self.phrases)

    def _open_turn(self) -> Turn:
        turn = self.state.open_turn
        if turn is None:
            raise UsageError("there is no open question; wait for the next one")
        return turn

    def _append(self, data: EventData) -> None:
        """Write an event, and only then let it count."""
        with self._lock:
            event = self._writer.append(data, self._clock.now())
            self.state = apply(self.state, event)
            self._keep_time()

    def _keep_time(self) -> None:
        """Let the clock run only while the candidate can answer."""
        if self.state.open_turn is not None and not self.state.paused:
            self._stopwatch.go_on()
        else:
            self._stopwatch.pause()

    def _assess(self, number: int) -> Assessed:
        """Return the assessment of the answer to a turn."""
        record = self.state.record
        assert record is not None, "only answers are assessed"
        item = self.rubric.item(record.planned.item_id)
        assert item is not None, "the plan was made from this rubric"
        marker = self._marker()
        mark = mark_turn(marker, item, record)
        if isinstance(mark, FollowUpResult):
            return Assessed(number, follow_up=mark)
        model = self._model(marker, item, mark.similarity.reference)
        return Assessed(number, assessment=mark, model=model)

    def _model(self, marker: Marker, item: Item, reference: int) -> tuple[ModelIdea, ...]:
        """Return where a reference says each idea; worked out once."""
        key = (item.id, reference)
        if key not in self._ideas:
            self._ideas[key] = model_ideas(marker, item, reference)
        return self._ideas[key]
