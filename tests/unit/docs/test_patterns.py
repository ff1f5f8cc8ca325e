"""docs/patterns.md: every example of it is marked, and every message is what is said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from interviewer.grading.grader import Grader
from interviewer.grading.patterns import LONGEST_PATTERN, MOST_TERMS, pattern_problem
from interviewer.model.rubric import DEFAULT_WINDOW, Criterion, Item, Rubric, Stage
from tests.factories import instant_fit

PAGE = (Path(__file__).parents[3] / "docs" / "patterns.md").read_text("utf-8")
OUTCOMES = ("finds", "earns", "earns nothing", "costs its points", "does not find")
WITHOUT_EXAMPLES = {"Advice"}
"""The sections that say nothing of what a pattern finds."""


@dataclass(frozen=True)
class Row:
    """A row of a table, with the settings of the bank that stand before the table."""

    section: str
    cells: dict[str, str]
    settings: dict[str, Any]

    @property
    def pattern(self) -> str:
        """Return the pattern in the first column."""
        first = next(iter(self.cells.values()))
        return first.strip("`")


def rows(page: str) -> Iterator[Row]:
    """Yield every row of every table under a heading; settings hold for one table."""
    section, heads, block = "", [""], ""
    settings: dict[str, Any] = {}
    in_block = False
    for line in page.splitlines():
        if line.startswith("```"):
            in_block = not in_block
            settings, block = (settings, "") if in_block else (yaml.safe_load(block), "")
        elif in_block:
            block += f"{line}\n"
        elif line.startswith("## "):
            section = line[3:]
        elif line.startswith("|---"):
            continue
        elif line.startswith("|"):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            cells = [re.sub(r"\\([|*])", r"\1", cell) for cell in cells]
            if heads == [""]:
                heads = cells
            else:
                yield Row(section, dict(zip(heads, cells, strict=True)), settings)
        elif heads != [""]:
            heads, settings = [""], {}


def outcome(row: Row, answer: str) -> str:
    """Return what becomes of an answer, in a bank that has the pattern and little else."""
    criterion = Criterion("idea", 2, "Zzyzx.", (row.pattern,))
    # Every misspelling is judged by the words of the bank, so it gets no others than it must.
    words = (row.settings.get("words", "Qwerty."),)
    item = Item(
        id="item", stage=Stage.BASIC, prompt="Uiop?", references=words, criteria=(criterion,)
    )
    synonyms = tuple(tuple(group) for group in row.settings.get("synonyms", ()))
    window = row.settings.get("window", DEFAULT_WINDOW)
    rubric = Rubric(id="bank", title="Bank", items=(item,), synonyms=synonyms, window=window)
    found = Grader(rubric, fit=instant_fit).assess("item", answer).criteria[0]
    if not found.evidence:
        return "does not find"
    return {1.0: "finds", 0.0: "earns nothing", -1.0: "costs its points"}[found.credit]


def wrong(page: str) -> list[str]:
    """Return what a page says of patterns that is not so."""
    found = []
    for row in rows(page):
        if "what is said" in row.cells and row.cells["what is said"] != pattern_problem(
            row.pattern
        ):
            found.append(f"{row.pattern!r}: {pattern_problem(row.pattern)}")
        for head in OUTCOMES:
            for answer in re.findall(r'"([^"]+)"', row.cells.get(head, "")):
                became = outcome(row, answer)
                if became != ("finds" if head == "earns" else head):
                    found.append(f"{row.pattern!r} on {answer!r}: {became}, not {head}")
    return found


def test_every_example_is_right() -> None:
    assert wrong(PAGE) == []


def test_every_section_has_examples_of_both_kinds() -> None:
    """And the first table, which says what each sign means, stands under no heading."""
    sections = re.findall(r"^## (.+)", PAGE, re.MULTILINE)
    shown = {row.section for row in rows(PAGE) if row.section}
    assert shown == set(sections) - WITHOUT_EXAMPLES
    for row in rows(PAGE):
        if row.section and "what is said" not in row.cells:
            kinds = [head for head in row.cells if head in OUTCOMES]
            assert len(kinds) >= 2, row
            for head in kinds:
                assert '"' in row.cells[head], row


def test_the_patterns_that_introduce_the_signs_can_be_read() -> None:
    introduced = [
        pattern
        for row in rows(PAGE)
        if not row.section
        for pattern in re.findall(r"`([^`]+)`", row.cells["write"])
    ]
    assert len(introduced) == 8
    assert [pattern_problem(pattern) for pattern in introduced] == [None] * 8


def test_every_sign_and_every_limit_is_shown() -> None:
    patterns = [row.pattern for row in rows(PAGE) if "what is said" not in row.cells]
    for sign in ("|", "-", "_", "*", "!", ">"):
        assert any(sign in pattern for pattern in patterns), sign
    assert f"at most {LONGEST_PATTERN} characters and {MOST_TERMS} terms" in PAGE


def test_every_message_is_shown() -> None:
    """Save for the two that need no words: an empty pattern, and one that is too long."""
    source = Path(pattern_problem.__code__.co_filename).read_text("utf-8")
    kinds = source.count("raise PatternError(")
    said = {re.sub(r"'.*?'|\d+", "", row.cells.get("what is said", "")) for row in rows(PAGE)}
    assert len(said - {""}) == kinds - 3, "'>' at either end has one message in two places"


HEAD = "\n## Made up\n\n| pattern | finds | does not find |\n|---|---|---|\n"


@pytest.mark.parametrize(
    ("made_up", "says"),
    [
        (HEAD + '| `cat` | "A cat." "A dog." | "A cow." |\n', "'A dog.': does not find, not finds"),
        (HEAD + '| `cat` | "A cat." | "A dog." "Two cats." |\n', "finds, not does not find"),
        (HEAD + '| `cat\\|dog` | "A cow." | "A hen." |\n', "'cat|dog' on 'A cow.'"),
        (HEAD.replace("finds |", "earns |") + '| `cat` | "No cat." | "A dog." |\n', "not earns"),
        (HEAD.replace("does not find", "costs its points") + '| `cat` | "A cat." | "A cat." |\n',
         "finds, not costs its points"),
        ("\n| write | what is said |\n|---|---|\n| `cat*` | it is wrong |\n", "'cat*': None"),
        ("\n```yaml\nwindow: 4\n```\n" + HEAD + '| `cat dog` | "A cat and then a dog." | "-" |\n',
         "'A cat and then a dog.': does not find"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_found(made_up: str, says: str) -> None:
    (found,) = wrong(PAGE + made_up)
    assert says in found
