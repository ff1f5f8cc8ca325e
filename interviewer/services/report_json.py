"""The JSON report: all that is known of sessions, for programs. Its format is documented."""

from collections.abc import Sequence

from interviewer.dialogue.record import ItemRecord, Turn
from interviewer.model.assessment import Assessment
from interviewer.model.transcript import Acted, Hinted
from interviewer.services.assessment_data import assessment_data
from interviewer.services.json_text import printable_json
from interviewer.services.report import ReportedSession, turns_of
from interviewer.services.result import session_result
from interviewer.storage.codec import Data, to_data

REPORT_FORMAT = 1
"""The number goes up when a field changes its meaning or goes; new fields may come at any time."""


def json_report(sessions: Sequence[ReportedSession], anonymous: bool) -> str:
    """Return sessions as JSON.

    What terminals might not show as it is stands there as an escape, so that nothing is lost.
    """
    data = {
        "format": REPORT_FORMAT,
        "anonymous": anonymous,
        "sessions": [_session(session) for session in sessions],
    }
    return printable_json(data) + "\n"


def _session(session: ReportedSession) -> dict[str, object]:
    state, shown = session.state, session.shows_marks
    started = state.started
    return {
        "id": session.name,
        "began": session.began or None,
        "status": session.status,
        "problems": list(session.problems),
        "rubric": {
            "id": started.rubric_id,
            "title": started.rubric_title,
            "hash": started.rubric_hash,
        },
        "settings": to_data(started.settings),
        "plan": [to_data(planned) for planned in started.plan],
        "opening": started.opening,
        "turns": [_turn(session, record, turn) for record, turn in turns_of(state)],
        "remarks": [_remark(remark) for record in state.records for remark in record.remarks],
        "notes": [to_data(note) for note in state.notes],
        "stages": [to_data(score) for score in state.stages] if shown else [],
        "closing": state.finished.closing if state.finished is not None else "",
        "end": state.finished.reason if state.finished is not None else None,
        "elapsed": state.elapsed,
        "overrides": [to_data(decided) for decided in state.overrides],
        "contests": [to_data(contest) for contest in state.contests],
        "regraded": state.regraded.rubric_hash if state.regraded is not None else None,
        "marks_shown": shown,
        "result": to_data(session_result(state, session.rubric)) if shown else None,
    }


def _turn(session: ReportedSession, record: ItemRecord, turn: Turn) -> dict[str, object]:
    """Return a question and what came back; `mark` is the program's, `in_force` what counts."""
    item = session.rubric.item(record.planned.item_id)
    marked, asked = session.marked.find_turn(turn.number), turn.asked
    return {
        "turn": turn.number,
        "asked_at": session.asked_at.get(turn.number),
        "elapsed": asked.elapsed,
        "until": turn.until,
        "item": record.planned.item_id,
        "stage": record.planned.stage,
        "topic": item.topic if item is not None else None,
        "kind": asked.kind,
        "target": asked.target,
        "lead": asked.lead,
        "question": asked.text,
        "why": asked.why,
        "draft": turn.draft,
        "skipped": turn.skipped,
        "set_aside": turn.set_aside,
        "answer": _answer(turn),
        "mark": _mark(turn) if session.shows_marks else None,
        "in_force": _mark(marked) if session.shows_marks and marked is not None else None,
    }


def _answer(turn: Turn) -> dict[str, object] | None:
    answered = turn.answered
    if answered is None:
        return None
    return {
        "text": answered.text,
        "seconds": answered.seconds,
        "timed_out": answered.timed_out,
        "confidence": answered.confidence,
    }


def _mark(turn: Turn) -> Data | dict[str, object]:
    """Return the assessment of an item or of a follow-up; None where there is neither."""
    said = turn.answered.text if turn.answered is not None else ""
    if isinstance(turn.assessment, Assessment):
        return {"kind": "item", **assessment_data(turn.assessment, said)}
    if turn.follow_up is not None:
        marks = to_data(turn.follow_up)
        return {"kind": "follow-up", **(marks if isinstance(marks, dict) else {})}
    return None


def _remark(remark: Hinted | Acted) -> dict[str, object]:
    data = to_data(remark)
    return {"type": remark.type, **(data if isinstance(data, dict) else {})}
