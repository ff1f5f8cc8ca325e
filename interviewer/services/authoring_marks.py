"""Marks while a rubric is edited: one item at a time, with what the saved bank has learned."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf

from rapidfuzz.distance import OSA

from interviewer.grading.feedback import Feedback, feedback
from interviewer.grading.grader import Grader
from interviewer.grading.learned import Learned
from interviewer.grading.lexicon import Lexicon
from interviewer.grading.patterns import pattern_words
from interviewer.grading.tokens import WORD
from interviewer.grading.word import Word
from interviewer.model.assessment import Assessment
from interviewer.model.rubric import Item, Rubric
from interviewer.services.rubric_tests import REFERENCE_FLOOR, ExampleResult, run_examples


@dataclass(frozen=True)
class Tried:
    """An answer marked by an item: its assessment, and what is said of it."""

    answer: str
    assessment: Assessment
    feedback: Feedback


class JoinedLexicon(Lexicon):
    """The words of a bank, and some that an edited item brings."""

    def __init__(self, base: Lexicon, words: Iterable[str]) -> None:
        """Know the words of `base` and these."""
        self._base = base
        super().__init__(words)

    def uses(self, form: str) -> bool:
        """Return whether a form is a word of the bank or a new one."""
        return super().uses(form) or self._base.uses(form)

    def look_up(self, surface: str) -> Word:
        """Return what a word counts as: a new word as itself, a misspelt one as the nearest."""
        found = self._base.look_up(surface)
        own = super().look_up(surface)
        if super().uses(own.form) or not found.known:
            return own
        return own if _edits(own) < _edits(found) < inf else found

    def look_up_all(self, surfaces: Iterable[str]) -> list[Word]:
        """Return what each of some words counts as."""
        return [self.look_up(surface) for surface in surfaces]

    def compound(self, pair: tuple[str, str]) -> tuple[str, ...]:
        """Return the stems of two forms written in one, none where neither knows such a word."""
        return self._base.compound(pair) or super().compound(pair)


def _edits(word: Word) -> float:
    """Return how far a misspelt word is from what it stands for; infinite for any other word."""
    meant = [each for each in word.spellings if each not in (word.folded, word.form)]
    return min((OSA.distance(word.form, each) for each in meant), default=inf)


class TryBench:
    """Marks answers by an item as it is being edited.

    The weights of words come from the bank as it was saved, so changed references count with the
    old weights until they are saved; everything else is what the whole bank would give.
    """

    def __init__(self, rubric: Rubric, learned: Learned) -> None:
        """Use what was learned from the saved bank."""
        self._rubric = rubric
        self._weights = learned.weights
        self._grader = Grader(rubric, learned=learned)

    @property
    def whole(self) -> Grader:
        """Return the grader of the saved bank."""
        return self._grader

    def grader(self, item: Item, alone: bool = False) -> Grader:
        """Return what marks answers by `item` within the bank.

        Its bank holds all saved items where the item is as it was saved, unless it is to be
        `alone` in it.
        """
        if not alone and self._rubric.item(item.id) == item:
            return self._grader
        rubric = replace(self._rubric, items=(item,))
        grader = Grader(rubric, fit=lambda _documents, _analyser: self._weights)
        base = self._grader.bank.lexicon
        own = grader.bank.lexicon
        new = [word for word in item_words(item) if not base.uses(own.look_up(word).form)]
        grader.bank.lexicon = JoinedLexicon(base, new) if new else base
        return grader

    def is_exact(self, item: Item) -> bool:
        """Return whether saving `item` would change none of its marks."""
        saved = self._rubric.item(item.id)
        return saved is not None and saved.references == item.references


def try_answer(grader: Grader, item: Item, answer: str) -> Tried:
    """Return an answer marked by an item of the grader's bank."""
    assessment = grader.assess(item.id, answer)
    return Tried(answer, assessment, feedback(item, assessment, answer))


def try_examples(grader: Grader, item: Item) -> tuple[ExampleResult, ...]:
    """Return how the references and examples of one item fare."""
    alone = replace(grader.bank.rubric, items=(item,))
    return tuple(run_examples(alone, grader))


def item_words(item: Item) -> set[str]:
    """Return the words that an item brings into its bank, those of its examples not."""
    texts = [item.prompt, item.topic, *item.references]
    texts += [text for c in item.criteria for text in (c.says, c.probe, c.hint)]
    texts += [text for belief in item.misconceptions for text in (belief.says, belief.probe)]
    words = {word for text in texts for word in WORD.findall(text)}
    matches = [criterion.match for criterion in item.criteria]
    matches += [belief.match for belief in item.misconceptions]
    for pattern in (pattern for match in matches for pattern in match):
        words |= pattern_words(pattern)
    return words


def expected_words(result: ExampleResult) -> str:
    """Return in words what an example or a reference should get and gets."""
    if result.kind == "example":
        return result.given if result.passed else f"{result.given}, not {result.expected}"
    score = f"model {result.score:.2f}"
    return score if result.passed else f"{score}, below {REFERENCE_FLOOR:.2f}"
