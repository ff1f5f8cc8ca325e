"""Rubric files as an attacker, a broken editor or a tired coach would write them."""

import random
from collections.abc import Callable, Iterator

from tests.hostile.texts import HOSTILE

BASE = """\
format: 1
id: deep-learning
title: Deep learning
synonyms:
  - [sgd, stochastic gradient descent]
window: 12
items:
  - id: gradient-clipping
    stage: fresher
    topic: optimisation
    prompt: What is gradient clipping?
    minutes: 3
    references:
      - It caps the norm of the gradient, so that one step is never too long.
    criteria:
      - id: exploding
        points: 2
        says: Clipping answers exploding gradients.
        match:
          - exploding|huge|large gradient
          - gradient blow-up|overshoot
        probe: Which problem makes it necessary?
        hint: Think of a product of many factors.
    misconceptions:
      - id: cures-vanishing
        says: It does nothing for vanishing ones.
        match: [solve|fix vanishing gradient]
        minus: 1
    examples:
      - {band: strong, answer: It caps the norm of exploding gradients.}
      - {band: weak, answer: It helps.}
    sources: [a-9]
  - id: dropout
    stage: basic
    prompt: How does dropout work?
    references: [It silences random units.]
"""

SCALARS = (
    *"~ null yes no on off 0o17 0x1F 1e999 -.inf .nan 1_000 12:30:45 2026-02-30 <<".split(),
    *"!!python/object/apply:os.system !!binary !!set !!timestamp !<tag:x> *a &a % @ ` | >".split(),
    *("''", '""', "[]", "{}", "[[", "}", "- -", "? x", ": x", "x: y: z", "#", "...", "---"),
    *('"\\x1b[31m"', '"\\ud800"', '"\\U00110000"', '"\\UFFFFFFFF"', '"\\0"', '"\\N\\L\\P"'),
    *("9" * 400, "1." + "0" * 400, "x" * 5000, "\u0661\u0662", "\u202egpj", "a\u0301" * 40),
)


def bombs() -> dict[str, str]:
    """Return what grows, nests or lures: each by its name."""
    doubling = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 30)
    )
    merging = "a0: &a0 {k: v}\n" + "".join(
        f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 20)
    )
    return {
        "aliases that double": doubling,
        "merge keys that double": merging,
        "a list that holds itself": "&a [*a]",
        "brackets": "[" * 25_000,
        "braces": "{" * 25_000,
        "brackets of names": "{a: [" * 20_000,
        "deep by indentation": "".join(" " * n + "a:\n" for n in range(2_000)),
        "dashes": "- " * 50_000,
        "complex keys": "? " * 20_000,
        "colons": "a: " * 20_000,
        "one long line": f"id: {'x' * 3_000_000}",
        "one long name": f"{'x' * 1_000_000}: 1",
        "many names": "".join(f"k{n}: v\n" for n in range(60_000)),
        "one name again and again": "id: x\n" * 60_000,
        "many values": f"[{'1,' * 600_000}]",
        "many empty documents": "---\n" * 50_000,
        "many directives": "%TAG ! x\n" * 20_000,
        "many tags": "!a " * 20_000,
        "many comments": "#\n" * 300_000,
        "many quotes": '"' * 100_001,
        "many escapes": '"' + "\\x41" * 200_000 + '"',
        "many line ends": "a: |\n" + "\n" * 500_000,
        "many tabs": "\t" * 200_000,
        "a folded desert": "a: >\n" + "  x\n\n" * 100_000,
        "python objects": "!!python/object/apply:os.system ['exit 1']",
        "a huge number": f"format: {'9' * 100_000}",
        "a huge exponent": "format: 1e999999999",
        "larger than may be": "x" * (8 * 1024 * 1024 + 1),
        "many problems": BASE + "    bad: x\n" * 30_000,
        "many unknown fields": BASE + "".join(f"    unknown-{n}: x\n" for n in range(30_000)),
        "many bad ids": "format: 1\nid: a\ntitle: b\nitems:\n" + "  - {id: A B}\n" * 5_000,
        "many synonyms": f"{BASE}x:\nsynonyms:\n" + "  - [a, b]\n" * 30_000,
        "a pattern of bars": BASE.replace("exploding|huge|large", "|".join(["ab"] * 5_000)),
        "a pattern of words": BASE.replace("exploding|huge|large", "word " * 20_000),
        "a pattern of stars": BASE.replace("exploding|huge|large", "*" * 20_000),
        "many patterns": BASE.replace(
            "          - gradient blow-up|overshoot\n", "          - ab|cd ef\n" * 2_500
        ),
        "too many patterns": BASE.replace(
            "          - gradient blow-up|overshoot\n", "          - ab|cd ef\n" * 50_000
        ),
        "many empty items": "format: 1\nid: a\ntitle: b\nitems:\n" + "  - {}\n" * 100_000,
        "as many values as may be": f"[{','.join(['[' + '1,' * 2_000 + ']'] * 300)}]",
        **_large_bombs(),
    }


def _large_bombs() -> dict[str, str]:
    """Return what stays within every limit of a single part and fills what a file may hold."""
    size = 8_300_000
    bad = BASE[BASE.index("  - id") : BASE.index("  - id: dropout")].replace("fresher", "easy")
    long = f"    unknown: {'x ' * 20_000}\n"
    return {
        "eight megabytes on a line": f"id: {'x' * size}",
        "eight megabytes beyond ASCII": f"id: {chr(0x4E2D) * (size // 3)}",
        "eight megabytes of comments": "#\n" * (size // 2),
        "eight megabytes, then a NUL": f"id: {chr(0x4E2D) * (size // 3)}\x00",
        "groups in a list of no use": f"{BASE}others:\n" + "  - {a: b}\n" * 15_000,
        "lists in an unknown field": f"{BASE}others:\n" + f"  - [{'1,' * 2_000}]\n" * 300,
        "lists in a field of an item": f"{BASE}    others:\n" + f"      - [{'1,' * 2_000}]\n" * 300,
        "synonyms of many words": "synonyms:\n" + f"  - [{'ab, ' * 2_000}]\n" * 300,
        "long texts": f"{BASE}others:\n" + f"  - {'x ' * 100_000}\n" * 40,
        "items with one fault": BASE + bad * 10_000,
        "the same item again and again": BASE + bad.replace("easy", "basic") * 10_000,
        "items with one long fault": BASE
        + "".join(bad.replace("clipping\n", f"clipping-{n}\n", 1) + long for n in range(190)),
        "items that are a name": BASE + "  - {id: a}\n" * 100_000,
        "items without an end": BASE + "    sources:\n" + "      - [a, b]\n" * 200_000,
        "names that are nearly right": BASE
        + "".join(f"    {'criteria' * 8}{n}: x\n" for n in range(90)) * 3,
    }


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _drop(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.randrange(1, 40) :]


def _insert(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice((*SCALARS, *HOSTILE)) + text[place:]


def _swap_value(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    with_value = [place for place, line in enumerate(lines) if ": " in line]
    if not with_value:
        return _insert(text, chance)
    place = chance.choice(with_value)
    lines[place] = f"{lines[place].partition(':')[0]}: {chance.choice(SCALARS)}\n"
    return "".join(lines)


def _again(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True) or ["a: b\n"]
    start = chance.randrange(len(lines))
    end = start + chance.randrange(1, 6)
    times = chance.choice((1, 2, 50))
    return "".join([*lines[:end], *lines[start:end] * times, *lines[end:]])


def _shuffle(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    chance.shuffle(lines)
    return "".join(lines)


def _indent(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    place = chance.randrange(len(lines))
    lines[place] = chance.choice((" ", "\t", "    ", "- ", "? ", "\u00a0")) + lines[place]
    return "".join(lines)


def _character(text: str, chance: random.Random) -> str:
    if not text:
        return "\x00"
    place = chance.randrange(len(text))
    code = chance.choice(
        (chance.randrange(0x80), chance.randrange(0x3000), chance.randrange(2**20))
    )
    return text[:place] + chr(code) + text[place + 1 :]


def _harm(text: str, chance: random.Random) -> str:
    small = [each for each in bombs().values() if len(each) < 30_000]
    return _cut(text, chance) + "\n" + chance.choice(small)


_CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    _cut,
    _drop,
    _insert,
    _swap_value,
    _swap_value,
    _again,
    _shuffle,
    _indent,
    _character,
)
_ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "latin-1", "cp037", "utf-7", "shift_jis")


def generated(count: int, seed: int) -> Iterator[bytes]:
    """Yield files: valid banks changed in a few ways, some cut into a bomb or encoded oddly."""
    chance = random.Random(seed)
    for number in range(count):
        text = BASE
        for _ in range(chance.choice((1, 1, 2, 3, 6))):
            text = chance.choice(_CHANGES)(text, chance)
        if number % 40 == 0:
            text = _harm(text, chance)
        encoding = chance.choice(_ENCODINGS) if number % 20 == 1 else "utf-8"
        yield text.encode(encoding, "replace" if encoding != "utf-8" else "surrogatepass")
