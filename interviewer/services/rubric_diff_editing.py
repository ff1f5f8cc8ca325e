"""What an edit would change while a bank is still being edited: against the file as saved."""

from interviewer.grading.grader import Grader
from interviewer.grading.pattern_check import quick_problem
from interviewer.model.rubric import Rubric
from interviewer.services.authoring import OpenBank, check_item
from interviewer.services.authoring_marks import TryBench
from interviewer.services.learning import Teach
from interviewer.services.rubric_diff import Version, item_texts, largest_first
from interviewer.storage.rubric_edit import Block
from interviewer.storage.rubric_file import parse_rubric_bytes


def edited_rubric(bank: OpenBank, block: Block, text: str) -> Rubric:
    """Return the bank that saving an item's text would make.

    Raises:
        RubricError: it would have problems.
    """
    return parse_rubric_bytes(bank.text.spliced(block, text), bank.target, quick_problem)


def edit_versions(
    bench: TryBench, saved: Rubric, edited: Rubric, teach: Teach
) -> tuple[Version, Version]:
    """Return the saved bank and the edited one, to compare; the weights of the latter are new."""
    before = Version(saved, lambda: bench.whole)
    return before, Version(edited, lambda: Grader(edited, learned=teach(edited)))


def examples_leaving(bank: OpenBank, block: Block, text: str, bench: TryBench | None) -> int:
    """Return how many examples of an item leave their band with its text as it was edited.

    The weights of words are those of the saved bank. An item under a new id counts as new, and
    where a text has problems or there is no `bench` nothing can be told: that is 0 too.
    """
    item = check_item(text, bank, block).item
    saved = bank.rubric
    if bench is None or saved is None or item is None or saved.item(item.id) in (None, item):
        return 0
    grader = bench.grader(item)
    before = Version(saved, lambda: bench.whole)
    texts = item_texts(before, Version(grader.bank.rubric, lambda: grader), item.id)
    return sum(change.leaves for change in largest_first(texts))
