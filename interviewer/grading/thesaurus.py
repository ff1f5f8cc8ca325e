"""Everyday words that say nearly the same: `grow` and `increase`, `split` and `divide`."""

from functools import cache
from pathlib import Path

from interviewer.grading.spelling import stem_of


@cache
def _senses() -> dict[str, frozenset[int]]:
    """Return the groups that each stem stands in."""
    text = Path(__file__).with_name("alike.txt").read_text("ascii")
    senses: dict[str, set[int]] = {}
    for number, line in enumerate(text.splitlines()):
        if not line.startswith("#"):
            for word in line.split():
                senses.setdefault(stem_of(word), set()).add(number)
    return {stem: frozenset(groups) for stem, groups in senses.items()}


def senses_of(stem: str) -> frozenset[int]:
    """Return the groups of the thesaurus that a stem stands in, none for most words."""
    return _senses().get(stem, frozenset())
