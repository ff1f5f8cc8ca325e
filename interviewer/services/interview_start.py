"""An interview begins, or goes on where it was left."""

from collections.abc import Callable, Mapping
from pathlib import Path

from interviewer.dialogue.past import Standing
from interviewer.dialogue.state import SessionState, apply, replay
from interviewer.dialogue.wording import opening
from interviewer.model.errors import StorageError, UsageError
from interviewer.model.phrases import Phrases
from interviewer.model.rubric import Rubric
from interviewer.model.session import Settings
from interviewer.model.transcript import Resumed, Started
from interviewer.services.choices import planned_items
from interviewer.services.clock import Clock
from interviewer.services.interview import Interview, MarkerSource
from interviewer.storage.durable import check_writable, ensure_folder
from interviewer.storage.rubric_copies import keep_rubric, load_rubric_copy
from interviewer.storage.transcript_log import TranscriptWriter


def begin_interview(
    rubric: Rubric,
    settings: Settings,
    folder: Path,
    clock: Clock,
    token: str,
    marker: MarkerSource,
    phrases: Phrases,
    past: Mapping[str, Standing] = {},
) -> Interview:
    """Start a new session; its transcript lies in `folder`.

    Args:
        rubric: the bank to ask from.
        settings: what the candidate chose.
        folder: where transcripts lie.
        clock: where the time comes from.
        token: four hex digits that tell sessions of the same second apart.
        marker: gives the grader of this rubric.
        phrases: what the interviewer says between the questions.
        past: how the items stand that were asked in earlier sessions.

    Raises:
        UsageError: the bank has no items for these stages.
        StorageError: the folder cannot be written.
    """
    plan = planned_items(rubric, settings, past)
    ensure_folder(folder)
    check_writable(folder)
    keep_rubric(folder, rubric)
    writer = TranscriptWriter.create(folder, rubric.id, clock.now(), token)
    first_words = opening(plan, settings, phrases)
    started = Started(rubric.id, rubric.title, rubric.content_hash, plan, settings, first_words)
    writer.append(started, clock.now())
    return Interview(rubric, SessionState(started), writer, clock, marker, phrases)


def reopen_interview(
    path: Path,
    clock: Clock,
    marker_for: Callable[[Rubric], MarkerSource],
    phrases: Phrases,
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
    marker = marker_for(rubric)
    return Interview(rubric, apply(state, resumed), writer, clock, marker, phrases)
