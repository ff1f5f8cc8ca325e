"""What the workers of the rubric editor tell the screen."""

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message

from interviewer.model.errors import Problem
from interviewer.model.rubric import Item
from interviewer.services.authoring import ItemCheck, OpenBank
from interviewer.services.authoring_marks import Tried, TryBench
from interviewer.services.banks import BankEntry
from interviewer.services.lint_findings import Finding
from interviewer.services.rubric_health import ItemHealth
from interviewer.services.rubric_tests import ExampleResult


@dataclass
class BanksListed(Message):
    """The banks in force."""

    banks: tuple[BankEntry, ...]


@dataclass
class BankOpened(Message):
    """A bank was read; `item_id` is the item to begin with, `notice` what to tell."""

    bank: OpenBank
    item_id: str = ""
    notice: str = ""


@dataclass
class BenchReady(Message):
    """Answers can be marked from now on as `bank` has them."""

    bank: OpenBank
    bench: TryBench | None


@dataclass
class HealthFound(Message):
    """How one item of `bank` is."""

    bank: OpenBank
    health: ItemHealth


@dataclass
class Looked(Message):
    """What the text and the answer of look `number` come to.

    `item` is what marked: the text's, or that of the text before it had problems; None where there
    is nothing to mark by. `tried` is None where there is no answer.
    """

    number: int
    check: ItemCheck
    item: Item | None = None
    tried: Tried | None = None
    results: tuple[ExampleResult, ...] = ()
    exact: bool = True


@dataclass
class Linted(Message):
    """What makes the marks of an item worse, each with its line in the item's text, from 1."""

    number: int
    findings: tuple[tuple[int, Finding], ...]


@dataclass
class Saved(Message):
    """The text was saved."""

    bank: OpenBank
    text: str
    leaving: int = 0
    """How many examples of the item were in their band before, and no longer are."""


@dataclass
class Refused(Message):
    """The text was not saved because of these problems, by the lines of the file."""

    problems: tuple[Problem, ...]


@dataclass
class NotWritten(Message):
    """The text was not saved for a reason that is not in it."""

    line: str


@dataclass
class Noted(Message):
    """Something was done; `line` says what."""

    line: str


@dataclass
class PatternChosen(Message):
    """The coach wants a pattern in a criterion of the item that is being edited."""

    criterion: str
    pattern: str


@dataclass
class Differs(Message):
    """The file is no longer what was opened."""

    path: Path
    difference: tuple[str, ...]
