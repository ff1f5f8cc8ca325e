"""Right answers as people write them: what must keep its mark whatever is done against cheating."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.wording import plain_words, seeded, sentences_of

FUNCTION_WORDS = frozenset(
    "a an the is are was were be been it its this that these those which who of to such".split()
)
"""What people leave out of notes; never a negator, nor a word that says how things relate."""

MISSPELLINGS = 2
"""How many words of a sentence are misspelt, if it has so many long ones."""

LONG_WORD = 7

_CLAUSE_END = re.compile(
    r"[;:]\s+|,\s+(?=(?:and|but|so|which|because|while|where|since|then|or|whereas)\b)"
)


@dataclass(frozen=True)
class Counterpart:
    """A way to write down a reference: `rewrite` takes its text and the id of its item."""

    name: str
    rewrite: Callable[[str, str], str]


def bullets(text: str) -> str:
    """Return one sentence a line, each with a dash before it."""
    return "\n".join(f"- {sentence}" for sentence in sentences_of(text))


def terse_notes(text: str) -> str:
    """Return one clause a line, with a dash before it and without the function words."""
    clauses = [part for sentence in sentences_of(text) for part in _CLAUSE_END.split(sentence)]
    noted = (
        " ".join(word for word in clause.split() if word.lower() not in FUNCTION_WORDS)
        for clause in clauses
    )
    return "\n".join(f"- {line.rstrip('.,')}" for line in noted if plain_words(line))


def careless(text: str, name: str) -> str:
    """Return small letters and no marks, a sentence a line, two long words misspelt in each."""
    random = seeded("careless", name)
    lines = []
    for sentence in sentences_of(text.lower()):
        words = plain_words(sentence)
        long = [at for at, word in enumerate(words) if len(word) >= LONG_WORD]
        for at in random.sample(long, min(MISSPELLINGS, len(long))):
            words[at] = misspelt(words[at], random)
        lines.append(" ".join(words))
    return "\n".join(lines)


def misspelt(word: str, random: Random) -> str:
    """Return a word with two neighbouring letters swapped, not the first or the last."""
    places = [at for at in range(1, len(word) - 2) if word[at] != word[at + 1]]
    if not places:
        return word
    at = random.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


COUNTERPARTS = (
    Counterpart("reference as it stands", lambda text, _name: text),
    Counterpart("reference as bullet points", lambda text, _name: bullets(text)),
    Counterpart("reference as terse notes", lambda text, _name: terse_notes(text)),
    Counterpart("reference, careless, misspelt", careless),
)
