"""Sessions written event by event for the tests of the progress, and the report on them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from interviewer.model.rubric import Item, Rubric
from interviewer.model.session import Mode
from interviewer.model.transcript import EndReason, EventData, Finished
from interviewer.services.progress import ProgressReport, make_report
from interviewer.services.progress_reading import HeldSession, progress_files, read_held
from interviewer.services.sessions import list_past
from interviewer.storage.transcript_log import TranscriptWriter
from tests.factories import (
    CLIPPING,
    NOON,
    Script,
    make_assessment,
    make_rubric,
    make_settings,
    make_started,
)

RUBRIC = make_rubric()


def keep(
    folder: Path, script: Script, days_ago: float = 0, rubric_id: str = "small", token: str = "00aa"
) -> Path:
    """Write a session that began so many days before noon, one event a second."""
    began = NOON - timedelta(days=days_ago)
    writer = TranscriptWriter.create(folder, rubric_id, began, token)
    for second, data in enumerate(script.events):
        writer.append(data, began + timedelta(seconds=second))
    writer.close()
    return writer.path


def begun(mode: Mode = Mode.PRACTICE, rubric: Rubric = RUBRIC) -> Script:
    """Return a session that has only begun."""
    return Script(make_started(rubric, make_settings(mode=mode)))


def answered(
    *credits: float, item: Item = CLIPPING, beliefs: Sequence[str] = (), text: str = "some words"
) -> Script:
    """Return a session with one answer to an item, marked with these credits."""
    script = begun().ask(item).answer(text, elapsed=60)
    return script.assess(make_assessment(item, credits, beliefs))


def finished(script: Script) -> Script:
    """Return a session with its end."""
    from interviewer.dialogue.credit import summarise

    end: EventData = Finished(EndReason.COMPLETED, summarise(script.state), 60.0)
    return script.add(end)


def held_in(folder: Path, rubric: Rubric = RUBRIC) -> list[HeldSession]:
    """Return what the transcripts in a folder say."""
    read = [read_held(path) for path in progress_files(list_past(folder), rubric.id)]
    return [session for session in read if session is not None]


def report_on(
    folder: Path, rubric: Rubric = RUBRIC, now: datetime = NOON, since: date | None = None
) -> ProgressReport:
    """Return the progress in a folder."""
    return make_report(rubric, list_past(folder), held_in(folder, rubric), now, since)
