"""The marks of one text by two versions of a bank: what each earned, and by which pattern."""

from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.model.assessment import Assessment, Evidence, FollowUpResult
from interviewer.model.rubric import Band

GATE = "gate"
SIMILARITY = "similarity"
PUT_RIGHT = "put right"
"""What a part of a mark is called that is no criterion and no misconception."""


@dataclass(frozen=True)
class Mark:
    """What a text got: `points` of `possible`, and its band; a follow-up has none."""

    points: float
    possible: float
    band: Band | None

    @property
    def score(self) -> float:
        """Return the points as a share of the possible ones, 0 where none are."""
        return self.points / self.possible if self.possible else 0.0


@dataclass(frozen=True)
class PartChange:
    """What a part of a mark was and is, in points.

    `target` is a criterion or a misconception, `similarity`, `gate` with the gate's name, or `put
    right`, which is 1 where a follow-up puts its misconception right. `pattern` is what finds it
    now, else what found it before, empty where no pattern does.
    """

    target: str
    before: float
    after: float
    pattern: str = ""


@dataclass(frozen=True)
class MarkChange:
    """A text whose mark an edit changes.

    Attributes:
        item_id: the item.
        text: `reference`, `example`, `answer` or `follow-up`.
        place: the number of the reference or example, or the session with the turn.
        answer: the text.
        before: its mark by the old version.
        after: its mark by the new version.
        parts: what makes the difference, the largest first.
        expected: the band that an example should get, None for any other text.
        leaves: whether an example was in its band and no longer is.
    """

    item_id: str
    text: str
    place: str
    answer: str
    before: Mark
    after: Mark
    parts: tuple[PartChange, ...]
    expected: Band | None = None
    leaves: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Return by how much the score changes, and then the points."""
        points = abs(self.after.points - self.before.points)
        return round(abs(self.after.score - self.before.score), 4), round(points, 4)


def mark_of(result: Assessment | FollowUpResult) -> Mark:
    """Return what an assessment comes to; of a follow-up, what its criteria earned."""
    if isinstance(result, Assessment):
        return Mark(result.points, float(result.possible), result.band)
    earned = round(sum(max(0.0, each.earned) for each in result.criteria), 2)
    return Mark(earned, float(sum(each.points for each in result.criteria)), None)


def part_changes(
    before: Assessment | FollowUpResult, after: Assessment | FollowUpResult
) -> tuple[PartChange, ...]:
    """Return which parts of two marks of one text differ, the largest difference first."""
    old, new = dict(_parts(before)), dict(_parts(after))
    found = []
    for target in dict.fromkeys((*new, *old)):
        was, by_then = old.get(target, (0.0, ""))
        now, by_now = new.get(target, (0.0, ""))
        if was != now:
            found.append(PartChange(target, was, now, by_now or by_then))
    return tuple(sorted(found, key=lambda part: -abs(part.after - part.before)))


def _parts(result: Assessment | FollowUpResult) -> Iterator[tuple[str, tuple[float, str]]]:
    """Yield what each part of a mark earned or cost, with the pattern that found it."""
    for each in result.criteria:
        yield each.id, (each.earned, _pattern(each.evidence))
    if isinstance(result, FollowUpResult):
        if result.put_right:
            yield PUT_RIGHT, (1.0, _pattern(result.evidence))
        return
    for belief in result.misconceptions:
        yield belief.id, (-float(belief.minus), _pattern(belief.evidence))
    yield SIMILARITY, (result.similarity.points, "")
    if result.gate is not None:
        ungated = sum(max(0.0, each.earned) for each in result.criteria)
        yield f"{GATE} {result.gate}", (-ungated - result.similarity.points, "")


def _pattern(evidence: tuple[Evidence, ...]) -> str:
    return evidence[0].pattern if evidence else ""
