"""The CSV report: one row for each answer, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Sequence

from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.grading.feedback import plain_points
from interviewer.model.text import clean_text
from interviewer.services.report import ReportedSession, turns_of

COLUMNS = (
    "session",
    "began",
    "rubric",
    "item",
    "stage",
    "topic",
    "kind",
    "target",
    "answer",
    "seconds",
    "timed_out",
    "confidence",
    "points",
    "possible",
    "score",
    "band",
    "gate",
    "moderated_points",
)
"""The columns, in their order. Marks are the program's own; `moderated_points` is there where
others are in force."""

# Spreadsheets read the full-width forms of the signs too.
_FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def csv_report(sessions: Sequence[ReportedSession]) -> str:
    """Return all answers of the sessions as CSV with a heading."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for session in sessions:
        writer.writerows(_rows(session))
    return text.getvalue()


def safe_cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: such text gets a ' before it."""
    cleaned = clean_text(text)
    return f"'{cleaned}" if cleaned.startswith(_FORMULA_STARTS) else cleaned


def _rows(session: ReportedSession) -> Iterator[list[str]]:
    for record, turn in turns_of(session.state):
        if turn.answered is not None:
            yield [safe_cell(cell) for cell in _cells(session, record, turn)]


def _cells(session: ReportedSession, record: ItemRecord, turn: Turn) -> Iterator[str]:
    assert turn.answered is not None, "only answers have a row"
    item, answered = session.rubric.item(record.planned.item_id), turn.answered
    yield session.name
    yield session.began
    yield session.state.started.rubric_id
    yield record.planned.item_id
    yield record.planned.stage
    yield item.topic if item is not None else ""
    yield turn.asked.kind
    yield turn.asked.target
    yield answered.text
    yield f"{answered.seconds:g}"
    yield "yes" if answered.timed_out else "no"
    yield str(answered.confidence) if answered.confidence else ""
    if session.shows_marks:
        yield from _marks(turn)
        marked = session.marked.find_turn(turn.number)
        changed = marked is not None and _marks(marked) != _marks(turn)
        yield _marks(marked)[0] if marked is not None and changed else ""
    else:
        yield from [""] * 6


def _marks(turn: Turn) -> tuple[str, str, str, str, str]:
    """Return points, possible points, score, band and gate; a follow-up has no band of its own."""
    if turn.assessment is not None:
        mark = turn.assessment
        gate = mark.gate or ""
        return plain_points(mark.points), str(mark.possible), f"{mark.score:g}", mark.band, gate
    if turn.follow_up is not None:
        results = turn.follow_up.criteria
        earned = sum(max(0.0, result.earned) for result in results)
        return plain_points(earned), str(sum(result.points for result in results)), "", "", ""
    return "", "", "", "", ""
