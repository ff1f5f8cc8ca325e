"""Answers at large: words of a bank among all that Unicode has, and what should be slow."""

import random
from collections.abc import Callable, Iterator

from interviewer.model.rubric import Item
from tests.hostile.texts import KEEPABLE

_BLOCKS = (
    (0x20, 0x7F),
    (0x00, 0x20),
    (0x7F, 0x250),
    (0x300, 0x370),
    (0x370, 0x600),
    (0x600, 0x800),
    (0x900, 0xE00),
    (0x1F00, 0x2100),
    (0x2000, 0x2070),
    (0x2100, 0x2C00),
    (0x3000, 0x3100),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A4),
    (0xD800, 0xE000),
    (0xE000, 0xE100),
    (0xFB00, 0xFFFF),
    (0x1F000, 0x20000),
    (0xE0000, 0xE0200),
)
_JOINTS = (
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "\n",
    "\n\n",
    "; ",
    " - ",
    "-",
    "",
    "/",
    "'",
    "’",
    "...",
    "\t",
)
_NEGATORS = "not never no without hardly isn't neither nor doesn't cannot".split()


def generated_answers(items: tuple[Item, ...], count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield ids of items with answers, of up to some hundred words each."""
    chance = random.Random(seed)
    words = {item.id: _words_of(item) for item in items}
    for _ in range(count):
        item_id = chance.choice(items).id
        yield item_id, _answer(words[item_id], chance)


def _words_of(item: Item) -> list[str]:
    said = " ".join(
        [item.prompt, *item.references, *(pattern for c in item.criteria for pattern in c.match)]
    )
    return said.split()


def _answer(words: list[str], chance: random.Random) -> str:
    pieces: list[str] = []
    makers: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(words),
        lambda: chance.choice(words),
        lambda: chance.choice(words).upper(),
        lambda: _any_word(chance),
        lambda: chance.choice(KEEPABLE),
        lambda: chance.choice(_NEGATORS),
        lambda: str(chance.randrange(10**6)),
        lambda: chance.choice(words)[::-1],
    )
    for _ in range(chance.choice((0, 1, 3, 10, 30, 80))):
        pieces += (chance.choice(makers)(), chance.choice(_JOINTS))
    return "".join(pieces)


def _any_word(chance: random.Random) -> str:
    low, high = chance.choice(_BLOCKS)
    return "".join(chr(chance.randrange(low, high)) for _ in range(chance.randrange(1, 12)))


def slow_answers(words: list[str]) -> dict[str, Callable[[int], str]]:
    """Return answers of any length that a careless program takes ever longer for, by their names.

    Args:
        words: words that the patterns of an item look for.
    """
    said = " ".join(words)

    def of(piece: str) -> Callable[[int], str]:
        return lambda length: (piece * (length // len(piece) + 1))[:length]

    return {
        "one letter": of("a"),
        "blanks": of(" "),
        "line ends": of("\n"),
        "full stops": of("."),
        "hyphens": of("a-"),
        "apostrophes": of("a'"),
        "short words": of("a "),
        "negations": of("not "),
        "negated clauses": of(f"it is not {words[0]}, but "),
        "commas": of(f"{words[0]}, "),
        "the words of the patterns": of(f"{said} "),
        "the words as sentences": of(f"{said}. "),
        "the words as lines": of(f"{said}\n"),
        "nearly the words": of(" ".join(word[:-1] + "zz" for word in words) + " "),
        "long words": of(f"{'abcdefghij' * 50} "),
        "combining marks": of("e\u0301\u0316"),
        "wide characters": of("深層学習"),
        "marks without words": of("?!()[]{}\"'"),
        "numbers": of("3.14e10,"),
        "urls": of("https://a.b/c?d=e&f "),
    }
