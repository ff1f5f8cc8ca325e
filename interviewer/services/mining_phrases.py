"""Phrases of good answers that no pattern of the item finds, each as a pattern."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from interviewer.grading.bank import Analysed, PreparedItem
from interviewer.grading.grader import Grader
from interviewer.grading.matching import find_match, find_pattern
from interviewer.grading.mining import Phrases, TellingPhrase, find_phrases, telling_phrases
from interviewer.grading.pattern_check import quick_problem
from interviewer.grading.word import Token
from interviewer.model.assessment import Assessment
from interviewer.model.rubric import BAND_FLOORS, Band
from interviewer.model.text import one_line
from interviewer.services.key_phrases import is_general, word_of
from interviewer.services.mining_answers import MinedAnswer
from interviewer.services.mining_findings import MissingPhrase

GOOD_FROM = BAND_FLOORS[Band.SOLID]
"""The score from which on an answer is a good one."""


@dataclass(frozen=True)
class Case:
    """An answer with its assessment, and the places of the words that patterns found."""

    given: MinedAnswer
    text: Analysed
    assessment: Assessment
    taken: frozenset[int]
    found: frozenset[str]

    @property
    def is_good(self) -> bool:
        """Return whether it is a good answer: by a person's score, else by the program's.

        An answer that is as close to a reference counts too: its words may be what the patterns
        miss.
        """
        if self.given.score is not None:
            return self.given.score >= GOOD_FROM
        own = self.assessment
        return own.gate is None and max(own.score, own.similarity.value) >= GOOD_FROM


def read_case(grader: Grader, prepared: PreparedItem, given: MinedAnswer) -> Case:
    """Return an answer with its marks and what every pattern of the item finds in it."""
    bank = grader.bank
    text = bank.analyse(given.answer)
    taken: set[int] = set()
    found: set[str] = set()
    spotted = prepared.spotter.spot(text.text)
    for sought in chain.from_iterable(spotted.likely):
        match = find_match(sought, spotted, text.text, text.negations, bank.rubric.window)
        if match is not None:
            taken.update(match.positions)
            found.add(sought.compiled.source)
    assessment = grader.assess(prepared.item.id, given.answer)
    return Case(given, text, assessment, frozenset(taken), frozenset(found))


def missing_phrases(
    grader: Grader, prepared: PreparedItem, cases: Sequence[Case]
) -> Iterator[MissingPhrase]:
    """Yield the telling phrases that no pattern finds, each as a pattern that finds answers."""
    answers = [(_phrases_of(case), case.is_good) for case in cases]
    for phrase in telling_phrases(answers, word_of):
        if set(phrase.stems) <= prepared.prompt.content:
            continue  # these words were given to the candidate
        offered = _as_pattern(grader, prepared, phrase, cases)
        if offered is None:
            continue
        pattern, numbers = offered
        held = [cases[number] for number in numbers]
        first = next((case for case in held if case.is_good), held[0])
        tokens = answers[cases.index(first)][0][phrase.stems]
        yield MissingPhrase(
            pattern,
            len(held),
            sum(case.is_good for case in held),
            phrase.z,
            _sentence(first.text, tokens[0]),
            _most_missed(held),
        )


def _phrases_of(case: Case) -> Phrases:
    """Return the phrases of an answer, of words of the subject that no pattern found."""

    def counts(place: int, token: Token) -> bool:
        word = token.word
        if place in case.taken or not word.content or not word.folded[0].isalpha():
            return False
        return not is_general(token)

    return find_phrases(case.text.text, counts)


def _as_pattern(
    grader: Grader, prepared: PreparedItem, phrase: TellingPhrase, cases: Sequence[Case]
) -> tuple[str, list[int]] | None:
    """Return a phrase as a pattern with the answers that it newly finds; None where it finds few.

    Where most answers deny the words, a negator belongs to the pattern.
    """
    bank, plain = grader.bank, " ".join(phrase.words)
    window = bank.rubric.window
    alone = bank.analyse(plain)
    spotted = prepared.spotter.spot(alone.text)
    for sought in chain.from_iterable(spotted.likely):
        if find_match(sought, spotted, alone.text, alone.negations, window):
            return None
    for source in (plain, f"not {plain}"):
        if quick_problem(source) is not None:
            continue
        pattern = bank.compile([source])[0]
        numbers = []
        for number in sorted(phrase.holders):
            text = cases[number].text
            match = find_pattern(pattern, text.text, text.negations, window)
            if match is not None and match.negator is None:
                numbers.append(number)
        if 2 * len(numbers) > len(phrase.holders):
            return source, numbers
    return None


def _sentence(text: Analysed, token: Token) -> str:
    """Return the sentence of a text that a token stands in."""
    tokens = [each for each in text.text.tokens if each.sentence == token.sentence]
    return one_line(text.text.text[tokens[0].start : tokens[-1].end])


def _most_missed(cases: Sequence[Case]) -> str:
    """Return the criterion that most of these answers do not meet, more than half of them."""
    counts: dict[str, int] = {}
    for case in cases:
        for criterion in case.assessment.missing:
            counts[criterion] = counts.get(criterion, 0) + 1
    most = max(counts, key=lambda criterion: counts[criterion], default="")
    return most if most and 2 * counts[most] > len(cases) else ""
