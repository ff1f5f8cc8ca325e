"""Answers that know nothing, or say the opposite, and try to earn a mark all the same."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from benchmarks.wording import (
    bank_key_words,
    content_words,
    lower_first,
    noise_words,
    pattern_phrases,
    plain_words,
    seeded,
    sentences_of,
    synonym_phrases,
)
from interviewer.model.rubric import Item, Rubric

SHUFFLES = 5
SHORTEST_SENTENCES, SMALL_WORDS = 25, 0.3
NOISE_WORDS = 60
PADDING_WORDS = 200
REPEATS = 10
NOISE_SHARE = 3
"""How many words of noise a reference gets for each of its own."""


@dataclass(frozen=True)
class Scene:
    """An item under attack: its bank, and what the grader gives for an answer to it, 0 to 1."""

    rubric: Rubric
    item: Item
    score: Callable[[str], float]


_CLAUSE = re.compile(r"(?<=[,;:])(?=\s)")
_FEWEST_WORDS = 3
"""A shorter clause is a piece of an enumeration and claims nothing of its own."""


@dataclass(frozen=True)
class Attack:
    """A way to cheat: `build` returns the answers to try on an item, none where it has no use.

    `known` marks one that is known to work and is shown to say so; it does not fail the run.
    """

    name: str
    build: Callable[[Scene], Sequence[str]]
    known: bool = False


EMPTY_ANSWER = (
    "That is a very good question, and it is one that comes up again and again in practice. "
    "There are many different points of view on it, and each of them has its strengths and its "
    "drawbacks. First of all, it is important to understand the basics well. Once these are clear, "
    "everything else follows quite naturally. In my experience, the best approach depends on the "
    "situation, the people and the goals. One should always keep an open mind, look at the whole "
    "picture and think carefully before coming to a decision. Of course there are also "
    "limits, and nobody should forget about them. All in all, I believe that this topic will "
    "remain highly relevant in the coming years."
)

_PADDING = (
    "{} is an important concept that plays a crucial role in modern systems.",
    "Many experts agree that {} matters a great deal in practice.",
    "There are many aspects of {} to consider, each with its own advantages and disadvantages.",
    "Understanding {} is essential for everyone who works in this field.",
    "Over the past years {} has become more and more popular in research and industry.",
    "When it is used correctly, {} leads to much better results.",
    "Overall, {} is a powerful tool with a wide range of applications.",
)

_STOCK_SENTENCES = (
    "It has a lot to do with {} and {}.",
    "One should also think of {} and {}.",
    "It involves {} as well as {}.",
    "Another aspect is {} together with {}.",
)

_AUXILIARY = re.compile(
    r"\b(?:(?P<can>can)(?:not| not|['\u2019]t)"
    r"|(?P<verb>is|are|was|were|can|will|does|do|has|have|may|must|should)"
    r"(?P<negator> not|n['\u2019]t)?)\b",
    re.IGNORECASE,
)


def unrelated_references(scene: Scene) -> Sequence[str]:
    """Return the references of the next item of another topic, prompt and source, if any."""
    items, own = scene.rubric.items, scene.item
    at = items.index(own)
    for other in (*items[at + 1 :], *items[:at]):
        shared = set(own.sources) & set(other.sources)
        if other.topic != own.topic and other.prompt != own.prompt and not shared:
            return other.references
    return ()


def shuffled(scene: Scene, keep_punctuation: bool, lists: bool = False) -> Iterator[str]:
    """Yield the words of each reference in five random orders.

    References that list names, whose order means nothing, are left to a row of their own: `lists`.
    """
    for number, text in enumerate(scene.item.references):
        if is_list(text) is not lists:
            continue
        words = text.split() if keep_punctuation else plain_words(text)
        for seed in range(SHUFFLES):
            order = list(words)
            seeded("shuffle", scene.item.id, number, seed).shuffle(order)
            yield " ".join(order)


def is_list(text: str) -> bool:
    """Return whether a text is short or holds few of the small words that make sentences."""
    words = plain_words(text)
    small = sum(word.lower() in ENGLISH_STOP_WORDS for word in words)
    return len(words) < SHORTEST_SENTENCES or small < SMALL_WORDS * len(words)


def prefixed(text: str, prefix: str) -> str:
    """Return a text with a few words before each sentence."""
    return " ".join(_ended(f"{prefix} {lower_first(part)}") for part in sentences_of(text))


def negated(text: str) -> str:
    """Return a text that denies each clause by a `not` after each of its auxiliaries.

    A `not` that is there already is taken away; a clause without an auxiliary is called false.
    """
    return " ".join(_ended(_negated_sentence(sentence)) for sentence in sentences_of(text))


def padding(item: Item) -> str:
    """Return stock phrases about the topic and the words of the prompt."""
    topics = list(dict.fromkeys([item.topic, *content_words(item.prompt)]))
    words: list[str] = []
    for template, topic in zip(cycle(_PADDING), cycle(topics), strict=False):
        words += template.format(topic).split()
        if len(words) >= PADDING_WORDS:
            break
    return " ".join(words[:PADDING_WORDS])


def stock_sentences(item: Item) -> Sequence[str]:
    """Return the key words of an item, two by two, in sentences that say nothing about them."""
    phrases = list(dict.fromkeys(pattern_phrases(item.criteria)))
    pairs = zip(phrases[::2], phrases[1::2], strict=False)
    sentences = (form.format(*pair) for form, pair in zip(cycle(_STOCK_SENTENCES), pairs))
    answer = " ".join(sentences)
    return (answer,) if answer else ()


def repeated_sentence(scene: Scene) -> str:
    """Return the sentence of the references that scores best alone, ten times."""
    sentences = [part for text in scene.item.references for part in sentences_of(text)]
    return " ".join([_ended(max(sentences, key=scene.score))] * REPEATS)


def walled(text: str, name: str) -> str:
    """Return a text with sentences of noise before, between and after its own."""
    sentences = sentences_of(text)
    noise = noise_words(seeded("wall", name), NOISE_SHARE * len(plain_words(text)))
    places = len(sentences) + 1
    walls = [" ".join(noise[place::places]) + "." for place in range(places)]
    pairs = zip(walls, [_ended(sentence) for sentence in sentences] + [""], strict=True)
    return " ".join(part for pair in pairs for part in pair if part)


def _always(*answers: str) -> Callable[[Scene], Sequence[str]]:
    """Return what builds the same answers for every item."""
    return lambda _scene: answers


ATTACKS = (
    Attack("blank", _always("", " \n\t ")),
    Attack("fine", _always("fine")),
    Attack("I don't know", _always("I don't know")),
    Attack("the prompt", lambda scene: (scene.item.prompt,)),
    Attack("the prompt three times", lambda scene: (" ".join([scene.item.prompt] * 3),)),
    Attack(
        "keyboard noise",
        lambda scene: (" ".join(noise_words(seeded("noise", scene.item.id), NOISE_WORDS)),),
    ),
    Attack("another item's reference", unrelated_references),
    Attack("the bank's key words", lambda scene: (" ".join(bank_key_words(scene.rubric)),)),
    Attack(
        "the bank's key words, commas", lambda scene: (", ".join(bank_key_words(scene.rubric)),)
    ),
    Attack("the item's key words", lambda scene: _listed(scene.item, " ")),
    Attack("the item's key words, commas", lambda scene: _listed(scene.item, ", ")),
    Attack(
        "the item's key words, sentences", lambda scene: stock_sentences(scene.item), known=True
    ),
    Attack("reference, shuffled", lambda scene: list(shuffled(scene, keep_punctuation=False))),
    Attack(
        "reference, shuffled with marks", lambda scene: list(shuffled(scene, keep_punctuation=True))
    ),
    Attack(
        "reference that lists names, shuffled",
        lambda scene: list(shuffled(scene, keep_punctuation=False, lists=True)),
        known=True,
    ),
    Attack("it is not true that ...", lambda scene: _denied(scene, "It is not true that")),
    Attack("it is false that ...", lambda scene: _denied(scene, "It is false that")),
    Attack(
        "not after each auxiliary", lambda scene: [negated(text) for text in scene.item.references]
    ),
    Attack("stock phrases on the topic", lambda scene: (padding(scene.item),)),
    Attack("one good sentence ten times", lambda scene: (repeated_sentence(scene),)),
    Attack(
        "reference in a wall of noise",
        lambda scene: [walled(text, scene.item.id) for text in scene.item.references],
    ),
    Attack(
        "list of synonyms",
        lambda scene: (", ".join(synonym_phrases(scene.rubric, scene.item)),),
    ),
    Attack("long empty answer", _always(EMPTY_ANSWER)),
)


def _denied(scene: Scene, prefix: str) -> list[str]:
    return [prefixed(text, prefix) for text in scene.item.references]


def _listed(item: Item, between: str) -> Sequence[str]:
    phrases = pattern_phrases(item.criteria)
    return (between.join(phrases),) if phrases else ()


def _negated_sentence(sentence: str) -> str:
    """Return a sentence with each clause denied: by its auxiliary, or called false as a whole."""
    clauses = _CLAUSE.split(sentence)
    denied = [_AUXILIARY.subn(_flipped, clause) for clause in clauses]
    if not any(count for _, count in denied):
        return f"It is false that {lower_first(sentence)}"
    return "".join(
        changed if count or len(clause.split()) < _FEWEST_WORDS else _called_false(clause)
        for clause, (changed, count) in zip(clauses, denied, strict=True)
    )


def _called_false(clause: str) -> str:
    space = clause[: len(clause) - len(clause.lstrip())]
    return f"{space}it is false that {lower_first(clause.lstrip())}"


def _flipped(match: re.Match[str]) -> str:
    if match["can"]:
        return match["can"]
    return match["verb"] if match["negator"] else f"{match['verb']} not"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
