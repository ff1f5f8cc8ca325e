"""The telling phrases of a text: what its sentences are about, by tf-idf against known banks."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from interviewer.grading.lexicon import Lexicon
from interviewer.grading.spelling import stem_of
from interviewer.grading.tokens import AnalysedText, Token, analyse
from interviewer.model.rubric import Rubric

LONGEST_PHRASE = 3
"""So many content words make one phrase at most."""

_FROM_PROMPT = 0.25
"""What a word of the question is worth: it was given to the candidate."""

_GENERAL_WORTH = 0.3


@cache
def _general_stems() -> frozenset[str]:
    return frozenset(stem_of(word) for word in _GENERAL.split())


_GENERAL = (
    "against once per "
    "able according achieve across add additional additionally advantage affect aim allow "
    "along already although among another apply approach aspect available avoid aware base "
    "based become begin believe benefit best better big bring broad call called case cause "
    "certain change choose clear combine come commonly complete concept consider consist "
    "contain context create deal decide depend describe determine different difficult "
    "directly easy effective enable end ensure entire even every exact example exist explain "
    "fact few find first follow following form full general give good great greater group "
    "happen hard help helpful high higher hold idea important improve include increase "
    "indicate instance instead introduce involve keep kind know known large larger last later "
    "lead leave less level likely long look lot low lower main major manner many mean method "
    "mind mostly move multiple necessary need new next non normal note number occur often "
    "opposed part particular perform place play point possible problem process produce "
    "provide purpose put quite range reach real reason refer regard relate rely remain "
    "represent require respectively result role say second see select serve set several show "
    "similar simple simply single situation small smaller solve sort special specific stage "
    "start state step still suggest suit take task technique tell tend term thing think third "
    "three time together try turn two type typical typically understand unlike use useful "
    "usual usually value various want way whole wide within without word work yes"
)


@dataclass(frozen=True)
class Corpus:
    """How rare stems are in texts of the subject: their inverse document frequency.

    `idf` is ln((1 + n) / (1 + df)) + 1 over n documents, as scikit-learn smooths it; `unseen` is
    that of a stem that no document holds.
    """

    idf: Mapping[str, float]
    unseen: float

    @staticmethod
    def of(rubrics: Iterable[Rubric]) -> "Corpus":
        """Learn from the references of some banks, each a document."""
        lexicon = Lexicon(())
        documents = [
            analyse(text, lexicon).content_stems()
            for rubric in rubrics
            for item in rubric.items
            for text in item.references
        ]
        counts = Counter(stem for document in documents for stem in document)
        n = len(documents)
        idf = {stem: math.log((1 + n) / (1 + count)) + 1 for stem, count in counts.items()}
        return Corpus(idf, math.log(1 + n) + 1)


@dataclass(frozen=True)
class Phrase:
    """One to three content words that stand side by side, and what they weigh."""

    tokens: tuple[Token, ...]
    weight: float

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words as they are written, in lower case."""
        return tuple(word_of(token) for token in self.tokens)

    @property
    def stems(self) -> frozenset[str]:
        """Return the stems of the words."""
        return frozenset(token.word.stems[0] for token in self.tokens)


@dataclass(frozen=True)
class Sentence:
    """A sentence with its characters and its phrases, the heaviest first."""

    start: int
    end: int
    phrases: tuple[Phrase, ...]
    stems: frozenset[str]

    @property
    def weight(self) -> float:
        """Return what its heaviest phrase weighs."""
        return self.phrases[0].weight if self.phrases else 0.0


def word_of(token: Token) -> str:
    """Return a word as a pattern writes it."""
    return token.word.folded.replace("\u2019", "'").removesuffix("'s")


def sentences_of(
    text: AnalysedText, prompt: frozenset[str], corpus: Corpus
) -> tuple[Sentence, ...]:
    """Return the sentences of a text with their phrases.

    A word weighs (1 + ln tf) idf: tf counts its stem in the text. Words of the prompt and words
    of any subject weigh less. A phrase weighs what its words weigh together, over the root of
    their number, so that a rare word does not drag common ones along.
    """
    counts = Counter(token.word.stems[0] for token in text.tokens)

    def weight(token: Token) -> float:
        stem = token.word.stems[0]
        worth = (1 + math.log(counts[stem])) * corpus.idf.get(stem, corpus.unseen)
        if stem in prompt:
            worth *= _FROM_PROMPT
        return worth * _GENERAL_WORTH if is_general(token) else worth

    by_sentence: dict[int, list[Token]] = {}
    for token in text.tokens:
        by_sentence.setdefault(token.sentence, []).append(token)
    return tuple(_sentence(tokens, text.text, weight) for tokens in by_sentence.values())


def is_general(token: Token) -> bool:
    """Return whether a word belongs to any subject: a common one, an adverb, a single letter."""
    word = token.word
    is_adverb = len(word.folded) > 4 and word.folded.endswith("ly")
    return word.stems[0] in _general_stems() or is_adverb or len(word.folded) == 1


def _sentence(tokens: Sequence[Token], text: str, weight: Callable[[Token], float]) -> Sentence:
    phrases = [
        Phrase(part, sum(map(weight, part)) / math.sqrt(len(part)))
        for run in _runs(tokens, text)
        for size in range(1, LONGEST_PHRASE + 1)
        for part in (tuple(run[i : i + size]) for i in range(len(run) - size + 1))
        if len({token.word.stems[0] for token in part}) == size
    ]
    phrases.sort(key=lambda phrase: (-phrase.weight, phrase.tokens[0].start))
    stems = frozenset(token.word.stems[0] for token in tokens if token.word.content)
    return Sentence(tokens[0].start, tokens[-1].end, tuple(phrases), stems)


def _runs(tokens: Sequence[Token], text: str) -> Iterator[list[Token]]:
    """Yield the runs of content words with nothing but a blank or a hyphen between them."""
    run: list[Token] = []
    for token in tokens:
        joins = bool(run) and text[run[-1].end : token.start] in (" ", "-")
        fits = token.word.content and token.word.folded[0].isalpha()
        if run and not (fits and joins and token.clause == run[-1].clause):
            yield run
            run = []
        if fits:
            run.append(token)
    if run:
        yield run
