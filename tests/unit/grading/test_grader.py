"""The grader: a mark that can be done again by hand, the same every time."""

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.scoring import DEFAULT_SCORING, Scale, Scoring
from interviewer.grading.spelling import stem_of
from interviewer.model.assessment import DENIED_CREDIT, CriterionResult, Gate, Withheld
from interviewer.model.errors import UsageError
from interviewer.model.rubric import Band, Criterion, Misconception, Stage
from tests.factories import (
    CLIPPING,
    DROPOUT,
    TUNING,
    changed,
    found,
    instant_fit,
    make_grader,
    make_rubric,
    words_of,
)

RUBRIC = make_rubric()
GRADER = make_grader(RUBRIC)


def test_a_full_answer() -> None:
    """All criteria in one's own words: full points, and the words that earned them."""
    answer = "It caps the norm when gradients are exploding, above all in RNNs."
    assessment = GRADER.assess("clipping", answer)
    assert [result.credit for result in assessment.criteria] == [1, 1, 1]
    assert [found(result.evidence[0], answer).words for result in assessment.criteria] == [
        ("caps", "norm"),
        ("gradients", "exploding"),
        ("RNNs",),
    ]
    assert assessment.similarity.points == 0
    assert (assessment.points, assessment.possible, assessment.score) == (6.0, 6, 1.0)
    assert assessment.band is Band.STRONG
    assert assessment.missing == ()


ONLY_PATTERNS = Scoring(
    criterion=Scale(0.0, 0.0), beside_criteria=Scale(0.5, 0.0), alone=Scale(1.0, 0.0)
)
ONLY_CLOSENESS = Scoring(
    criterion=Scale(0.5, 0.0), beside_criteria=Scale(0.0, 0.0), alone=Scale(1.0, 0.0)
)


def marked(answer: str, scoring: Scoring = DEFAULT_SCORING) -> dict[str, CriterionResult]:
    """Return what an answer to `clipping` earns, by the ids of the criteria."""
    grader = Grader(RUBRIC, scoring, instant_fit)
    return {result.id: result for result in grader.assess("clipping", answer).criteria}


def test_a_partial_answer_gains_by_similarity() -> None:
    """What no pattern found may still earn part of the points that are left."""
    answer = "Exploding gradients would throw the weights far away; training stays stable."
    assessment = Grader(RUBRIC, ONLY_PATTERNS, instant_fit).assess("clipping", answer)
    assert assessment.missing == ("caps", "recurrent")
    similarity = assessment.similarity
    assert similarity.points == round(0.5 * similarity.value * 3, 2) > 0
    assert assessment.points == 3 + similarity.points


def test_an_idea_in_other_words_earns_a_part() -> None:
    """No pattern was found, but the answer comes close: the credit is a share of the closeness."""
    answer = "The arrow's size is held down: a maximum for its norm is prescribed."
    result = marked(answer, ONLY_CLOSENESS)["caps"]
    assert result.evidence == ()
    assert 0 < result.closeness < 1
    assert result.credit == round(0.5 * result.closeness, 2) > 0
    assert result.earned == round(2 * result.credit, 2)
    assert [answer[word.start : word.end] for word in result.near] == ["size", "norm"]


def test_the_floor_is_reached_before_closeness_earns() -> None:
    """At the floor there is nothing yet; the words are shown only where they earn."""
    answer = "The arrow's size is held down: a maximum for its norm is prescribed."
    close = marked(answer, ONLY_CLOSENESS)["caps"].closeness
    scoring = Scoring(criterion=Scale(0.5, close))
    result = marked(answer, scoring)["caps"]
    assert (result.credit, result.closeness, result.near) == (0.0, close, ())


def test_a_pattern_that_counts_earns_all_whatever_the_closeness() -> None:
    """The closeness is told, the words that came close are not: the evidence is."""
    result = marked("It caps the norm.", ONLY_CLOSENESS)["caps"]
    assert (result.credit, result.near) == (1.0, ())
    assert 0 < result.closeness < 1


def test_at_most_eight_words_are_shown_as_close() -> None:
    """Those that count most, in the order of the answer, each once."""
    answer = CLIPPING.references[0].replace("exploding", "large")
    result = marked(answer, ONLY_CLOSENESS)["exploding"]
    words = [answer[word.start : word.end] for word in result.near]
    assert len(words) == len(set(result.near)) == 8
    assert list(result.near) == sorted(result.near, key=lambda word: word.start)
    assert not {"the", "of", "at", "a", "so", "that", "cannot"} & set(words)
    idea = GRADER.bank.prepared("clipping").ideas[1]
    weights = {term.stem: weight for term, weight in idea.weights.items()}
    stems = {stem_of(word) for word in words}
    others = (GRADER.bank.analyse(answer).content - stems) & set(weights)
    assert min(weights[stem] for stem in stems) >= max(weights[stem] for stem in others)


def test_points_have_two_decimals() -> None:
    """Three times 0.19 is 0.57, not a little more."""
    assert CriterionResult("caps", 3, 0.19).earned == 0.57


def test_what_is_denied_comes_less_close_than_what_is_said() -> None:
    """And closeness earns nothing where the words of the idea are denied."""
    said = marked("It caps the size and the norm.", ONLY_CLOSENESS)["caps"]
    denied = marked("It never caps the size, nor the norm.", ONLY_CLOSENESS)["caps"]
    assert denied.evidence[0].withheld is Withheld.NEGATED
    assert 0 < denied.closeness < said.closeness < 1
    assert (said.credit, denied.credit) == (1.0, DENIED_CREDIT)


def test_a_misconception_costs_points() -> None:
    """It is taken off what was earned, with the words that show it."""
    answer = "It caps the norm, and it also cures vanishing gradients."
    assessment = GRADER.assess("clipping", answer)
    (belief,) = assessment.misconceptions
    assert (belief.id, belief.minus) == ("cures-vanishing", 2)
    assert words_of(belief.evidence[0], answer) == ("cures", "vanishing")
    earned = sum(result.earned for result in assessment.criteria)
    assert earned >= 2
    assert assessment.points == round(earned + assessment.similarity.points - 2, 2)


def test_a_denied_misconception_costs_nothing() -> None:
    """Who denies the wrong belief is right."""
    assessment = GRADER.assess("clipping", "It caps the norm but does not fix vanishing gradients.")
    assert assessment.misconceptions == ()
    assert assessment.points >= 2


def test_points_never_fall_below_zero() -> None:
    """A misconception alone leaves nothing, not less."""
    assert GRADER.assess("clipping", "It fixes vanishing.").points == 0


def test_a_denied_idea_costs_its_points_and_is_shown() -> None:
    """The evidence says that the words were there, and what denied them."""
    answer = "It does not cap the norm."
    result = GRADER.assess("clipping", answer).criterion("caps")
    assert result is not None
    assert (result.credit, result.earned, result.near) == (-1.0, -2.0, ())
    assert result.evidence[0].withheld is Withheld.NEGATED
    assert words_of(result.evidence[0], answer) == ("not", "cap", "norm")


def test_what_a_denied_idea_costs_is_taken_off_the_others() -> None:
    """Both the idea and what denies another are in the sum, which never falls below 0."""
    answer = "Gradients that are exploding; but it is not for recurrent networks."
    assessment = GRADER.assess("clipping", answer)
    assert [result.earned for result in assessment.criteria[1:]] == [3.0, -1.0]
    first = assessment.criteria[0].earned
    assert assessment.points == round(first + 2.0 + assessment.similarity.points, 2)
    assert GRADER.assess("clipping", "It never caps the norm for an RNN.").points == 0


def test_a_denied_idea_leaves_no_more_to_the_similarity() -> None:
    """Its points are missing once; the deduction is not made up for by the similarity."""
    answer = (
        "It caps the norm of the gradient at a threshold, but recurrent networks never need it."
    )
    assessment = GRADER.assess("clipping", answer)
    caps, exploding, recurrent = (result.earned for result in assessment.criteria)
    assert (caps, recurrent) == (2.0, -1.0)
    scale, similarity = DEFAULT_SCORING.beside_criteria, assessment.similarity
    left = assessment.possible - caps - exploding
    assert similarity.points == round(scale.credit(similarity.value) * left, 2) > 0


def test_supplied_words_cost_nothing() -> None:
    """They are the interviewer's: the candidate neither said nor denied the idea."""
    hint = "Is it the recurrent network?"
    result = GRADER.assess("clipping", "It caps the recurrent network.", hint).criteria[2]
    assert result.evidence[0].withheld is Withheld.SUPPLIED
    assert result.credit == 0


def test_another_pattern_of_the_criterion_may_count() -> None:
    """A denied match does not hide another pattern's that counts."""
    result = GRADER.assess("clipping", "It does not cap norms. It shrinks large steps.").criterion(
        "caps"
    )
    assert result is not None
    assert result.credit == 1
    assert result.evidence[0].pattern == "shrink large step"


def test_an_item_without_criteria_is_graded_on_its_references() -> None:
    """Ten points by similarity alone."""
    reference = GRADER.assess("tuning", TUNING.references[0])
    assert (reference.points, reference.possible, reference.criteria) == (10.0, 10, ())
    some = GRADER.assess("tuning", "I would raise the rate step by step and watch the loss.")
    assert 0 < some.points < 10
    assert some.points == some.similarity.points
    assert "largest" in some.similarity.absent
    assert "loss" in some.similarity.shared
    assert GRADER.assess("tuning", TUNING.prompt).gate is Gate.ECHO


def test_an_unknown_item_is_refused() -> None:
    """The error says where to look."""
    with pytest.raises(UsageError, match="has no item 'nothing': 'interviewer rubric show small'"):
        GRADER.assess("nothing", "an answer")
    with pytest.raises(UsageError, match="has no item"):
        GRADER.assess_follow_up("nothing", "an answer", ())


LOADED = changed(
    CLIPPING,
    id="loaded",
    prompt="Why does batch normalisation reduce overfitting in more than one layer?",
    criteria=(
        Criterion("reduces", 2, "It reduces overfitting.", ("reduce overfitting",)),
        Criterion("layers", 2, "In several layers.", ("more-than-one layer",)),
        Criterion("swap", 2, "Layers are normalised.", ("normalise layer",)),
        Criterion("noise", 2, "By the noise of the batches.", ("batch noise",)),
    ),
    misconceptions=(),
)


def credits_of(answer: str, asked: str = "") -> dict[str, float]:
    grader = make_grader(make_rubric(LOADED))
    assessment = grader.assess("loaded", answer, asked)
    return {result.id: result.credit for result in assessment.criteria if result.credit}


@pytest.mark.parametrize(
    ("answer", "earned"),
    [
        (LOADED.prompt, set()),
        ("Batch normalisation reduces overfitting in more than one layer.", set()),
        ("It reduces overfitting.", set()),
        ("There is more than one layer and less variance.", set()),
        ("Reduced overfitting, because the noise of each batch helps.", {"noise"}),
    ],
)
def test_words_of_the_prompt_earn_nothing(answer: str, earned: set[str]) -> None:
    """What the question itself says is not the candidate's; stop words in patterns too."""
    assert set(credits_of(answer)) == earned


def test_words_of_the_prompt_in_a_new_arrangement_count() -> None:
    """The prompt does not say it where its words are too far apart or in another order."""
    item = changed(
        LOADED,
        prompt="Compare the edge and the shape: which of them is found first by a network?",
        criteria=(Criterion("order", 2, "Shapes last.", ("shape > edge",)),),
    )
    assessment = make_grader(make_rubric(item)).assess("loaded", "The shape after the edge")
    assert assessment.criteria[0].credit == 1


def test_words_withheld_because_they_were_supplied_are_shown() -> None:
    """The evidence says why it earns nothing."""
    grader = make_grader(make_rubric(LOADED))
    assessment = grader.assess("loaded", "It reduces overfitting, they say of batches.")
    assert assessment.criteria[0].evidence[0].withheld is Withheld.SUPPLIED
    assert assessment.criteria[0].credit == 0


def test_words_of_a_hint_given_before_the_answer_earn_nothing() -> None:
    """A hint may be asked for before the first answer: repeating it shows no knowledge."""
    hint = "Think of the noise that each batch brings."
    assert set(credits_of("The noise of the batches.")) == {"noise"}
    assert credits_of("The noise of the batches.", hint) == {}
    assert GRADER.assess("clipping", "It caps the norm.", hint).criteria[0].credit == 1


def follow_up(
    answer: str, targets: tuple[str, ...] = (), misconception: str = "", asked: str = ""
) -> dict[str, float]:
    result = GRADER.assess_follow_up("clipping", answer, targets, misconception, asked)
    return {criterion.id: criterion.credit for criterion in result.criteria}


FULL = "It caps the norm when gradients are exploding, above all in RNNs."


def test_a_follow_up_is_graded_for_its_targets_alone() -> None:
    """Other ideas in its answer earn nothing: they were not asked for."""
    assert follow_up(FULL, ("exploding",)) == {"exploding": 1.0}
    assert follow_up(FULL, ("caps", "recurrent")) == {"caps": 1.0, "recurrent": 1.0}
    assert follow_up(FULL) == {}
    assert follow_up("I don't know", ("exploding",)) == {"exploding": 0.0}


@pytest.mark.parametrize(
    ("answer", "asked", "credit"),
    [
        ("Exploding gradients.", "Which trouble makes it necessary?", 1.0),
        ("Exploding gradients.", "Is it the exploding ones?", 0.0),
        ("Gradients explode.", "Is it the exploding gradients?", 0.0),
        ("Exploding gradients.", "Think of explosions. Is it huge?", 1.0),
        ("Huge gradients.", "Is it the exploding gradients?", 1.0),
        ("", "Is it the exploding gradients?", 0.0),
    ],
)
def test_words_of_the_interviewer_earn_nothing(answer: str, asked: str, credit: float) -> None:
    """Evidence made of words of the probe, the hint and the prompt alone is withheld."""
    assert follow_up(answer, ("exploding",), asked=asked) == {"exploding": credit}


def test_a_compound_that_the_interviewer_wrote_apart_is_supplied_too() -> None:
    """Saying `over fitting` supplies `overfitting`."""
    patterns = ("overfitting",)
    item = changed(DROPOUT, criteria=(Criterion("over", 2, "Overfitting.", patterns),))
    grader = make_grader(make_rubric(item))
    for asked, credit in (("Is it over fitting?", 0.0), ("Is it overfitting?", 0.0), ("", 1.0)):
        result = grader.assess_follow_up("dropout", "Overfitting", ("over",), asked=asked)
        assert result.criteria[0].credit == credit


@pytest.mark.parametrize(
    ("answer", "put_right", "words"),
    [
        # Denied with the words of the belief
        ("It does not fix vanishing gradients", True, [("not", "fix", "vanishing")]),
        # The correction in one's own words
        ("Nothing happens to tiny ones, it only makes large ones smaller", True, []),
        # Said again
        ("It fixes vanishing gradients", False, [("fixes", "vanishing")]),
        # Denied once and said once
        ("It does not fix exploding but it fixes vanishing", False, [("fixes", "vanishing")]),
        ("I am not sure", False, []),
        ("", False, []),
        ("Bananas are yellow", False, []),
    ],
)
def test_a_misconception_is_put_right(
    answer: str, put_right: bool, words: list[tuple[str, ...]]
) -> None:
    """By denying it or by saying what is right; the evidence shows which words."""
    result = GRADER.assess_follow_up("clipping", answer, (), "cures-vanishing")
    assert result.put_right is put_right
    assert [words_of(piece, answer) for piece in result.evidence] == words
    assert result.criteria == ()


def test_the_words_of_the_probe_do_not_put_right() -> None:
    """Repeating what the interviewer said is no correction."""
    answer = "it only makes large ones smaller"
    assert GRADER.assess_follow_up("clipping", answer, (), "cures-vanishing").put_right
    asked = "Does it make the small ones larger, or only the large ones smaller?"
    repeated = GRADER.assess_follow_up("clipping", answer, (), "cures-vanishing", asked)
    assert not repeated.put_right


def test_an_unknown_misconception_changes_nothing() -> None:
    """The target of a probe for a criterion is no misconception: only the criterion counts."""
    result = GRADER.assess_follow_up("clipping", FULL, ("exploding",), "exploding")
    assert (result.put_right, result.evidence) == (False, ())
    assert result.criteria[0].credit == 1


def test_the_window_of_the_bank_counts() -> None:
    """A bank with a narrow window finds only what stands close together."""
    answer = "It caps, as far as I know, the norm."
    wide = make_grader(make_rubric(CLIPPING)).assess("clipping", answer)
    narrow = make_grader(make_rubric(CLIPPING, window=3)).assess("clipping", answer)
    assert (wide.criteria[0].credit, len(wide.criteria[0].evidence)) == (1, 1)
    assert narrow.criteria[0].credit < 1
    assert narrow.criteria[0].evidence == ()


def test_the_grader_is_complete_with_scikit_learn() -> None:
    """The default fit leads to the same assessments as the formula by hand."""
    real = Grader(RUBRIC)
    for item in RUBRIC.items:
        for answer in (*item.references, item.prompt, FULL):
            assert real.assess(item.id, answer) == GRADER.assess(item.id, answer)


def test_a_bank_of_dots_can_be_graded() -> None:
    """A reference that holds no word, as in a bank half written, is no error."""
    item = changed(TUNING, id="dots", stage=Stage.BASIC, references=("...",))
    assessment = Grader(make_rubric(item)).assess("dots", "I would measure first")
    assert assessment.points == 0


def test_all_misconceptions_are_found() -> None:
    """Each costs its own points, once, however often it is said."""
    item = changed(
        CLIPPING,
        misconceptions=(
            *CLIPPING.misconceptions,
            Misconception("speeds-up", "It costs a little time.", ("faster", "speed* up"), 1),
        ),
    )
    answer = "It caps the norm, is faster, speeds things up and fixes vanishing, fixes vanishing."
    assessment = make_grader(make_rubric(item)).assess("clipping", answer)
    assert [(belief.id, belief.minus) for belief in assessment.misconceptions] == [
        ("cures-vanishing", 2),
        ("speeds-up", 1),
    ]
    assert all(len(belief.evidence) == 1 for belief in assessment.misconceptions)
