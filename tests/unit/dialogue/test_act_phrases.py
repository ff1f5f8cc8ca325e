"""The table of phrases: its notation, and what it must hold."""

import re
from importlib.resources import files

import pytest

from interviewer.dialogue.act_phrases import (
    ASIDES,
    COURTESIES,
    FILLERS,
    REPLIES,
    Node,
    Phrases,
    load_phrases,
    parse_phrases,
)
from interviewer.dialogue.act_words import read_pieces
from interviewer.dialogue.acts import Act

SMALL = """
== variants
do not = dont|don t
please = pls

== fillers
um|you know [what]

== groups
it = it|this [one]

== skip
# a comment
skip [<it>]|(pass|leave) <it>
 now
next {question|the}

== clarify
what is ~ here|0 times

== yes
yes

== no
no

== real
ship shop
"""


def small() -> Phrases:
    return parse_phrases(SMALL)


@pytest.mark.parametrize(
    ("words", "section"),
    [
        ("skip", "skip"),
        ("skip it", "skip"),
        ("skip this one", "skip"),
        ("pass this now", "skip"),
        ("leave it now", "skip"),
        ("pass now", None),
        ("pass this", None),
        ("skip it now", None),
        ("next", "skip"),
        ("next the question the", "skip"),
        ("next it", None),
        ("what is that here", "clarify"),
        ("what is one two three four five six here", "clarify"),
        ("what is here", None),
        ("what is one two three four five six seven here", None),
        ("0 times", "clarify"),
        ("yes", "yes"),
        ("", None),
    ],
)
def test_notation(words: str, section: str | None) -> None:
    """A phrase must be all of the words."""
    assert small().section_of(words.split(), ["skip", "clarify", "yes"]) == section


def test_the_first_section_counts() -> None:
    """In the order that is asked for."""
    assert small().section_of(["skip"], ["clarify", "skip"]) == "skip"
    assert small().section_of(["skip"], ["clarify"]) is None
    assert small().acts == ("skip", "clarify")


def test_variants_and_fillers() -> None:
    """The longest of each."""
    assert small().plain("don t pls dont do".split()) == "do not please do not do".split()
    assert small().without(FILLERS, "um skip you know what you um".split()) == ["skip", "you"]


def test_words() -> None:
    """What the phrases and the variants hold, and what only looks like it."""
    phrases = small()
    assert {"skip", "it", "times", "pls", "don", "um"} <= phrases.words
    assert phrases.words.isdisjoint(("ship", "please"))
    assert phrases.real == {"ship", "shop"}


@pytest.mark.parametrize(
    "phrase", ["skip (it", "skip [it", "skip it)", "(it]", "{it", "<nothing>", "skip!", "skip <it"]
)
def test_what_is_not_in_the_notation(phrase: str) -> None:
    """It is an error, not a phrase that is never found."""
    with pytest.raises(ValueError, match=r"bracket|no such"):
        parse_phrases(SMALL.replace("next {question|the}", phrase))


def test_a_word_is_one_node_wherever_it_stands() -> None:
    """Most of the table is the same few words: one for each place were three times as many."""

    def nodes_below(node: Node) -> list[Node]:
        return [node, *(below for part in node.parts for below in nodes_below(part))]

    sections = load_phrases().sections.values()
    words = {
        node: node.text
        for section in sections
        for node in nodes_below(section)
        if node.kind == "word"
    }
    assert len(words) == len(set(words.values())) > 300


def test_every_act_has_phrases() -> None:
    """But how sure somebody is, which is a command alone."""
    phrases = load_phrases()
    acts = {name.partition(",")[0] for name in (*phrases.acts, *REPLIES)}
    assert acts == {act.value for act in Act} - {Act.CONFIDENCE.value}
    assert {FILLERS, COURTESIES, ASIDES, *REPLIES} <= set(phrases.sections)


def table() -> str:
    """Return the phrases and groups as they are written, without comments."""
    text = files("interviewer.dialogue").joinpath("act_phrases.txt").read_text("utf-8")
    body = text.partition("== fillers")[2].partition("== real")[0]
    return "\n".join(line for line in body.splitlines() if not line.startswith("#"))


def test_no_phrase_is_written_as_a_variant() -> None:
    """It would never be found: variants are replaced before phrases are looked for."""
    phrases, text = load_phrases(), " ".join(table().split())
    same = {word for words in phrases.variants.values() for word in words}
    for variant in phrases.variants.keys() - same:
        assert not re.search(rf"(?<![<a-z]){variant}(?![a-z>])", text), variant


def test_no_phrase_holds_a_filler_or_connective() -> None:
    """It would never be found either: these are taken away first."""
    phrases = load_phrases()
    for section in (*phrases.acts, *REPLIES, ASIDES, COURTESIES):
        words = sorted(phrases.sections[section].words())
        assert [word for word in words if not phrases.without(FILLERS, [word])] == []
        assert [word for word in words if not read_pieces(word)] == []


def test_no_group_is_named_twice() -> None:
    """The second would change what follows, and not what came before."""
    names = re.findall(r"^([a-z]+) = ", table(), re.MULTILINE)
    assert len(names) == len(set(names))


def test_real_words_are_no_words_of_the_phrases() -> None:
    """A word of a phrase is never misspelt anyway."""
    phrases = load_phrases()
    assert phrases.real.isdisjoint(phrases.words)
