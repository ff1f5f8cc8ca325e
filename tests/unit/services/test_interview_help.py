"""Hints and follow-ups in a session: what they earn, and what they do to the credit."""

from pathlib import Path

from interviewer.model.transcript import (
    TurnKind,
)
from interviewer.services.interview import Interview
from tests.factories import CLIPPING, FakeClock, make_rubric
from tests.unit.services.interviews import (
    begin,
    types,
)


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
