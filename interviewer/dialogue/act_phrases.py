"""How acts may be said in words: the table of phrases, and whether words are one of them.

The table is `act_phrases.txt`, whose head explains the notation; it is read when first needed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Literal

VARIANTS, GROUPS, REAL = "variants", "groups", "real"
FILLERS, COURTESIES, ASIDES = "fillers", "courtesies", "asides"
REPLIES = ("yes", "no")

MOST_WILD = 6
"""How many words `~` stands for at most."""

_LONGEST_VARIANT = 4
_SIGN = re.compile(r"[()\[\]{}|~]|<[a-z]+>|[a-z0-9]+|\S")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_ANY, _EMPTY = "~", ""
_NO_ACTS = frozenset((FILLERS, COURTESIES, ASIDES, GROUPS, *REPLIES))


@dataclass(frozen=True, eq=False)
class Node:
    """A part of a phrase: a word, words of any kind, parts in a row, one of its parts, or many."""

    kind: Literal["word", "wild", "row", "choice", "many"]
    text: str = ""
    parts: tuple["Node", ...] = ()

    def ends(self, said: "Said", start: int) -> frozenset[int]:
        """Return the places where this may end when it begins at the place `start`."""
        match self.kind:
            case "word":
                fits = start < len(said.words) and said.words[start] == self.text
                return frozenset((start + 1,)) if fits else frozenset()
            case "wild":
                return frozenset(range(start + 1, min(len(said.words), start + MOST_WILD) + 1))
            case "row":
                places = frozenset((start,))
                for part in self.parts:
                    places = said.ends(part, places)
                return places
            case "many":
                places = frozenset((start,))
                while not places >= (more := said.ends(self.parts[0], places)):
                    places |= more
                return places
            case "choice":
                word = said.words[start] if start < len(said.words) else _ANY
                parts = self._by_start.get(word, self._by_start[_ANY])
                return frozenset().union(*(said.ends(part, (start,)) for part in parts))

    def words(self) -> frozenset[str]:
        """Return all words that this may hold."""
        own = frozenset((self.text,)) if self.kind == "word" else frozenset()
        return own.union(*(part.words() for part in self.parts))

    @cached_property
    def _starts(self) -> frozenset[str]:
        """The words that this may begin with, with `_ANY` and `_EMPTY` where it may be so."""
        match self.kind:
            case "word":
                return frozenset((self.text,))
            case "wild":
                return frozenset((_ANY,))
            case "many":
                return self.parts[0]._starts | {_EMPTY}
            case "choice":
                return frozenset().union(*(part._starts for part in self.parts))
            case "row":
                starts = frozenset((_EMPTY,))
                for part in self.parts:
                    if _EMPTY in starts:
                        starts = (starts - {_EMPTY}) | part._starts
                return starts

    @cached_property
    def _by_start(self) -> dict[str, list["Node"]]:
        """The parts to try for each word that comes next, and under `_ANY` for every other."""
        words = {_ANY, *self._starts}
        return {
            word: [part for part in self.parts if not part._starts.isdisjoint((word, _ANY, _EMPTY))]
            for word in words
        }


_word = cache(partial(Node, "word"))  # one for all the places where it stands


class Said:
    """Some words, and what was already found in them: the phrases share their groups."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._found: dict[tuple[Node, int], frozenset[int]] = {}

    def ends(self, node: Node, starts: Iterable[int]) -> frozenset[int]:
        """Return the places where a node may end when it begins at any of `starts`."""
        ends: frozenset[int] = frozenset()
        for start in starts:
            found = self._found.get((node, start))
            if found is None:
                found = self._found[node, start] = node.ends(self, start)
            ends |= found
        return ends


@dataclass(frozen=True, eq=False)
class Phrases:
    """The table, parsed."""

    sections: Mapping[str, Node]
    """Any phrase of each section, in the order of the file."""
    variants: Mapping[str, tuple[str, ...]]
    """Each other way to write a word or two, with the words that the phrases have for it."""
    real: frozenset[str]
    """Words that look like one of the phrases and are not a misspelling of it."""

    @cached_property
    def acts(self) -> tuple[str, ...]:
        """The sections that are acts, that of most consequence first; without the replies."""
        return tuple(name for name in self.sections if name not in _NO_ACTS)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the phrases, and of the ways to write them."""
        written = {word for variant in self.variants for word in variant.split()}
        return frozenset(written.union(*(node.words() for node in self.sections.values())))

    def plain(self, words: Sequence[str]) -> list[str]:
        """Return the words with every variant replaced, the longest first."""
        plain: list[str] = []
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + _LONGEST_VARIANT), start, -1):
                found = self.variants.get(" ".join(words[start:end]))
                if found is not None or end == start + 1:
                    plain.extend(found or words[start:end])
                    start = end
                    break
        return plain

    def without(self, section: str, words: Sequence[str]) -> list[str]:
        """Return the words without the phrases of a section, the longest first."""
        said, phrase = Said(words), self.sections[section]
        kept: list[str] = []
        start = 0
        while start < len(words):
            end = max(phrase.ends(said, start), default=start)
            if end == start:
                kept.append(words[start])
                end += 1
            start = end
        return kept

    def section_of(self, words: Sequence[str], sections: Iterable[str]) -> str | None:
        """Return the first of the sections of which a phrase is all of the words, or None."""
        said, end = Said(words), len(words)
        return next((name for name in sections if end in self.sections[name].ends(said, 0)), None)


def parse_phrase(text: str, groups: Mapping[str, Node]) -> Node:
    """Return a phrase of the table; raises as `parse_phrases` does."""
    signs = _SIGN.findall(text)
    node, end = _parse_choice(signs, 0, groups)
    if end != len(signs):
        raise ValueError(f"a bracket was not opened: {text}")
    return node


def _parse_choice(signs: Sequence[str], start: int, groups: Mapping[str, Node]) -> tuple[Node, int]:
    rows: list[list[Node]] = [[]]
    while start < len(signs) and signs[start] not in _CLOSING.values():
        sign = signs[start]
        if sign == "|":
            rows.append([])
        elif sign in _CLOSING:
            node, start = _parse_choice(signs, start + 1, groups)
            if signs[start : start + 1] != [_CLOSING[sign]]:
                raise ValueError(f"a bracket was not closed: {' '.join(signs)}")
            rows[-1].append(_in_brackets(sign, node))
        else:
            rows[-1].append(_parse_sign(sign, groups))
        start += 1
    return _joined("choice", [_joined("row", row) for row in rows]), start


def _joined(kind: Literal["row", "choice"], parts: Sequence[Node]) -> Node:
    return Node(kind, parts=tuple(parts)) if len(parts) != 1 else parts[0]  # which is its own row


def _in_brackets(sign: str, node: Node) -> Node:
    if sign == "{":
        return Node("many", parts=(node,))
    return Node("choice", parts=(node, Node("row"))) if sign == "[" else node


def _parse_sign(sign: str, groups: Mapping[str, Node]) -> Node:
    if sign == "~":
        return Node("wild")
    if sign[1:-1] in groups and sign.startswith("<"):
        return groups[sign[1:-1]]
    if not sign.isalnum():
        raise ValueError(f"no such sign or group: {sign}")
    return _word(sign)


def parse_phrases(text: str) -> Phrases:
    """Return the whole table.

    Raises:
        ValueError: A phrase is not in the notation, or names a group that is not above it.
    """
    lines: dict[str, list[str]] = {}
    section: list[str] = []
    for line in text.splitlines():
        if line.startswith("=="):
            section = lines.setdefault(line.strip("= "), [])
        elif line.startswith(" "):
            section[-1] += line
        elif line and not line.startswith("#"):
            section.append(line)
    variants: dict[str, tuple[str, ...]] = {}
    for line in lines.pop(VARIANTS):
        word, _, written = line.partition("=")
        variants |= {variant.strip(): tuple(word.split()) for variant in written.split("|")}
    real = frozenset(word for line in lines.pop(REAL) for word in line.split())
    groups, sections = dict[str, Node](), dict[str, Node]()
    for name, each in lines.items():
        phrases: list[Node] = []
        for line in each:
            group, separator, phrase = line.rpartition("=")
            node = parse_phrase(phrase, groups)
            if separator:
                groups[group.strip()] = node
            else:
                phrases.append(node)
        sections[name] = Node("choice", parts=tuple(phrases))
    return Phrases(sections, variants, real)


@cache
def load_phrases() -> Phrases:
    """Return the table that ships with the program."""
    return parse_phrases(Path(__file__).with_name("act_phrases.txt").read_text("utf-8"))
