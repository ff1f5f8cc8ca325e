"""Scenes for the properties of the grader: banks, items, and answers of every kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hypothesis import strategies as st

from interviewer.grading.grader import Grader
from interviewer.grading.lexicon import is_negator
from interviewer.grading.patterns import joined, parse_pattern
from interviewer.grading.tokens import WORD
from interviewer.model.assessment import Assessment
from interviewer.model.rubric import Band, Item, Rubric
from interviewer.services.banks import load_bank_file
from tests.factories import CLIPPING, DROPOUT, TUNING, changed, make_grader, make_rubric

TOLD = changed(
    CLIPPING,
    id="told",
    prompt="Why does clipping the norm at a threshold stop exploding gradients in an RNN?",
)
"""An item whose prompt says its own ideas: they are nobody's merit."""

SMALL = make_rubric(CLIPPING, DROPOUT, TUNING, TOLD)
SHIPPED = load_bank_file(Path(__file__).parents[3] / "rubrics" / "deep-learning.yaml")


@dataclass(frozen=True)
class Earning:
    """A sentence that alone earns these criteria in full, and costs nothing anywhere."""

    sentence: str
    criteria: frozenset[str]


class Scene:
    """An item with a grader of its bank."""

    def __init__(self, grader: Grader, item: Item) -> None:
        self.grader = grader
        self.item = item

    def __repr__(self) -> str:
        return f"Scene({self.item.id})"

    def assess(self, answer: str) -> Assessment:
        """Mark an answer to the item."""
        return self.grader.assess(self.item.id, answer)

    @cached_property
    def sentences(self) -> list[str]:
        """Return the sentences of the references and of the strong examples."""
        strong = [e.answer for e in self.item.examples if e.band is Band.STRONG]
        return [s for text in (*self.item.references, *strong) for s in sentences_of(text)]

    @cached_property
    def wrong(self) -> list[str]:
        """Return words that show each misconception, as its patterns have them."""
        return [_said(source) for belief in self.item.misconceptions for source in belief.match]

    @cached_property
    def right(self) -> list[str]:
        """Return words that show each idea, as its patterns have them."""
        return [_said(source) for criterion in self.item.criteria for source in criterion.match]

    @cached_property
    def words(self) -> list[str]:
        """Return all words of the references and the prompt."""
        return sorted(set(WORD.findall(" ".join([*self.item.references, self.item.prompt]))))

    @cached_property
    def earning(self) -> list[Earning]:
        """Return the sentences that earn something when they stand alone."""
        found = []
        for sentence in self.sentences:
            alone = self.assess(sentence)
            ids = frozenset(result.id for result in alone.criteria if result.credit == 1)
            costs = alone.misconceptions or any(result.credit < 0 for result in alone.criteria)
            if ids and alone.gate is None and not costs:
                found.append(Earning(sentence, ids))
        return found


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text that was written with care."""
    return [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part]


def _said(source: str) -> str:
    """Return what a pattern asks for, with the first alternative of each of its terms."""
    terms = [term for term in parse_pattern(source).terms if not term.forbidden]
    return " ".join(
        " ".join(word.text for word in term.alternatives[0])
        if len(term.alternatives[0]) < 4
        else joined(term.alternatives[0])
        for term in terms
    )


def scenes_of(rubric: Rubric) -> list[Scene]:
    """Return the items of a bank with one grader for all of them."""
    grader = make_grader(rubric)
    return [Scene(grader, item) for item in rubric.items]


SMALL_SCENES = scenes_of(SMALL)
SCENES = [*SMALL_SCENES, *scenes_of(SHIPPED)]

NOISE = "qxz asdf zxcv kjhgkjhg qqzzx \u6df1\u5ea6 \U0001f600 nai\u0308ve".split()
MARKS = [
    "\n", "\n- ", "\n* ", "\n\n", ", ", "; ", ": ", " -> ", " \u2192 ", "... ", "   ", " \u2022 ",
    "  - ", " (", ") ", "1) ", ". ", "? ", " - ", "\t", '"', "e.g. ", "\u3002",
]  # fmt: skip
DENIALS = "not no never don't without neither lacks instead of rather than or why only".split()
NUMBERS = ["0.25", "1,000", "[0,1]", "3x3", "1e-5", "0", "x = 2"]
JOINTS = st.sampled_from([" ", " ", "\n", ". ", ", "])


def _drawn(words: Sequence[str], most: int) -> st.SearchStrategy[str]:
    """Return words in any order, with blanks, commas or line breaks between them."""
    lists = st.lists(st.sampled_from(words), min_size=1, max_size=most)
    return st.builds(lambda joint, drawn: joint.join(drawn), JOINTS, lists)


def _thinned(scene: Scene) -> st.SearchStrategy[str]:
    """Return sentences without every second, third or fourth word: close, but mostly no match."""
    return st.builds(
        lambda sentence, step: " ".join(
            word for at, word in enumerate(sentence.split(), 1) if at % step
        ),
        st.sampled_from(scene.sentences),
        st.integers(2, 4),
    )


def answers(scene: Scene) -> st.SearchStrategy[str]:
    """Return answers: any text, and mixtures of what people write to this item and around it."""
    pieces = [
        st.sampled_from(scene.sentences),
        st.sampled_from([f"It is not true that {s.lower()}" for s in scene.sentences]),
        st.sampled_from([f"It does not {said}" for said in (*scene.right, "tell")]),
        st.just(scene.item.prompt),
        _thinned(scene),
        _drawn(scene.words, 20),
        _drawn(NOISE, 5),
        st.sampled_from([*MARKS, *DENIALS, *NUMBERS]),
        st.text(max_size=12),
    ]
    wrong = [st.sampled_from(scene.wrong)] if scene.wrong else []
    pieces += wrong
    mixed = st.builds(
        lambda joint, parts: joint.join(parts), JOINTS, st.lists(st.one_of(pieces), max_size=8)
    )
    return st.one_of(mixed, mixed, mixed, st.text(max_size=60), *wrong)


def prompt_words(scene: Scene) -> st.SearchStrategy[str]:
    """Return answers made of the words of the prompt alone."""
    return _drawn(WORD.findall(scene.item.prompt), 30)


def read_together(before: str, after: str) -> bool:
    """Return whether the negation is read over the end of a sentence: `or` and `not`, ...

    The word before a negator and the one after it may make it harmless, wherever they stand.
    """
    last, first = (WORD.findall(text.lower()) for text in (before, after))
    if not last or not first:
        return False
    pair = last[-1], first[0]
    return (
        (pair[0] in ("or", "why", "if", "whether") and is_negator(pair[1]))
        or is_negator(pair[0])
        or pair in (("instead", "of"), ("rather", "than"))
        or (pair[0] in ("fail", "fails", "failed", "unable") and pair[1] == "to")
    )
