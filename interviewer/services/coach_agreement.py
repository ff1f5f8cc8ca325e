"""How well the program agrees with a coach, or one coach with another: in all and part by part."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from interviewer.grading.agreement import agreement, cohen_kappa, level
from interviewer.grading.grader import Marker
from interviewer.model.calibration import Agreement
from interviewer.model.rubric import Band, Rubric
from interviewer.services.marks_file import CoachMark

MOST_DIFFERENCES = 10
"""How many of the answers on which two markers differ are told, those that differ most."""

FEWEST_FOR_KAPPA = 10
"""Of fewer answers no kappa and no correlation is told."""

CRITERION, MISCONCEPTION = "criterion", "misconception"


@dataclass(frozen=True)
class PartAgreement:
    """How two markers agree on an item, or on one idea of it.

    `part` is the id of the criterion or misconception and `kind` says which, both empty for the
    item as a whole. `accuracy` is the share on the same of three levels (nothing, half, full; of a
    misconception: held or not). `kappa` is quadratic weighted; it and `correlation` are None where
    there are too few answers or where both markers gave one level alone. `error` is the root mean
    square of the differences.
    """

    item_id: str
    part: str
    kind: str
    answers: int
    accuracy: float
    kappa: float | None
    error: float
    correlation: float | None = None


@dataclass(frozen=True)
class Difference:
    """An answer with both scores, from 0 to 1."""

    item_id: str
    answer: str
    ours: float
    theirs: float
    source: str = ""


@dataclass(frozen=True)
class MarkAgreement:
    """How two markers agree, `ours` and `theirs`.

    `band_accuracy` and `band_kappa` are about the five bands: the share on the same one, and
    Cohen's kappa (1960), None where it is undefined or the answers too few. `only_ours` and
    `only_theirs` count answers that one of them alone has marked: they take no part.
    """

    whole: Agreement
    band_accuracy: float
    band_kappa: float | None
    items: tuple[PartAgreement, ...]
    ideas: tuple[PartAgreement, ...]
    differences: tuple[Difference, ...]
    only_ours: int = 0
    only_theirs: int = 0


@dataclass
class _Pairs:
    """The marks of both on one part."""

    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)

    def add(self, ours: float, theirs: float) -> None:
        self.ours.append(ours)
        self.theirs.append(theirs)


def program_marks(
    marker: Marker, marks: Sequence[CoachMark], on_step: Callable[[], None] = lambda: None
) -> list[CoachMark]:
    """Return what the program gives the answers that a coach has marked, in their order.

    What a gate holds back has no credit; an idea that was denied has none either. `on_step` is
    called once for each answer.
    """
    found = []
    for mark in marks:
        assessment = marker.assess(mark.item_id, mark.answer)
        counts = assessment.gate is None
        credits = {r.id: max(0.0, r.credit) * counts for r in assessment.criteria}
        beliefs = tuple(belief.id for belief in assessment.misconceptions) if counts else ()
        found.append(CoachMark(mark.item_id, mark.answer, assessment.score, credits, beliefs))
        on_step()
    return found


def compare_marks(
    rubric: Rubric, ours: Sequence[CoachMark], theirs: Sequence[CoachMark]
) -> MarkAgreement | None:
    """Return how two markers agree on the answers that both have marked; None where there is none.

    Args:
        rubric: the bank; parts are told in its order.
        ours: the marks of the one.
        theirs: those of the other, in any order.
    """
    others = {mark.key: mark for mark in theirs}
    both = [(mark, others[mark.key]) for mark in ours if mark.key in others]
    if not both:
        return None
    scores = [mark.score for mark, _ in both], [mark.score for _, mark in both]
    bands = tuple([Band.of(score).rank for score in each] for each in scores)
    kappa = cohen_kappa(*bands) if len(both) >= FEWEST_FOR_KAPPA else None
    same = sum(a == b for a, b in zip(*bands, strict=True)) / len(both)
    return MarkAgreement(
        agreement(*scores),
        round(same, 4),
        None if kappa is None else round(kappa, 4),
        tuple(_items(rubric, both)),
        tuple(_ideas(rubric, both)),
        _differences(both),
        len(ours) - len(both),
        len(others) - len(both),
    )


Both = Sequence[tuple[CoachMark, CoachMark]]


def _items(rubric: Rubric, both: Both) -> Iterator[PartAgreement]:
    pairs: dict[str, _Pairs] = {}
    for mine, other in both:
        pairs.setdefault(mine.item_id, _Pairs()).add(mine.score, other.score)
    for item in rubric.items:
        if item.id in pairs:
            yield _part(item.id, "", "", pairs[item.id])


def _ideas(rubric: Rubric, both: Both) -> Iterator[PartAgreement]:
    """Yield the agreement on each idea, over the answers that both marked idea by idea."""
    pairs: dict[tuple[str, str, str], _Pairs] = {}
    for mine, other in both:
        item = rubric.item(mine.item_id)
        if item is None or mine.credits is None or other.credits is None:
            continue
        for criterion in item.criteria:
            credits = mine.credits.get(criterion.id), other.credits.get(criterion.id)
            if credits[0] is not None and credits[1] is not None:
                key = (item.id, criterion.id, CRITERION)
                pairs.setdefault(key, _Pairs()).add(credits[0], credits[1])
        for belief in item.misconceptions:
            held = float(belief.id in mine.beliefs), float(belief.id in other.beliefs)
            pairs.setdefault((item.id, belief.id, MISCONCEPTION), _Pairs()).add(*held)
    for item in rubric.items:
        parts: Mapping[str, Sequence[str]] = {
            CRITERION: [criterion.id for criterion in item.criteria],
            MISCONCEPTION: [belief.id for belief in item.misconceptions],
        }
        for kind, ids in parts.items():
            for part in ids:
                if (item.id, part, kind) in pairs:
                    yield _part(item.id, part, kind, pairs[item.id, part, kind])


def _part(item_id: str, part: str, kind: str, pairs: _Pairs) -> PartAgreement:
    found = agreement(pairs.ours, pairs.theirs)
    told = found.answers >= FEWEST_FOR_KAPPA
    levels = {level(score) for score in (*pairs.ours, *pairs.theirs)}
    varies = all(len(set(scores)) > 1 for scores in (pairs.ours, pairs.theirs))
    kappa = found.kappa if told and len(levels) > 1 else None
    correlation = found.correlation if told and varies else None
    return PartAgreement(
        item_id, part, kind, found.answers, found.accuracy, kappa, found.error, correlation
    )


def _differences(both: Both) -> tuple[Difference, ...]:
    found = [
        Difference(mine.item_id, mine.answer, mine.score, other.score, mine.source)
        for mine, other in both
        if round(abs(mine.score - other.score), 4) > 0
    ]
    found.sort(key=lambda each: -abs(each.ours - each.theirs))
    return tuple(found[:MOST_DIFFERENCES])
