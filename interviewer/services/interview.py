"""The interview session: the one object that every front end drives."""

from collections.abc import Callable
from pathlib import Path
from threading import RLock

from interviewer.dialogue.credit import best_credits, done_records, stage_score, summarise
from interviewer.dialogue.plan import make_plan
from interviewer.dialogue.policy import Assess, Wait, hint_for, next_move
from interviewer.dialogue.state import SessionState, Turn, apply, replay
from interviewer.dialogue.timing import TimeLeft, time_left
from interviewer.grading.grader import Marker
from interviewer.model.errors import StorageError, UsageError
from interviewer.model.rubric import Item, Rubric
from interviewer.model.session import Settings
from interviewer.model.text import cap_answer
from interviewer.model.transcript import (
    Answered,
    Assessed,
    Drafted,
    EndReason,
    EventData,
    Finished,
    Hinted,
    Paused,
    Resumed,
    Skipped,
    StageFinished,
    Started,
    TurnKind,
)
from interviewer.services.clock import Clock, Stopwatch
from interviewer.storage.durable import check_writable, ensure_folder
from interviewer.storage.rubric_copies import keep_rubric, load_rubric_copy
from interviewer.storage.transcript_log import TranscriptWriter

MarkerSource = Callable[[], Marker]
"""Gives the marker when the first answer is to be assessed; it may have to wait for it."""


class Interview:
    """A live session: takes what the candidate does, writes it down, decides what comes next.

    Every method that changes anything returns after the event is on the disk. `advance` may take
    as long as grading does; it is the one to call in a worker.
    """

    def __init__(
        self,
        rubric: Rubric,
        state: SessionState,
        writer: TranscriptWriter,
        clock: Clock,
        marker: MarkerSource,
    ) -> None:
        """Go on from `state`; see `begin_interview` and `reopen_interview`."""
        self.rubric = rubric
        self.state = state
        self._writer = writer
        self._clock = clock
        self._marker = marker
        self._stopwatch = Stopwatch(clock, state.elapsed, running=not state.paused)
        self._lock = RLock()

    @property
    def path(self) -> Path:
        """Return the file of the transcript."""
        return self._writer.path

    @property
    def item(self) -> Item | None:
        """Return the current item, or None before the first."""
        if not self.state.records:
            return None
        return self.rubric.item(self.state.records[-1].planned.item_id)

    def elapsed(self) -> float:
        """Return the seconds of the session's own time."""
        return round(self._stopwatch.elapsed(), 3)

    def time_left(self) -> TimeLeft:
        """Return how much time there is for the open turn and for the session."""
        return time_left(self.state, self.elapsed())

    def advance(self) -> None:
        """Assess what waits for it and go on until it is the candidate's turn or the end."""
        while True:
            with self._lock:
                move = next_move(self.state, self.rubric)
                if isinstance(move, Wait):
                    return
                if not isinstance(move, Assess):
                    self._append(move)
                    continue
            # Without the lock: a draft or a look at the clock never waits for a grader.
            assessed = self._assess(move.turn)
            with self._lock:
                if next_move(self.state, self.rubric) == move:
                    self._append(assessed)

    def draft(self, text: str) -> None:
        """Keep what stands in the editor, if that is news."""
        text, _ = cap_answer(text)
        with self._lock:
            turn = self.state.open_turn
            if turn is not None and text != turn.draft:
                self._append(Drafted(turn.number, text, self.elapsed()))

    def answer(self, text: str, timed_out: bool = False) -> None:
        """Take the answer to the open turn. `advance` goes on from there."""
        with self._lock:
            turn = self._open_turn()
            text, _ = cap_answer(text)
            now = self.elapsed()
            seconds = round(max(0.0, now - turn.asked.elapsed), 3)
            self._append(Answered(turn.number, text, seconds, timed_out, now))

    def skip(self) -> None:
        """Pass on the open turn."""
        with self._lock:
            self._append(Skipped(self._open_turn().number, self.elapsed()))

    def hint(self) -> str | None:
        """Return a hint and write down that it was given; None where there is none left."""
        with self._lock:
            turn, item = self._open_turn(), self.item
            criterion = hint_for(self.state.records[-1], item) if item is not None else None
            if criterion is None:
                return None
            self._append(Hinted(turn.number, criterion.id, criterion.hint, self.elapsed()))
            return criterion.hint

    def pause(self) -> None:
        """Stop the clock."""
        with self._lock:
            if not self.state.paused and self.state.finished is None:
                self._append(Paused(self.elapsed()))
                self._stopwatch.pause()

    def go_on(self) -> None:
        """Let the clock go on after a pause."""
        with self._lock:
            if self.state.paused:
                self._append(Resumed(self.elapsed()))
                self._stopwatch.go_on()

    def stop(self) -> None:
        """End the interview here; what was answered counts."""
        with self._lock:
            if self.state.finished is not None:
                return
            pending = self.state.pending_turn
            if pending is not None:
                self._append(self._assess(pending.number))
            stage = self.state.stage
            scored = {score.stage for score in self.state.stages}
            if stage is not None and stage not in scored and done_records(self.state):
                self._append(StageFinished(stage_score(self.state, stage)))
            self._append(Finished(EndReason.STOPPED, summarise(self.state), self.elapsed()))

    def close(self) -> None:
        """Free the transcript for other windows."""
        self._writer.close()

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

    def _assess(self, number: int) -> Assessed:
        """Return the assessment of the answer to a turn."""
        record = self.state.records[-1]
        turn = record.turns[-1]
        assert turn.answered is not None, "only answers are assessed"
        marker = self._marker()
        item_id, answer = record.planned.item_id, turn.answered.text
        said = record.said_since_prompt
        if turn.asked.kind is TurnKind.ITEM:
            return Assessed(number, assessment=marker.assess(item_id, answer, said))
        item = self.rubric.item(item_id)
        assert item is not None, "the plan was made from this rubric"
        if turn.asked.kind is TurnKind.NUDGE:
            credits = best_credits(record)
            targets = [c.id for c in item.criteria if credits.get(c.id, 0.0) < 1]
        else:
            targets = [turn.asked.target]
        result = marker.assess_follow_up(item_id, answer, targets, turn.asked.target, said)
        return Assessed(number, follow_up=result)


def begin_interview(
    rubric: Rubric,
    settings: Settings,
    folder: Path,
    clock: Clock,
    token: str,
    marker: MarkerSource,
) -> Interview:
    """Start a new session; its transcript lies in `folder`.

    Args:
        rubric: the bank to ask from.
        settings: what the candidate chose.
        folder: where transcripts lie.
        clock: where the time comes from.
        token: four hex digits that tell sessions of the same second apart.
        marker: gives the grader of this rubric.

    Raises:
        UsageError: the bank has no items for these stages.
        StorageError: the folder cannot be written.
    """
    plan = make_plan(rubric, settings.stages, settings.items_per_stage, settings.seed)
    ensure_folder(folder)
    check_writable(folder)
    keep_rubric(folder, rubric)
    writer = TranscriptWriter.create(folder, rubric.id, clock.now(), token)
    started = Started(rubric.id, rubric.title, rubric.content_hash, plan, settings)
    writer.append(started, clock.now())
    return Interview(rubric, SessionState(started), writer, clock, marker)


def reopen_interview(
    path: Path, clock: Clock, marker_for: Callable[[Rubric], MarkerSource]
) -> Interview:
    """Go on with a session that was paused or cut off, with the rubric it began with.

    Raises:
        UsageError: it is finished.
        StorageError: it cannot be read, or another window has it open.
    """
    writer = TranscriptWriter.reopen(path)
    try:
        state = replay(writer.transcript.events)
        if state is None:
            raise StorageError(f"{path.name}: does not say how it began; it cannot be resumed")
        if state.finished is not None:
            raise UsageError(
                f"session {path.stem} is finished; "
                f"'interviewer transcript show {path.stem}' shows it"
            )
        rubric = load_rubric_copy(path.parent, state.started.rubric_hash)
        note = "; ".join(writer.transcript.problems)
        resumed = writer.append(Resumed(state.elapsed, note), clock.now())
    except BaseException:
        writer.close()
        raise
    return Interview(rubric, apply(state, resumed), writer, clock, marker_for(rubric))
