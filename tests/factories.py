"""Small banks, events, clocks and graders for the tests."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interviewer.dialogue.state import SessionState, replay
from interviewer.grading.compiling import compile_pattern, synonym_table
from interviewer.grading.grader import Grader
from interviewer.grading.learned import Learned, learn
from interviewer.grading.lexicon import Lexicon
from interviewer.grading.matching import evidence_of, find_pattern
from interviewer.grading.negation import Negations
from interviewer.grading.patterns import parse_pattern, pattern_words
from interviewer.grading.similarity import TfidfWeights
from interviewer.grading.tokens import WORD, analyse
from interviewer.model.assessment import (
    Assessment,
    CriterionResult,
    Evidence,
    FollowUpResult,
    Gate,
    MisconceptionResult,
    Similarity,
    Span,
    Withheld,
    total_points,
)
from interviewer.model.rubric import Band, Criterion, Item, Misconception, Rubric, Stage
from interviewer.model.session import Mode, PlannedItem, Settings
from interviewer.model.transcript import (
    Answered,
    Asked,
    Assessed,
    Event,
    EventData,
    Hinted,
    Skipped,
    Started,
    TurnKind,
)
from interviewer.storage.paths import PHRASES as PHRASES_FILE
from interviewer.storage.phrases_file import load_phrases

PHRASES = load_phrases([Path(__file__).parent.parent / "rubrics" / PHRASES_FILE])
AT = "2026-11-20T08:51:00.000Z"
NOON = datetime(2026, 11, 20, 12, 0, 0, tzinfo=UTC)

CLIPPING = Item(
    id="clipping",
    stage=Stage.BASIC,
    topic="optimisation",
    prompt="What is gradient clipping, and when would you use it?",
    minutes=2,
    references=(
        "Clipping caps the norm of the gradient at a threshold, so that one exploding gradient "
        "cannot throw the weights far away. Recurrent networks need it most.",
        "Whenever the gradient grows beyond a limit, it is rescaled to that limit. This keeps "
        "the training of recurrent networks stable.",
    ),
    criteria=(
        Criterion(
            "caps",
            2,
            "It caps the size of the gradient.",
            ("cap|limit|rescale norm|size|threshold", "shrink large step"),
            "What happens to a vector that is too long?",
            "Picture a ruler laid beside the arrow.",
        ),
        Criterion(
            "exploding",
            3,
            "It answers exploding gradients.",
            ("exploding|huge gradient",),
            "Which trouble in training makes it necessary?",
            "Consider a product of many factors larger than one.",
        ),
        Criterion("recurrent", 1, "Recurrent networks need it most.", ("recurrent|rnn",)),
    ),
    misconceptions=(
        Misconception(
            "cures-vanishing",
            "Clipping does nothing for vanishing gradients; it only makes large ones smaller.",
            ("solve|fix|cure|prevent vanishing",),
            2,
            "What would it do to a slope that is already tiny?",
        ),
    ),
)
"""Three ideas (2, 3 and 1 points; the last cannot be asked for) and a misconception (-2)."""

DROPOUT = Item(
    id="dropout",
    stage=Stage.FRESHER,
    topic="regularisation",
    prompt="How does dropout work?",
    minutes=1,
    references=(
        "Dropout silences random units at every training step, so that the network cannot rely "
        "on single units; this reduces overfitting. All units are active at prediction.",
    ),
    criteria=(
        Criterion(
            "random",
            2,
            "Random units are silenced.",
            ("random* unit|neuron|node", "silence|drop|remove > unit|neuron|node"),
            "What exactly is left out?",
            "Imagine tossing a coin for every one of them.",
        ),
        Criterion(
            "overfitting",
            2,
            "It reduces overfitting.",
            ("reduce|prevent|less overfitting", "regulari*"),
            "Which problem does it address?",
            "",
        ),
    ),
)
"""Two ideas of 2 points each."""

TUNING = Item(
    id="tuning",
    stage=Stage.EXPERIENCED,
    topic="judgement",
    prompt="How would you choose a learning rate?",
    minutes=3,
    references=(
        "Run a range test: raise the rate step by step, watch the loss, and take the largest "
        "value at which the loss still falls steadily. Then add warmup and decay.",
    ),
)
"""An item without criteria."""

SYNONYMS = (("sgd", "stochastic gradient descent"), ("rnn", "recurrent network"))


def make_rubric(*items: Item, window: int = 12) -> Rubric:
    """Return a bank of these items, or of the three above."""
    return Rubric(
        "small", "A small bank", items or (CLIPPING, DROPOUT, TUNING), SYNONYMS, window=window
    )


def instant_fit(documents: Sequence[str], analyser: Callable[[str], list[str]]) -> TfidfWeights:
    """Learn the weights by the documented formula, without scikit-learn."""
    counts = Counter(term for document in documents for term in set(analyser(document)))
    n = len(documents)
    idf = {term: math.log((1 + n) / (1 + count)) + 1 for term, count in counts.items()}
    return TfidfWeights(idf, math.log(1 + n) + 1)


def instantly(rubric: Rubric) -> Learned:
    """Return what a rubric teaches, without scikit-learn."""
    return learn(rubric, instant_fit)


def make_grader(rubric: Rubric | None = None) -> Grader:
    """Return a grader that is ready at once."""
    return Grader(rubric or make_rubric(), fit=instant_fit)


@dataclass(frozen=True)
class Found:
    """What a pattern found in a text: the words, and why they earn nothing."""

    words: tuple[str, ...]
    withheld: Withheld | None = None


def find(
    pattern: str,
    text: str,
    bank: str = "",
    synonyms: Iterable[Iterable[str]] = (),
    window: int = 12,
) -> Found | None:
    """Look for one pattern in a text; `bank` holds the other words that the bank uses."""
    groups = [list(group) for group in synonyms]
    parsed = parse_pattern(pattern)
    known = " ".join([bank, *(member for group in groups for member in group)])
    lexicon = Lexicon(pattern_words(pattern) | set(WORD.findall(known)))
    analysed = analyse(text, lexicon)
    compiled = compile_pattern(parsed, synonym_table(groups))
    match = find_pattern(compiled, analysed, Negations(analysed.tokens), window)
    return None if match is None else found(evidence_of(compiled, analysed, match), text)


def found(evidence: Evidence, text: str) -> Found:
    """Return evidence as the words that it points at."""
    return Found(words_of(evidence, text), evidence.withheld)


def words_of(evidence: Evidence, text: str) -> tuple[str, ...]:
    """Return the words of the answer that are the evidence."""
    return tuple(text[piece.start : piece.end] for piece in evidence.words)


def make_evidence(text: str, *words: str, withheld: Withheld | None = None) -> Evidence:
    """Return evidence that points at the first place of each word."""
    spans = (Span(text.index(word), text.index(word) + len(word)) for word in words)
    return Evidence(" ".join(words), tuple(sorted(spans, key=lambda s: s.start)), withheld)


def make_assessment(
    item: Item = CLIPPING,
    credits: Sequence[float] = (),
    misconceptions: Sequence[str] = (),
    similarity: float = 0.0,
    gate: Gate | None = None,
) -> Assessment:
    """Return an assessment of an item; `credits` in the order of its criteria, 0 where left out."""
    padded = [*credits, *[0.0] * (len(item.criteria) - len(credits))]
    criteria = tuple(
        CriterionResult(criterion.id, criterion.points, credit)
        for criterion, credit in zip(item.criteria, padded, strict=True)
    )
    beliefs = tuple(
        MisconceptionResult(belief.id, belief.minus)
        for belief in item.misconceptions
        if belief.id in misconceptions
    )
    possible = sum(criterion.points for criterion in item.criteria) or 10
    points = total_points(criteria, beliefs, similarity, possible) if gate is None else 0.0
    score = round(points / possible, 4)
    shown = Similarity(0.5, 0, similarity, ("shared",), ("absent",))
    return Assessment(
        item.id,
        "0" * 64,
        criteria,
        beliefs,
        shown,
        gate,
        points,
        possible,
        score,
        Band.of(score),
    )


def earned(item: Item, *criterion_ids: str, put_right: bool = False) -> FollowUpResult:
    """Return a follow-up that earned these criteria in full."""
    criteria = tuple(
        CriterionResult(criterion.id, criterion.points, 1.0)
        for criterion in item.criteria
        if criterion.id in criterion_ids
    )
    return FollowUpResult(criteria, put_right)


def make_settings(
    minutes: float | None = None,
    mode: Mode = Mode.PRACTICE,
    gate: bool = False,
    seed: int = 1,
    stages: Sequence[Stage] = tuple(Stage),
    items_per_stage: int = 1,
) -> Settings:
    """Return settings; untimed practice of all stages unless told otherwise."""
    return Settings(tuple(stages), items_per_stage, minutes, mode, gate, seed)


def make_started(rubric: Rubric | None = None, settings: Settings | None = None) -> Started:
    """Return the event that begins a session over all items of the bank, in its order."""
    rubric = rubric or make_rubric()
    plan = tuple(PlannedItem(item.id, item.stage, item.minutes) for item in rubric.items)
    return Started(rubric.id, rubric.title, rubric.content_hash, plan, settings or make_settings())


def played(*data: EventData) -> SessionState:
    """Return the state after these events, numbered from 1 as in a file."""
    state = replay(Event(number, AT, entry) for number, entry in enumerate(data, 1))
    assert state is not None, "the first event is Started"
    return state


class Script:
    """The events of a session, written one after the other; each method returns the script."""

    def __init__(self, started: Started | None = None) -> None:
        self.events: list[EventData] = [started or make_started()]
        self.turn = 0

    @property
    def state(self) -> SessionState:
        return played(*self.events)

    def add(self, *data: EventData) -> "Script":
        self.events += data
        return self

    def ask(
        self, item: Item, kind: TurnKind = TurnKind.ITEM, target: str = "", elapsed: float = 0.0
    ) -> "Script":
        """Ask an item, or follow up on it."""
        self.turn = len(self.events) + 1
        text = item.prompt if kind is TurnKind.ITEM else f"{kind} for {target}"
        return self.add(Asked(item.id, kind, text, "the test wants it", target, elapsed))

    def answer(
        self, text: str = "some words", timed_out: bool = False, elapsed: float = 0.0
    ) -> "Script":
        return self.add(Answered(self.turn, text, 1.0, timed_out, elapsed))

    def assess(self, result: Assessment | FollowUpResult) -> "Script":
        """Give the answer its assessment, or what it earned as a follow-up."""
        if isinstance(result, Assessment):
            return self.add(Assessed(self.turn, assessment=result))
        return self.add(Assessed(self.turn, follow_up=result))

    def skip(self, elapsed: float = 0.0) -> "Script":
        return self.add(Skipped(self.turn, elapsed))

    def hint(self, target: str, text: str = "a hint") -> "Script":
        return self.add(Hinted(self.turn, target, text))


def changed(item: Item, **fields: object) -> Item:
    """Return an item with other fields."""
    return replace(item, **fields)  # type: ignore[arg-type]  # the caller names real fields


class FakeClock:
    """A clock whose hands the test turns; the wall clock can be turned on its own."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.wall = NOON

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return self.wall

    def tick(self, seconds: float) -> None:
        """Let both clocks go on."""
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)
