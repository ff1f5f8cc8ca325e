"""Sessions written by hand, and their results."""

import json

from interviewer.dialogue.credit import summarise
from interviewer.dialogue.state import SessionState
from interviewer.model.assessment import Assessment
from interviewer.model.rubric import Item, Rubric
from interviewer.model.transcript import Answered, EndReason, Finished
from interviewer.services.result import Result, session_result
from interviewer.services.speech import (
    Surprise,
)
from interviewer.storage.codec import from_data, to_data
from tests.factories import (
    Script,
    make_rubric,
    make_settings,
    make_started,
    played,
)

RUBRIC = make_rubric()
LONG = "word " * 20


def result_of(state: SessionState, rubric: Rubric = RUBRIC) -> Result:
    """Return the result, after checking that JSON holds all of it."""
    result = session_result(state, rubric)
    assert from_data(Result, json.loads(json.dumps(to_data(result))), exact=True) == result
    return result


def timed(minutes: float = 6) -> Script:
    return Script(make_started(settings=make_settings(minutes=minutes)))


def finish(script: Script, reason: EndReason = EndReason.COMPLETED) -> SessionState:
    return played(*script.events, Finished(reason, summarise(script.state)))


def ask(script: Script, item: Item, assessment: Assessment, text: str = LONG) -> Script:
    return script.ask(item).answer(text).assess(assessment)


def said(script: Script, item: Item, confidence: int, assessment: Assessment) -> Surprise:
    """Answer an item with this confidence; return where, and what it earned."""
    script.ask(item)
    script.add(Answered(script.turn, LONG, 1.0, False, 0.0, confidence)).assess(assessment)
    return Surprise(item.id, script.turn, len(script.state.records), assessment.score)
