"""Criteria proposed for a reference: one for a sentence, found by its most telling phrase."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from interviewer.grading.compiling import compile_pattern
from interviewer.grading.lexicon import Lexicon
from interviewer.grading.matching import find_pattern
from interviewer.grading.negation import Negations
from interviewer.grading.pattern_check import quick_problem
from interviewer.grading.patterns import parse_pattern
from interviewer.grading.tokens import WORD, AnalysedText, analyse
from interviewer.model.rubric import DEFAULT_WINDOW, Criterion, Item
from interviewer.model.text import one_line
from interviewer.services.key_phrases import Corpus, Phrase, Sentence, sentences_of
from interviewer.services.question_words import make_id

MOST_CRITERIA = 6
FEWEST_CRITERIA = 3
"""So many criteria an item should have; a short reference gives fewer."""

_LONGEST_IDEA = 300
_MOST_PATTERNS = 4
_FEWEST_STEMS = 3
_TRIED = 12


def lexicon_of(items: Iterable[Item]) -> Lexicon:
    """Return the words that the prompts and references of some items use."""
    texts = (text for item in items for text in (item.prompt, *item.references))
    return Lexicon({word for text in texts for word in WORD.findall(text)})


def propose_criteria(
    item: Item, corpus: Corpus, lexicon: Lexicon, points: int | None = None
) -> tuple[Criterion, ...]:
    """Return three to six criteria for an item, fewer where its first reference is short.

    Each stands for one sentence of the first reference, in the order of the text. Its patterns
    find that sentence and no other that has a criterion, nothing in the prompt, and where it can
    be, the sentence of each other reference that is most like it.

    Args:
        item: a draft with a reference.
        corpus: how rare words are in texts of the subject.
        lexicon: the words of the whole draft.
        points: what all criteria are worth together; without it each is worth 1 or 2.
    """
    if not item.references:
        return ()
    texts = [_Text.of(text, item.prompt, corpus, lexicon) for text in item.references]
    found = sorted(_found(texts[0]), key=lambda idea: -idea.sentence.weight)[:MOST_CRITERIA]
    ideas = sorted(_without_overlap(found), key=lambda idea: idea.sentence.start)
    heavy = {id(idea) for idea in found[: (len(ideas) + 1) // 2]}
    worth = [2 if id(idea) in heavy else 1 for idea in ideas]
    if points is not None:
        worth = _shared_out(points, worth)
    taken: set[str] = set()
    criteria = []
    for number, (idea, value) in enumerate(zip(ideas, worth, strict=True), start=1):
        name = make_id(" ".join(idea.phrase.words), taken, f"idea-{number}")
        taken.add(name)
        match = (*idea.match, *_elsewhere(idea, texts[1:]))[:_MOST_PATTERNS]
        criteria.append(Criterion(name, value, texts[0].says(idea.sentence), match))
    return tuple(criteria)


@dataclass(frozen=True)
class _Idea:
    """A sentence, the phrase that tells it, and the patterns that find it."""

    sentence: Sentence
    phrase: Phrase
    match: tuple[str, ...]


@dataclass(frozen=True)
class _Text:
    """A reference; no phrase of its sentences is made of words of the prompt alone."""

    text: AnalysedText
    negations: Negations
    sentences: tuple[Sentence, ...]

    @staticmethod
    def of(text: str, prompt: str, corpus: Corpus, lexicon: Lexicon) -> "_Text":
        """Analyse a reference that answers `prompt`."""
        said = analyse(text, lexicon)
        stems = frozenset(analyse(prompt, lexicon).content_stems())
        sentences = tuple(
            replace(
                sentence,
                phrases=tuple(p for p in sentence.phrases if not p.stems <= stems)[:_TRIED],
            )
            for sentence in sentences_of(said, stems, corpus)
            if len(sentence.stems) >= _FEWEST_STEMS
        )
        return _Text(said, Negations(said.tokens), sentences)

    def says(self, sentence: Sentence) -> str:
        """Return a sentence as the criterion says it."""
        words = one_line(self.text.text[sentence.start : sentence.end])
        if len(words) > _LONGEST_IDEA:
            words = words[:_LONGEST_IDEA].rpartition(" ")[0]
        return f"{words[0].upper()}{words[1:]}."

    def finds(self, pattern: str, sentence: Sentence) -> bool:
        """Return whether a pattern finds this sentence first, and not denied."""
        if quick_problem(pattern):
            return False
        compiled = compile_pattern(parse_pattern(pattern), {})
        match = find_pattern(compiled, self.text, self.negations, DEFAULT_WINDOW)
        if match is None or match.negator is not None:
            return False
        words = [self.text.tokens[position] for position in match.positions]
        return all(sentence.start <= word.start < sentence.end for word in words)


def _found(text: _Text) -> Iterator[_Idea]:
    """Yield each sentence that a pattern can find, with its patterns."""
    for sentence in text.sentences:
        for phrase in sentence.phrases:
            match = tuple(_patterns(phrase, sentence, text))
            if match:
                yield _Idea(sentence, phrase, match)
                break


def _patterns(phrase: Phrase, sentence: Sentence, text: _Text) -> Iterator[str]:
    """Yield up to two patterns for a sentence: its phrase, and the phrase's word with another.

    A phrase of one word takes the heaviest other word along: one word alone is too generous.
    """
    others: dict[frozenset[str], str] = {}
    for other in sentence.phrases:
        if len(other.tokens) == 1 and not other.stems & phrase.stems:
            others.setdefault(other.stems, other.words[0])
    heaviest = next(
        (one for one in sentence.phrases if len(one.tokens) == 1 and one.stems <= phrase.stems),
        None,
    )
    pairs = [f"{heaviest.words[0]} {other}" for other in others.values()] if heaviest else []
    candidates = [" ".join(phrase.words)] if len(phrase.tokens) > 1 else []
    count = 0
    for candidate in (*candidates, *pairs[:4]):
        found = next((p for p in (candidate, f"not {candidate}") if text.finds(p, sentence)), None)
        if found:
            yield found
            count += 1
        elif candidate in candidates:
            return
        if count == 2:
            return


def _without_overlap(ideas: list[_Idea]) -> list[_Idea]:
    """Return ideas whose patterns find no sentence of a heavier one."""
    kept: list[_Idea] = []
    seen: set[str] = set()
    for idea in ideas:
        stems = [frozenset(pattern.split()) for pattern in idea.match]
        names = {" ".join(sorted(words)) for words in stems}
        if not names & seen:
            seen |= names
            kept.append(idea)
    return kept


def _elsewhere(idea: _Idea, others: Iterable[_Text]) -> Iterator[str]:
    """Yield a pattern for each other reference that none of the idea's own finds there."""
    for other in others:
        if any(other.finds(p, s) for p in idea.match for s in other.sentences):
            continue
        closest = max(
            other.sentences,
            key=lambda sentence: len(sentence.stems & idea.sentence.stems),
            default=None,
        )
        if closest is None or len(closest.stems & idea.sentence.stems) < 2:
            continue
        for phrase in closest.phrases:
            pattern = next(iter(_patterns(phrase, closest, other)), None)
            if pattern:
                yield pattern
                break


def _shared_out(points: int, shares: list[int]) -> list[int]:
    """Return whole points, at least 1 each and 20 at most, in proportion to the shares."""
    total = sum(shares) or 1
    worth = [min(20, max(1, points * share // total)) for share in shares]
    for index in range(len(worth)):
        if sum(worth) < points and worth[index] < 20:
            worth[index] += 1
    return worth
