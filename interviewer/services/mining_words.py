"""What is missing from a rubric, in words: for the command line and for the app."""

from collections.abc import Iterator

from interviewer.model.text import counted
from interviewer.services.mining_findings import ItemFindings, MissingPhrase


def sample_words(found: ItemFindings) -> str:
    """Return how many answers were looked at, and how many of them are good."""
    words = f"{counted(found.answers, 'different answer')}, {found.good} good"
    return f"{words}, {found.marked} with a coach's mark" if found.marked else words


def phrase_words(phrase: MissingPhrase) -> str:
    """Return what a phrase would find as a pattern, and which idea its answers miss."""
    words = f"finds {counted(phrase.finds, 'answer')}, {phrase.good} of them good"
    words += f"; odds {phrase.z:.1f}"
    return f"{words}; most of these miss '{phrase.missed}'" if phrase.missed else words


def met_words(found: ItemFindings) -> Iterator[str]:
    """Yield which criteria tell no answers apart."""
    for name in found.met_by_all:
        yield f"criterion '{name}': all {found.answers} answers meet it"
    for name in found.met_by_none:
        yield f"criterion '{name}': none of {found.answers} answers meets it"
