"""What holds for any answer to any item: the sum, the evidence, and what saying more may do."""

from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from interviewer.grading.matching import find_match, find_pattern
from interviewer.grading.scoring import DEFAULT_SCORING, REFERENCE_POINTS, Scale
from interviewer.grading.tokens import WORD
from interviewer.grading.word_order import is_disordered, is_jumbled
from interviewer.model.assessment import (
    DENIED_CREDIT,
    Assessment,
    CriterionResult,
    Gate,
    Withheld,
)
from interviewer.model.rubric import BAND_FLOORS, Band
from tests.factories import make_grader
from tests.unit.grading.mixtures import (
    SCENES,
    SMALL,
    SMALL_SCENES,
    Scene,
    answers,
    prompt_words,
    read_together,
    scenes_of,
)

ANY_SCENE = st.one_of(st.sampled_from(SMALL_SCENES), st.sampled_from(SCENES))
WITH_CRITERIA = ANY_SCENE.filter(lambda scene: bool(scene.item.criteria))
BLANKS = st.text(" \t\n\r\u00a0\u3000", min_size=1, max_size=6)
OTHER_GRADERS = {scene.grader.bank.rubric.id: scene.grader for scene in SCENES}
SECOND_GRADERS = {name: make_grader(grader.bank.rubric) for name, grader in OTHER_GRADERS.items()}


def on_scale(scale: Scale, closeness: float) -> float:
    """Do the documented formula: nothing up to the floor, then a straight line to the share."""
    return scale.share * max(0.0, (closeness - scale.floor) / (1 - scale.floor))


def counts(result: CriterionResult) -> bool:
    """Return whether a pattern was found that is not withheld."""
    return any(piece.withheld is None for piece in result.evidence)


def denies(result: CriterionResult) -> bool:
    """Return whether the words of an idea were found, but only denied."""
    return any(piece.withheld is Withheld.NEGATED for piece in result.evidence)


def listed(scene: Scene, answer: str) -> frozenset[int]:
    """Return the words of an answer that stand in bare lists."""
    return scene.grader.bank.analyse(answer).text.listed


def jumbled(scene: Scene, answer: str) -> bool:
    """Return whether an answer is taken for a reference whose words were jumbled."""
    prepared = scene.grader.bank.prepared(scene.item.id)
    text = scene.grader.bank.analyse(answer).text
    return any(is_jumbled(text, reference.order) for reference in prepared.references)


def worth(assessment: Assessment) -> float:
    """Do the sum of all parts shown, whether or not a gate takes it away."""
    earned = sum(round(result.points * result.credit, 2) for result in assessment.criteria)
    lost = sum(found.minus for found in assessment.misconceptions)
    total = earned + assessment.similarity.points - lost
    return round(min(float(assessment.possible), max(0.0, total)), 2)


@settings(deadline=None, max_examples=300)
@given(st.data(), ANY_SCENE)
def test_every_mark_can_be_done_again_by_hand(data: st.DataObject, scene: Scene) -> None:
    """The points are the sum of the parts shown, each by its formula; a gate leaves none."""
    assessment = scene.assess(data.draw(answers(scene)))
    possible = sum(criterion.points for criterion in scene.item.criteria) or REFERENCE_POINTS
    assert assessment.possible == possible
    assert assessment.points == (worth(assessment) if assessment.gate is None else 0.0)
    assert assessment.score == round(assessment.points / possible, 4)
    assert assessment.band is max(
        (band for band, floor in BAND_FLOORS.items() if assessment.score >= floor),
        key=lambda band: BAND_FLOORS[band],
    )
    for result, criterion in zip(assessment.criteria, scene.item.criteria, strict=True):
        part = round(on_scale(DEFAULT_SCORING.criterion, result.closeness), 2)
        assert (result.id, result.points) == (criterion.id, criterion.points)
        if not (denies(result) and result.credit == DENIED_CREDIT):
            assert result.credit == (1.0 if counts(result) else part)
        assert result.earned == round(result.points * result.credit, 2)
        assert 0 <= result.closeness <= 1
    earned = sum(max(0.0, result.earned) for result in assessment.criteria)
    scale = DEFAULT_SCORING.beside_criteria if scene.item.criteria else DEFAULT_SCORING.alone
    similarity = assessment.similarity
    left = max(0.0, possible - earned)
    assert similarity.points == round(on_scale(scale, similarity.value) * left, 2)
    assert 0 <= similarity.value <= 1


@settings(deadline=None, max_examples=200)
@given(st.data(), ANY_SCENE)
def test_what_was_found_is_neither_an_echo_nor_off_topic(data: st.DataObject, scene: Scene) -> None:
    """Those gates are for answers in which no pattern was found, right or wrong."""
    assessment = scene.assess(data.draw(answers(scene)))
    if assessment.misconceptions or any(counts(result) for result in assessment.criteria):
        assert assessment.gate not in (Gate.ECHO, Gate.OFF_TOPIC)
    if assessment.points:
        assert assessment.gate is None


@settings(deadline=None, max_examples=300)
@given(st.data(), ANY_SCENE)
def test_evidence_is_whole_words_of_the_answer(data: st.DataObject, scene: Scene) -> None:
    """Every span lies in the answer, is a word from end to end, and comes after the one before."""
    answer = data.draw(answers(scene))
    assessment = scene.assess(answer)
    words = {match.span() for match in WORD.finditer(answer)}
    pieces = [piece.words for found in assessment.misconceptions for piece in found.evidence]
    for result in assessment.criteria:
        assert len(result.evidence) <= 1
        pieces += [piece.words for piece in result.evidence]
        pieces.append(result.near)
        if result.near:
            assert 0 < result.credit < 1
            assert len(result.near) <= 8
    for piece in pieces:
        assert {(word.start, word.end) for word in piece} <= words
        assert all(before.end <= word.start for before, word in pairwise(piece))
    assert all(found.evidence[0].words for found in assessment.misconceptions)
    assert all(piece.words for result in assessment.criteria for piece in result.evidence)


@settings(deadline=None, max_examples=150)
@given(st.data(), ANY_SCENE)
def test_the_patterns_of_an_item_find_what_each_finds_alone(
    data: st.DataObject, scene: Scene
) -> None:
    """All of them are spotted in one pass, in the order of the rubric."""
    bank = scene.grader.bank
    prepared = bank.prepared(scene.item.id)
    answer = bank.analyse(data.draw(answers(scene)))
    groups = [*prepared.criteria, *prepared.misconceptions]
    spotted = prepared.spotter.spot(answer.text)
    window = bank.rubric.window
    for group, likely in zip(groups, spotted.likely, strict=True):
        sought = {each.compiled: each for each in likely}
        assert list(sought) == [pattern for pattern in dict.fromkeys(group) if pattern in sought]
        for pattern in group:
            alone = find_pattern(pattern, answer.text, answer.negations, window)
            if pattern in sought:
                together = sought[pattern]
                found = find_match(together, spotted, answer.text, answer.negations, window)
                assert found == alone
            else:
                assert alone is None


@settings(deadline=None, max_examples=100)
@given(st.data(), st.lists(ANY_SCENE, min_size=2, max_size=5))
def test_the_same_answer_always_gets_the_same_mark(
    data: st.DataObject, scenes: list[Scene]
) -> None:
    """Twice, in another order, after other items, and by a grader that has seen other answers."""
    drawn = [(scene, data.draw(answers(scene))) for scene in scenes]
    there = [scene.assess(answer) for scene, answer in drawn]
    again = [scene.assess(answer) for scene, answer in drawn]
    back = [
        SECOND_GRADERS[scene.grader.bank.rubric.id].assess(scene.item.id, answer)
        for scene, answer in reversed(drawn)
    ]
    assert there == again == back[::-1]


@settings(deadline=None, max_examples=40)
@given(st.data(), st.lists(st.sampled_from(SMALL_SCENES), min_size=1, max_size=4))
def test_a_fresh_grader_gives_the_same_mark(data: st.DataObject, scenes: list[Scene]) -> None:
    """Nothing that a grader remembers changes a mark."""
    for scene in scenes:
        answer = data.draw(answers(scene))
        assert make_grader(SMALL).assess(scene.item.id, answer) == scene.assess(answer)


@settings(deadline=None, max_examples=300)
@given(st.data(), WITH_CRITERIA)
def test_a_sentence_that_earns_a_criterion_never_lowers_the_mark(
    data: st.DataObject, scene: Scene
) -> None:
    """Added on a line of its own to any answer that has not met the criterion yet.

    The sum without the gates never falls, and one gate alone can take it away: where what was
    there before is in no order, but too short to be judged or on the brink, the sentence may bring
    it over the line. A sentence that begins in lower case would go on with a long line before it,
    so it stands after a blank line. After a few short lines, the clauses of a sentence may be read
    as further entries of a bare list: then nothing is said here.
    """
    answer = data.draw(answers(scene))
    before = scene.assess(answer)
    met = {result.id for result in before.criteria if result.credit == 1}
    useful = [earning for earning in scene.earning if not earning.criteria <= met]
    assume(useful)
    sentence = data.draw(st.sampled_from(useful)).sentence
    assume(not read_together(answer, sentence))
    more = f"{answer}\n{'' if sentence[0].isupper() else chr(10)}{sentence}"
    assume(listed(scene, more) == listed(scene, answer))
    after = scene.assess(more)
    assert worth(after) >= worth(before)
    if not (is_disordered(scene.grader.bank.analyse(more).text) or jumbled(scene, more)):
        assert after.score >= before.score
        assert after.gate in (None, before.gate)


@settings(deadline=None, max_examples=60)
@given(st.data(), WITH_CRITERIA)
def test_good_sentences_never_lower_the_mark_of_good_sentences(
    data: st.DataObject, scene: Scene
) -> None:
    """In any order, from references and strong examples: no gate, and the mark only rises.

    But for one: some sentences of a reference among others with many of the same words may be
    taken for the reference jumbled (about one order in thirty thousand).
    """
    order = data.draw(st.permutations(scene.earning))
    answer, last = "", 0.0
    met: set[str] = set()
    for earning in order:
        answer = f"{answer}\n\n{earning.sentence}".strip()
        met |= earning.criteria
        assessment = scene.assess(answer)
        if jumbled(scene, answer):
            continue
        assert assessment.gate is None
        assert assessment.score >= last
        assert met <= {result.id for result in assessment.criteria if result.credit == 1}
        last = assessment.score


@settings(deadline=None, max_examples=200)
@given(st.data(), WITH_CRITERIA)
def test_evidence_that_is_withheld_never_earns(data: st.DataObject, scene: Scene) -> None:
    """Closeness alone earns beside them; only an idea that is denied can cost its points."""
    answer, asked = data.draw(answers(scene)), data.draw(answers(scene))
    assessment = scene.grader.assess(scene.item.id, answer, asked)
    for result in assessment.criteria:
        if result.evidence and not counts(result):
            part = on_scale(DEFAULT_SCORING.criterion, result.closeness)
            costs = denies(result) and result.credit == DENIED_CREDIT
            assert costs or result.credit == round(part, 2) < 1
            assert result.id in assessment.missing


@settings(deadline=None, max_examples=300)
@given(st.data(), ANY_SCENE)
def test_words_of_the_prompt_alone_never_pass(data: st.DataObject, scene: Scene) -> None:
    """In whatever order and however often they are said."""
    assessment = scene.assess(data.draw(prompt_words(scene)))
    assert assessment.score < BAND_FLOORS[Band.SOLID]


@settings(deadline=None, max_examples=150)
@given(st.data(), ANY_SCENE, BLANKS)
def test_white_space_at_the_end_changes_nothing(
    data: st.DataObject, scene: Scene, blanks: str
) -> None:
    """Not a single part of the assessment."""
    answer = data.draw(answers(scene))
    assert scene.assess(answer + blanks) == scene.assess(answer)


@settings(deadline=None, max_examples=200)
@given(st.data(), ANY_SCENE, st.integers(1, 4))
def test_saying_a_sentence_again_earns_nothing(
    data: st.DataObject, scene: Scene, times: int
) -> None:
    """All parts stay as they were when it was said once; at most a gate is lifted or falls.

    Gates go by shares of the words: a sentence said often enough makes noise a small part.
    """
    answer = data.draw(answers(scene))
    sentence = data.draw(st.one_of(st.sampled_from(scene.sentences), answers(scene).map(last_line)))
    assume(not read_together(sentence, sentence) and not read_together(answer, sentence))
    once = f"{answer}.\n\n{sentence}"
    first = scene.assess(once)
    again = scene.assess(once + f".\n\n{sentence}" * times)
    assert again.criteria == first.criteria
    assert again.misconceptions == first.misconceptions
    assert again.similarity == first.similarity
    assert again.points <= worth(first)


def last_line(text: str) -> str:
    """Return the last line of a text that holds any word."""
    lines = [line for line in text.splitlines() if WORD.search(line)]
    return lines[-1].strip() if lines else "It is so"


def test_the_scenes_are_worth_the_while() -> None:
    """Items with and without criteria, with misconceptions; sentences that earn in each."""
    assert any(not scene.item.criteria for scene in SCENES)
    assert any(scene.item.misconceptions for scene in SMALL_SCENES)
    assert len({scene.grader.bank.rubric.id for scene in SCENES}) == 2
    for scene in SCENES:
        ids = {criterion.id for criterion in scene.item.criteria}
        assert len(frozenset().union(*(e.criteria for e in scene.earning))) >= 0.6 * len(ids)
        shown = [scene.assess(text).misconceptions for text in scene.wrong]
        assert sum(map(bool, shown)) >= 0.7 * len(shown), scene
    assert scenes_of(SMALL)[0].item is SMALL.items[0]
