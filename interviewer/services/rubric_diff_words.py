"""What an edit of a bank changes, in words: for the command line and for the app."""

from collections.abc import Iterator

from interviewer.model.text import counted, one_line
from interviewer.services.rubric_diff import RubricDifference
from interviewer.services.rubric_diff_edits import Edit, EditKind
from interviewer.services.rubric_diff_marks import (
    GATE,
    PUT_RIGHT,
    SIMILARITY,
    MarkChange,
    PartChange,
)


def edit_words(edit: Edit, width: int = 0) -> str:
    """Return an edit on one line, its texts cut to `width` characters where that is not 0."""
    name = " ".join(part for part in (edit.part, edit.field) if part) or "item"
    texts = one_line(edit.before), one_line(edit.after)
    if edit.kind is EditKind.CHANGED:
        joint = " -> "
        room = (width - len(name) - 2 - len(joint)) // 2 if width else 0
        return f"{name}: {shortened(texts[0], room)}{joint}{shortened(texts[1], room)}"
    lead = f"{name} {edit.kind}: "
    return lead + shortened(texts[0] or texts[1], width - len(lead) if width else 0)


def change_head(change: MarkChange) -> str:
    """Return which text gets which mark instead of which."""
    place = f"example {change.place}" if change.text == "example" else ""
    place = place or f"{change.text} {change.place}"
    points = f"{change.before.points:g} -> {change.after.points:g} of {change.after.possible:g}"
    if change.before.possible != change.after.possible:
        points = (
            f"{change.before.points:g} of {change.before.possible:g} -> "
            f"{change.after.points:g} of {change.after.possible:g}"
        )
    words = f"{change.item_id} · {place}: {points}"
    if change.before.band is not None and change.after.band is not None:
        same = change.before.band is change.after.band
        bands = change.after.band if same else f"{change.before.band} -> {change.after.band}"
        words += f", {bands}"
    return f"{words}  !! leaves its band, {change.expected}" if change.leaves else words


def part_words(part: PartChange) -> str:
    """Return what a part of a mark was and is, and which pattern found it."""
    if part.target.startswith(GATE):
        return f"{part.target}: {'holds the points back now' if part.after else 'is gone'}"
    if part.target == PUT_RIGHT:
        words = "the misconception is put right" if part.after else "it is put right no more"
    elif part.target == SIMILARITY:
        words = f"likeness to a reference: {part.before:g} -> {part.after:g}"
    else:
        words = f"{part.target}: {part.before:g} -> {part.after:g}"
    return f"{words} by '{part.pattern}'" if part.pattern else words


def summary_words(difference: RubricDifference, everything: bool) -> Iterator[str]:
    """Yield how much was graded, what changed, and what was left out."""
    texts, items = counted(difference.graded, "text"), counted(len(difference.items), "item")
    changed = len(difference.changes)
    if not difference.items:
        yield "No item changed that both versions have: no text was graded."
    else:
        yield f"{texts} of {items} graded by both versions, {changed} with another mark."
    if difference.leaving:
        yield f"{counted(difference.leaving, 'example')} would leave the band it should get."
    if difference.unmarked:
        answers = counted(difference.unmarked, "past answer")
        yield f"{answers} belong to items that the new version no longer has."
    if not everything and difference.items:
        yield (
            "Only items that changed were graded; the weights of words may move others a little: "
            "--all grades them too."
        )


def shortened(text: str, width: int) -> str:
    """Return a text on one line, cut at `width` characters, at 12 at the least; 0 cuts nothing."""
    text = one_line(text)
    width = max(12, width) if width else 0
    return text if not width or len(text) <= width else text[: width - 1].rstrip() + "…"
