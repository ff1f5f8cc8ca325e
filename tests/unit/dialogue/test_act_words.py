"""Pieces of an utterance, and small misspellings."""

import pytest

from interviewer.dialogue.act_words import (
    LONGEST,
    MOST_PIECES,
    MOST_WORDS,
    Pieces,
    corrected,
    edits,
    near_words,
    read_pieces,
)

KNOWN = frozenset("can you repeat the question skip hint differently please know now".split())


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        (" \n ", ()),
        ("?!", ()),
        ("Skip it", ("skip it",)),
        ("I don\u2019t know. Sorry, can we move on?", ("i dont know", "sorry", "can we move on")),
        ("I don't know and I can't say", ("i dont know", "i cant say")),
        ('don`t don"t don\u00b4t', ("dont dont dont",)),
        ("one\ntwo", ("one", "two")),
        ("no idea - sorry", ("no idea", "sorry")),
        ("no idea\u2014sorry \u2026", ("no idea", "sorry")),
        ("no idea; sorry", ("no idea", "sorry")),
        ("re-phrase it", ("rephrase it",)),
        ("pleeease, sooo", ("please",)),
        ("hmmm wellll", ("hm wel",)),
        ("no idea :( \U0001f605", ("no idea",)),
        ("wait 5 minutes", ("wait 0 minutes",)),
        # Code, formulas, quotes, words of other languages
        ("pass()", ()),
        ("pass;", ()),
        ("`pass`", ()),
        ('"pass"', ()),
        ("it.next", ()),
        ("x = 1", ()),
        ("1/n", ()),
        ("skip_it", ()),
        ("ma\u00f1ana", ()),
    ],
)
def test_read_pieces(text: str, pieces: tuple[str, ...]) -> None:
    """Small words without apostrophes; signs that no request needs make an answer."""
    assert read_pieces(text) == tuple(tuple(piece.split()) for piece in pieces)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("so " * 0 + "no " * MOST_WORDS, "no"),
        ("no, " * MOST_PIECES, "no"),
        ("n" + " " * (LONGEST - 1), " "),
    ],
)
def test_bounds(text: str, more: str) -> None:
    """Words, pieces and characters."""
    assert read_pieces(text)
    assert read_pieces(text + more) == ()


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("know", "know", 0),
        ("knwo", "know", 1),
        ("kno", "know", 1),
        ("knoww", "know", 1),
        ("knaw", "know", 1),
        ("nkwo", "know", 2),
        ("kitten", "sitting", 3),
    ],
)
def test_edits(left: str, right: str, count: int) -> None:
    """Letters swapped with their neighbour count once."""
    assert edits(left, right) == edits(right, left) == count


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("repat", ["repeat"]),
        ("erpeat", ["repeat"]),
        ("questoin", ["question"]),
        ("qeustoin", ["question"]),
        ("diferentl", ["differently"]),
        ("knwo", ["know"]),
        ("hnt", []),  # too short
        ("repxxt", []),  # two edits in a word of six letters
        ("depeat", []),  # another first letter
        ("skips", []),  # inflections
        ("repeated", []),
        ("layer", []),
    ],
)
def test_near_words(word: str, near: list[str]) -> None:
    """One edit in words of four letters and more, two in words of eight."""
    assert near_words(word, KNOWN) == near


def readings(text: str, real: str = "") -> list[str]:
    pieces: Pieces = tuple(tuple(piece.split()) for piece in text.split(","))
    found = corrected(pieces, KNOWN, frozenset(real.split()))
    return [" , ".join(" ".join(piece) for piece in each) for each in found]


def test_corrected() -> None:
    """At most two words, and at most half of them; real words stay."""
    assert readings("can you repat, the qeustion") == ["can you repeat , the question"]
    assert readings("can you repeat") == []
    assert readings("repat") == []
    assert readings("repat gradient") == ["repeat gradient"]
    assert readings("repat qestion") == []
    assert readings("can you repat the qestion pleas") == []
    assert readings("can you repat", real="repat") == []
    assert corrected((("a", "knoe"),), {"know", "knot"}, set()) is not None
    assert len(list(corrected((("a", "knoe"),), {"know", "knot"}, set()))) == 2
