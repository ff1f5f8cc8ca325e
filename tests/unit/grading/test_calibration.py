"""A calibrated mark: what moves it, that it adds up, and what nothing can move."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.calibration import (
    SUBSTANCE,
    CalibratedGrader,
    bank_features,
    calibrated,
    item_features,
)
from interviewer.model.assessment import Adjustment, Assessment
from interviewer.model.calibration import Agreement, Calibration
from tests.factories import make_grader, make_rubric

GRADER = make_grader()
NOTHING = Agreement(0, 0, 0, 0, 0)
GOOD = "It caps the norm when gradients are exploding, above all in RNNs."
WEIGHTS = {
    "offset": 0.4,
    "score": 0.2,
    "criterion caps": 0.3,
    "criterion exploding": -0.2,
    "word norm": 0.5,
    "word not cap": -1.0,
    "pair the norm": -0.25,
}
ANSWERS = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from([GOOD, "It does not cap the norm.", "Large steps shrink", "qqzzx", "RNN"]),
        max_size=4,
    ).map("\n".join),
)


def make_calibration(
    bank: dict[str, float] | None = None, **items: dict[str, float]
) -> Calibration:
    """Return a calibration; without weights it changes nothing but the scale."""
    weights = bank if bank is not None else {"score": 1.0}
    return Calibration("small", make_rubric().content_hash, weights, items, NOTHING, NOTHING)


def adjusted(answer: str, calibration: Calibration) -> tuple[Assessment, Adjustment]:
    """Return the calibrated assessment with its adjustment."""
    found = calibrated(GRADER.assess("clipping", answer), GRADER.bank.analyse(answer), calibration)
    assert found.adjustment is not None
    return found, found.adjustment


def test_the_features_by_hand() -> None:
    """The words and the pairs of an answer are vectors of length 1, whatever its length."""
    answer = "Cap the norm."
    assessment = GRADER.assess("clipping", answer)
    features = item_features(assessment, GRADER.bank.analyse(answer))
    assert features["word cap"].value == pytest.approx(1 / 3**0.5)
    assert features["pair the norm"].value == pytest.approx(0.5 / 2**0.5)
    assert features["criterion caps"].value == pytest.approx(0.3)
    assert features["offset"].value == 0.7
    assert [answer[word.start : word.end] for word in features["pair the norm"].words] == [
        "the",
        "norm",
    ]
    assert bank_features(assessment) == {
        "offset": 1,
        "score": assessment.score,
        "similarity": assessment.similarity.value,
    }


def test_what_is_denied_is_another_word() -> None:
    """`not cap` is learnt apart from `cap`."""
    answer = "It does not cap it."
    features = item_features(GRADER.assess("clipping", answer), GRADER.bank.analyse(answer))
    assert "word not cap" in features
    assert "word cap" not in features


def test_a_calibration_that_says_the_same_changes_nothing() -> None:
    """The bank's weight of 1 for the program's score leaves every mark as it is."""
    found, adjustment = adjusted(GOOD, make_calibration())
    assert found.points == GRADER.assess("clipping", GOOD).points
    assert adjustment == Adjustment(0, 0, 0, (), 0, 0)


@settings(deadline=None, max_examples=80)
@given(ANSWERS, st.floats(-1, 1), st.floats(-1, 2))
def test_the_parts_sum_to_the_mark(answer: str, offset: float, slope: float) -> None:
    """Program's points + coach + criteria + words + others + limit = calibrated points."""
    plain = GRADER.assess("clipping", answer)
    bank = {"offset": offset, "score": slope}
    found = calibrated(plain, GRADER.bank.analyse(answer), make_calibration(bank, clipping=WEIGHTS))
    if plain.gate is not None:
        assert found == plain
        return
    shift = found.adjustment
    assert shift is not None
    shown = sum(word.points for word in shift.words)
    parts = shift.coach + shift.criteria + shown + shift.others + shift.limited
    assert shift.points == pytest.approx(parts, abs=1e-6)
    assert found.points == pytest.approx(plain.points + shift.points, abs=1e-6)
    assert 0 <= found.points <= found.possible
    assert found.score == round(found.points / found.possible, 4)
    for word in shift.words:
        assert all(0 <= span.start < span.end <= len(answer) for span in word.words)


def test_the_largest_shift_stands_first() -> None:
    """Words that move the mark are shown with the points that they move."""
    _, adjustment = adjusted(GOOD, make_calibration(clipping=WEIGHTS))
    shifts = [word.points for word in adjustment.words]
    assert shifts == sorted(shifts, key=abs, reverse=True)
    words = [GOOD[w.start : w.end] for shift in adjustment.words for w in shift.words]
    assert words[0] == "norm"


def test_hardly_any_substance_earns_hardly_anything() -> None:
    """The usual mark of an item is not given for an answer that says nothing."""
    generous = make_calibration({"offset": 1.0})
    assert adjusted(GOOD, generous)[0].score == 1
    thin = "It keeps the training calm, as one would wish for, whenever that is needed by someone."
    plain = GRADER.assess("clipping", thin)
    assert plain.gate is None
    assert plain.score < SUBSTANCE
    assert adjusted(thin, generous)[0].score == pytest.approx(plain.score / SUBSTANCE, abs=0.01)


def test_familiar_words_are_substance_where_only_references_tell() -> None:
    """Marked answers may know right words that no reference holds."""
    words = {f"word {stem}": 0.1 for stem in ("binari", "search", "bracket", "valu")}
    generous = make_calibration({"offset": 1.0}, tuning=words)
    grader = CalibratedGrader(GRADER, generous)
    assert grader.assess("tuning", "binary search brackets values").score > 0.9
    assert grader.assess("tuning", "cake flour butter jam").score == 0


def test_a_gate_stays_a_gate() -> None:
    """No calibration gives a mark to noise."""
    found = CalibratedGrader(GRADER, make_calibration({"offset": 1.0})).assess("clipping", "asdf")
    assert (found.points, found.adjustment) == (0, None)


def test_follow_ups_are_marked_as_the_rubric_says() -> None:
    """What is asked again is graded for its criterion alone."""
    grader = CalibratedGrader(GRADER, make_calibration({"offset": 1.0}))
    ours = grader.assess_follow_up("clipping", GOOD, ("caps",))
    assert ours == GRADER.assess_follow_up("clipping", GOOD, ("caps",))
