"""A first bank: what a coach is asked, the defaults, and the file that comes of the answers."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from interviewer.grading.grader import Grader
from interviewer.grading.lexicon import STOP_WORDS
from interviewer.grading.pattern_check import quick_problem
from interviewer.grading.spelling import fold
from interviewer.grading.tokens import WORD
from interviewer.model.rubric import Criterion, Item, Rubric, Stage
from interviewer.model.text import one_line
from interviewer.services.imports import make_id_of_name
from interviewer.services.key_phrases import Corpus
from interviewer.services.lint_findings import Finding, Rule
from interviewer.services.propose import lexicon_of, propose_criteria
from interviewer.services.question_words import make_id
from interviewer.services.rubric_lint import lint_rubric
from interviewer.storage.rubric_kinds import LONGEST_TEXT
from interviewer.storage.rubric_writer import write_rubric

TITLE, BANK_ID, PROMPT = "title", "id", "prompt"
STAGE, TOPIC, REFERENCE = "stage", "topic", "reference"
FIRST_IDEA, SECOND_IDEA = "first idea", "second idea"
NO_IDEA = "-"
"""What somebody types who wants no second idea."""

SAMPLE_PROMPT = "What is overfitting, and how would you notice it?"
SAMPLE_REFERENCE = (
    "A model overfits when it learns the noise of its training examples instead of the rule behind "
    "them. You notice it on data that was held back: the training error keeps falling while the "
    "validation error rises."
)
SAMPLE_IDEAS = (
    "It learns the noise of its training examples.",
    "The validation error rises while the training error falls.",
)
UNWRITTEN = "To be written: a model answer of 40 to 120 words, in full sentences."

_PATTERN_WORDS = 3


@dataclass(frozen=True)
class NewBankQuestion:
    """One thing that is asked: its key, what the coach reads, and what to say of it."""

    key: str
    asks: str
    help: str = ""


QUESTIONS = (
    NewBankQuestion(TITLE, "Title of the bank"),
    NewBankQuestion(BANK_ID, "Id", "small letters, digits and hyphens; the file is called so"),
    NewBankQuestion(PROMPT, "First question"),
    NewBankQuestion(STAGE, "Stage", "basic, fresher or experienced"),
    NewBankQuestion(TOPIC, "Topic"),
    NewBankQuestion(REFERENCE, "Model answer", "a line that ends in \\ goes on in the next"),
    NewBankQuestion(FIRST_IDEA, "A key idea of it", "one sentence; good answers are found by it"),
    NewBankQuestion(SECOND_IDEA, "Another key idea", "one sentence, or - for none"),
)


def default_of(key: str, answers: Mapping[str, str], stem: str, known: Sequence[Rubric]) -> str:
    """Return what an empty answer stands for, given the answers so far.

    Args:
        key: the key of a question.
        answers: the answers so far by their keys.
        stem: the name of the file without its suffix, empty where none was given.
        known: the banks that say how rare a word is, for proposed ideas.
    """
    is_sample = answers.get(PROMPT, SAMPLE_PROMPT) == SAMPLE_PROMPT
    match key:
        case "title":
            return (
                one_line(stem.replace("-", " ").replace("_", " ")).capitalize() or "My first bank"
            )
        case "id":
            return make_id_of_name(stem or answers.get(TITLE, ""))
        case "prompt":
            return SAMPLE_PROMPT
        case "stage":
            return Stage.BASIC
        case "topic":
            return "general"
        case "reference":
            return SAMPLE_REFERENCE if is_sample else UNWRITTEN
    index = 0 if key == FIRST_IDEA else 1
    reference = answers.get(REFERENCE, UNWRITTEN)
    if reference == SAMPLE_REFERENCE:
        return SAMPLE_IDEAS[index]
    if reference == UNWRITTEN:
        return NO_IDEA
    says = [criterion.says for criterion in _proposed(answers, known)]
    return says[index] if index < len(says) else NO_IDEA


def tidied(key: str, text: str) -> str:
    """Return an answer as it is kept: a stage and an id in small letters."""
    return text.casefold() if key in (STAGE, BANK_ID) else text


def problem_with(key: str, text: str, taken: Container[str] = ()) -> str:
    """Return what is wrong with an answer, and the mend; empty where it is fine.

    `taken` holds the ids of banks that are there already.
    """
    if len(text) > LONGEST_TEXT:
        return f"that has {len(text):,} characters, and {LONGEST_TEXT:,} is the most; shorten it"
    if key == BANK_ID and make_id_of_name(text) != text:
        return f"an id is made of small letters, digits and hyphens; '{make_id_of_name(text)}' is"
    if key == BANK_ID and text in taken:
        return f"there is a bank '{text}' already; choose another id"
    if key == STAGE and text not in tuple(Stage):
        return "the stage is basic, fresher or experienced"
    if key in (FIRST_IDEA, SECOND_IDEA) and text != NO_IDEA and not idea_pattern(text):
        return "name the idea with words of its own, such as: it learns the noise"
    return ""


def idea_pattern(text: str) -> str:
    """Return the pattern that finds an idea: its first content words; empty where it has none."""
    words = [found.group().removesuffix("'s") for found in WORD.finditer(fold(text))]
    telling = [word for word in dict.fromkeys(words) if word not in STOP_WORDS and word.isalpha()]
    pattern = " ".join(telling[:_PATTERN_WORDS])
    return "" if not pattern or quick_problem(pattern) else pattern


@dataclass(frozen=True)
class NewBank:
    """A bank, and what was changed so that it is sound."""

    rubric: Rubric
    said: tuple[str, ...] = ()


def build_bank(answers: Mapping[str, str], known: Sequence[Rubric] = ()) -> NewBank:
    """Return the bank that the answers describe; all of them are there and without a problem.

    An idea that the reference does not say is added to it, and one that the question itself
    gives away is left out: what is written passes `interviewer rubric check`.
    """
    said: list[str] = []
    item = Item(
        make_id(answers[PROMPT], (), "first-question"),
        Stage(answers[STAGE]),
        one_line(answers[PROMPT]),
        (answers[REFERENCE],),
        topic=one_line(answers[TOPIC]),
    )
    ideas = [answers[key] for key in (FIRST_IDEA, SECOND_IDEA) if answers[key] != NO_IDEA]
    proposed = {criterion.says: criterion.match for criterion in _proposed(answers, known)}
    for text in dict.fromkeys(map(one_line, ideas)):
        match = proposed.get(text) or (idea_pattern(text),)
        item = _with_idea(item, text, match, said)
    said += [f"{found.message}; {found.mend}" for found in _problems(item)]
    return NewBank(Rubric(answers[BANK_ID], one_line(answers[TITLE]), (item,)), tuple(said))


def _with_idea(item: Item, text: str, match: tuple[str, ...], said: list[str]) -> Item:
    """Return the item with one more criterion, or as it was where that would be a problem."""
    taken = {criterion.id for criterion in item.criteria}
    criterion = Criterion(make_id(match[0], taken, "idea"), 2, _sentence(text), match)
    wider = replace(item, criteria=(*item.criteria, criterion))
    rules = _rules(wider)
    if Rule.UNMET in rules:
        reference = f"{item.references[0].rstrip()} {_sentence(text)}"
        if len(reference) <= LONGEST_TEXT and item.references[0] != UNWRITTEN:
            wider = replace(wider, references=(reference,))
            rules = _rules(wider)
            said.append(f"the model answer did not say '{text}' in these words: it was added")
    if rules:
        # The additions are taken back with the idea.
        said[:] = [line for line in said if f"'{text}'" not in line]
        why = next(filter(None, map(_WHY.get, rules)), _NOT_FOUND)
        said.append(f"'{text}' is left out as a criterion: {why}")
        return item
    return wider


_NOT_FOUND = "the model answer does not hold it"
_WHY = {
    Rule.GIVEN_BY_PROMPT: "the question gives it away",
    Rule.SAME_WORDS: "it is found by the same words as the other idea",
    Rule.SHARED: "it is found by the same words as the other idea",
    Rule.LOW_REFERENCE: "the model answer would lose points by it",
}


def _rules(item: Item) -> list[Rule]:
    return [finding.rule for finding in _problems(item)]


def _problems(item: Item) -> tuple[Finding, ...]:
    """Return what the check would say of an item."""
    return lint_rubric(Grader(Rubric("draft", "Draft", (item,)))).problems


def write_new_bank(bank: NewBank) -> str:
    """Return the file of a new bank, with comments that lead on."""
    item = bank.rubric.items[0]
    first = "items[0]"
    comments: dict[str, list[str]] = {
        "": [
            "A bank of interview questions. 'interviewer rubric check' finds what is wrong here, "
            "'interviewer rubric try' shows what an answer would get.",
        ],
        "items": ["One entry for each question; copy the one below for the next."],
        f"{first}.stage": ["basic, fresher or experienced: an interview asks them in this order."],
        f"{first}.references": ["Model answers: 40 to 120 words each, two of them are better."],
        f"{first}.criteria": ["The ideas that earn points: three to six, one sentence each."],
    }
    if item.criteria:
        comments[f"{first}.criteria[0].match"] = [
            "Any one of these finds the idea: words that stand near each other in one sentence. "
            "a|b is either, two-words are neighbours, grad* is any ending, !word must not be near. "
            "Write three or more: people say a thing in many ways.",
        ]
    missing = ["missing: " + ", ".join(_missing(item))]
    comments[first] = missing
    return write_rubric(bank.rubric, comments)


def _missing(item: Item) -> list[str]:
    unwritten = ["the model answer"] if item.references[0] == UNWRITTEN else []
    criteria = [] if item.criteria else ["criteria"]
    return [*unwritten, *criteria, "probes and hints", "misconceptions", "examples"]


def _sentence(text: str) -> str:
    text = one_line(text)
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _proposed(answers: Mapping[str, str], known: Sequence[Rubric]) -> tuple[Criterion, ...]:
    item = Item("item", Stage.BASIC, answers.get(PROMPT, ""), (answers[REFERENCE],))
    return propose_criteria(item, Corpus.of(known), lexicon_of((item,)))
