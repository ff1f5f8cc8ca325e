"""How two versions of a bank differ in what a coach wrote: items, criteria, patterns, points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from interviewer.model.rubric import Criterion, Item, Misconception, Rubric


class EditKind(StrEnum):
    """What became of a part of a bank."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Edit:
    """One part of a bank that is not the same in both versions.

    Attributes:
        kind: what became of it.
        item_id: the item, empty for what holds for the whole bank.
        part: `criterion`, `misconception` or `example` with its id or number, else empty.
        field: the field of that part, empty where the part is new or gone as a whole.
        before: what stood there, empty where nothing did.
        after: what stands there now, empty where nothing does.
    """

    kind: EditKind
    item_id: str
    part: str = ""
    field: str = ""
    before: str = ""
    after: str = ""


_ITEM_FIELDS = ("stage", "topic", "prompt", "minutes", "clarify")
_CRITERION_FIELDS = ("points", "says", "probe", "hint")
_BELIEF_FIELDS = ("minus", "says", "probe")


def rubric_edits(old: Rubric, new: Rubric) -> Iterator[Edit]:
    """Yield how `new` differs from `old`: the bank first, then item by item in the new order."""
    yield from _fields("", "", old, new, ("title", "window"))
    groups = [", ".join(group) for group in old.synonyms], [", ".join(g) for g in new.synonyms]
    yield from _members("", "", "synonyms", *groups)
    for item in new.items:
        before = old.item(item.id)
        if before is None:
            yield Edit(EditKind.ADDED, item.id, after=item.prompt)
        elif before != item:
            yield from _item_edits(before, item)
    for item in old.items:
        if new.item(item.id) is None:
            yield Edit(EditKind.REMOVED, item.id, before=item.prompt)


def changed_items(old: Rubric, new: Rubric) -> tuple[str, ...]:
    """Return the ids of the items of both versions whose marks an edit may change.

    Those are the items whose own definition changed; all of them where the synonyms or the window
    changed, which every pattern is read with.
    """
    everything = (old.synonyms, old.window) != (new.synonyms, new.window)
    return tuple(
        item.id
        for item in new.items
        if (before := old.item(item.id)) is not None and (everything or before != item)
    )


def _item_edits(old: Item, new: Item) -> Iterator[Edit]:
    yield from _fields(new.id, "", old, new, _ITEM_FIELDS)
    yield from _members(new.id, "", "references", old.references, new.references)
    yield from _members(new.id, "", "sources", old.sources, new.sources)
    yield from _parts(new.id, "criterion", old.criteria, new.criteria, _CRITERION_FIELDS)
    beliefs = old.misconceptions, new.misconceptions
    yield from _parts(new.id, "misconception", *beliefs, _BELIEF_FIELDS)
    examples = [f"{e.band}: {e.answer}" for e in old.examples]
    yield from _members(
        new.id, "", "examples", examples, [f"{e.band}: {e.answer}" for e in new.examples]
    )


def _parts(
    item_id: str,
    name: str,
    old: Sequence[Criterion] | Sequence[Misconception],
    new: Sequence[Criterion] | Sequence[Misconception],
    fields: Sequence[str],
) -> Iterator[Edit]:
    """Yield how the criteria, or the misconceptions, of an item differ."""
    known = {part.id: part for part in old}
    for part in new:
        label, before = f"{name} '{part.id}'", known.pop(part.id, None)
        if before is None:
            yield Edit(EditKind.ADDED, item_id, label, after=part.says)
            continue
        yield from _fields(item_id, label, before, part, fields)
        yield from _members(item_id, label, "pattern", before.match, part.match)
    for part in known.values():
        yield Edit(EditKind.REMOVED, item_id, f"{name} '{part.id}'", before=part.says)


def _fields(
    item_id: str, part: str, old: object, new: object, names: Sequence[str]
) -> Iterator[Edit]:
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            texts = _text(before), _text(after)
            yield Edit(EditKind.CHANGED, item_id, part, name, *texts)


def _members(
    item_id: str, part: str, field: str, old: Sequence[str], new: Sequence[str]
) -> Iterator[Edit]:
    """Yield which members of a list of texts are new or gone; their order is no difference."""
    for text in new:
        if text not in old:
            yield Edit(EditKind.ADDED, item_id, part, field, after=text)
    for text in old:
        if text not in new:
            yield Edit(EditKind.REMOVED, item_id, part, field, before=text)


def _text(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
