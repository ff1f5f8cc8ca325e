"""A draft of a bank: what was found in a file, what is proposed, and what is still missing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewer.model.rubric import Band, Criterion, Example, Item, Rubric, Stage
from interviewer.model.text import clean_text, counted, one_line
from interviewer.services.import_source import GradedAnswer, Question
from interviewer.services.key_phrases import Corpus
from interviewer.services.propose import FEWEST_CRITERIA, lexicon_of, propose_criteria
from interviewer.services.question_words import make_id, same_question
from interviewer.services.short_answers import short_answer_criterion
from interviewer.storage.rubric_kinds import LONGEST_TEXT
from interviewer.storage.rubric_writer import write_rubric

MOST_ITEMS = 2000
LONGEST_REFERENCE = 150
"""In words: a reference that is longer asks more of an answer than anybody types."""

_ANSWER_WORDS = 10
"""An answer of so many words is one, and not a line that strayed below a list of questions."""

_DEFAULT_STAGE, _DEFAULT_TOPIC = Stage.BASIC, "general"
PROPOSED = "proposed"


@dataclass(frozen=True)
class DraftItem:
    """An item, what it still lacks, what was noticed, and which criteria are only proposed."""

    item: Item
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    proposed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Draft:
    """A bank that somebody will go over."""

    id: str
    title: str
    items: tuple[DraftItem, ...]
    said: tuple[str, ...] = field(default=())

    @property
    def rubric(self) -> Rubric:
        """Return the bank; one with an item that has no reference does not load yet."""
        return Rubric(self.id, self.title, tuple(draft.item for draft in self.items))


@dataclass(frozen=True)
class Defaults:
    """What is taken where a file does not say it."""

    stage: Stage | None = None
    topic: str = ""


Review = Callable[[Item, tuple[Criterion, ...]], tuple[Criterion, ...] | None]
"""Asks what becomes of the proposals for an item; None leaves them proposals."""


def draft_bank(
    questions: Iterable[Question],
    bank_id: str,
    title: str,
    known: Iterable[Rubric],
    defaults: Defaults = Defaults(),
    review: Review | None = None,
    on_item: Callable[[], None] = lambda: None,
) -> Draft:
    """Return a draft of these questions, each once, with criteria proposed for every reference.

    Args:
        questions: as they were found; no more than 2,000 of them are taken.
        bank_id: the id of the bank.
        title: its title.
        known: banks whose texts say how rare a word is.
        defaults: the stage and the topic of questions that have none.
        review: asks somebody about each item's proposals.
        on_item: called after each item.
    """
    single, merged = _merged(questions)
    said = [f"{counted(merged, 'question')} found twice: taken once"] if merged else []
    if len(single) > MOST_ITEMS:
        said.append(f"only the first {MOST_ITEMS:,} of {len(single):,} questions are taken")
    taken: set[str] = set()
    items = []
    for number, question in enumerate(single[:MOST_ITEMS], start=1):
        name = make_id(question.name or question.prompt, taken, f"question-{number}")
        taken.add(name)
        items.append((question, _item(question, name, defaults)))
    lexicon = lexicon_of(item for _, (item, _) in items)
    corpus = Corpus.of([*known, Rubric(bank_id, title, tuple(item for _, (item, _) in items))])
    drafts = []
    for question, (item, remarks) in items:
        points = None if question.points is None else max(1, round(question.points))
        short = short_answer_criterion(question.graded, points)
        proposals = short or propose_criteria(item, corpus, lexicon, points)
        decided = review(item, proposals) if review and proposals else None
        drafts.append(_drafted(question, item, remarks, proposals, decided, defaults))
        on_item()
    return Draft(bank_id, title, tuple(drafts), tuple(said))


def _drafted(
    question: Question,
    item: Item,
    remarks: Sequence[str],
    proposals: tuple[Criterion, ...],
    decided: tuple[Criterion, ...] | None,
    defaults: Defaults,
) -> DraftItem:
    """Return an item with the criteria that were decided on, else with those proposed."""
    kept = proposals if decided is None else decided
    proposed = frozenset(c.id for c in proposals) if decided is None else frozenset[str]()
    item = replace(item, criteria=kept, examples=tuple(_examples(question.graded)))
    missing = tuple(_missing(question, item, defaults, proposed))
    return DraftItem(item, missing, tuple(remarks), proposed)


def write_draft(draft: Draft, heading: Sequence[str] = ()) -> str:
    """Return the file of a draft: what is missing stands as a comment before each item."""
    comments: dict[str, list[str]] = {"": list(heading)}
    for index, each in enumerate(draft.items):
        path = f"items[{index}]"
        lines = [f"missing: {', '.join(each.missing)}"] if each.missing else []
        comments[path] = [*lines, *each.remarks]
        for number, criterion in enumerate(each.item.criteria):
            if criterion.id in each.proposed:
                comments[f"{path}.criteria[{number}]"] = [PROPOSED]
    return write_rubric(draft.rubric, comments)


def _merged(questions: Iterable[Question]) -> tuple[list[Question], int]:
    """Return each question once, and how many stood there more often.

    What is asked in a table of contents is answered further down: the first real answer counts,
    and so does the last stage and topic that is said with it.
    """
    found: dict[str, Question] = {}
    doubled: set[str] = set()
    for question in questions:
        key = same_question(question.prompt)
        earlier = found.get(key)
        if earlier is None:
            found[key] = question
            continue
        if earlier.answers:
            doubled.add(key)
        if _words(question) > _words(earlier) and _words(earlier) < _ANSWER_WORDS:
            stage = question.stage or earlier.stage
            topic = question.topic or earlier.topic
            found[key] = replace(question, stage=stage, topic=topic)
    return list(found.values()), len(doubled)


def _words(question: Question) -> int:
    return sum(len(answer.split()) for answer in question.answers)


def _item(question: Question, name: str, defaults: Defaults) -> tuple[Item, list[str]]:
    """Return a question as an item without criteria, and what is to be said of it."""
    remarks = [one_line(remark) for remark in question.remarks]
    prompt = _cut(question.prompt, "the question", remarks)
    references = tuple(_cut(answer, "the answer", remarks) for answer in question.answers)
    for number, reference in enumerate(references, start=1):
        count = len(reference.split())
        if count > LONGEST_REFERENCE:
            remarks.append(
                f"reference {number} has {count} words: cut it down to what a good answer says, "
                "40 to 120 words"
            )
    item = Item(
        name,
        question.stage or defaults.stage or _DEFAULT_STAGE,
        prompt,
        references,
        topic=question.topic or defaults.topic or _DEFAULT_TOPIC,
        minutes=question.minutes or 3.0,
    )
    return item, remarks


def _cut(text: str, name: str, remarks: list[str]) -> str:
    """Return a text cleaned, and no longer than a rubric takes: cut after a sentence or a word."""
    text = clean_text(text).strip()
    if len(text) <= LONGEST_TEXT:
        return text
    remarks.append(f"{name} had {len(text):,} characters and was cut: {LONGEST_TEXT:,} is the most")
    head = text[:LONGEST_TEXT]
    return (head[: head.rfind(". ") + 1] or head.rpartition(" ")[0] or head).strip()


def _missing(
    question: Question, item: Item, defaults: Defaults, proposed: frozenset[str]
) -> Iterator[str]:
    """Yield what a coach still has to write, the most needed first."""
    if not item.references:
        yield "a reference answer"
    if question.stage is None and defaults.stage is None:
        yield f"the stage ({_DEFAULT_STAGE} was taken)"
    if not question.topic and not defaults.topic:
        yield "the topic"
    if not item.criteria:
        yield "criteria"
    elif len(item.criteria) < FEWEST_CRITERIA and proposed and not question.graded:
        yield f"more criteria ({counted(len(item.criteria), 'is', 'are')} proposed)"
    if item.criteria:
        yield "probes and hints"
    yield "misconceptions"
    if not item.examples:
        yield "examples"


def _examples(graded: Sequence[GradedAnswer]) -> Iterator[Example]:
    """Yield the short answers that earn nothing: tests that the patterns are not too wide."""
    for answer in graded:
        if answer.share == 0 and "*" not in answer.text:
            yield Example(Band.MISSING, answer.text)


def missing_counts(draft: Draft) -> Mapping[str, int]:
    """Return what is missing, each with the number of items that lack it."""
    counts: dict[str, int] = {}
    for each in draft.items:
        for what in each.missing:
            name = what.partition(" (")[0]
            counts[name] = counts.get(name, 0) + 1
    return counts
