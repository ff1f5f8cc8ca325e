"""The lint of a large bank: the same by one process and by several, whatever becomes of them."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from functools import partial
from itertools import islice
from multiprocessing import active_children
from typing import Any

import pytest

from benchmarks.large_bank import bank_text
from interviewer.grading.grader import Grader
from interviewer.model.rubric import Rubric
from interviewer.services import rubric_lint, worker_pool
from interviewer.services.lint_findings import Rule
from interviewer.services.rubric_lint import Lint, lint_rubric, lint_shared
from interviewer.storage.rubric_file import parse_rubric
from tests.factories import CLIPPING, DROPOUT, TUNING, changed
from tests.unit.services.lint_graders import fatal_grader, small_grader

MADE = parse_rubric(bank_text(9), "made")
OWN, *OTHERS = CLIPPING.criteria
SEEN_ELSEWHERE = "random unit"
WITH_UNSEEN = changed(
    CLIPPING,
    criteria=(
        replace(OWN, match=(*OWN.match, SEEN_ELSEWHERE, "nobody says this", "sky blue sky sea")),
        *OTHERS,
    ),
)
BANK = Rubric("mixed", "Mixed", (*MADE.items, WITH_UNSEEN, DROPOUT, TUNING), MADE.synonyms)
"""In the text of an item, in that of another one, in none: every way a pattern may end."""

MakeGrader = Callable[[Rubric], Grader]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Share a bank of twelve items out as one of thousands."""
    monkeypatch.setattr(rubric_lint, "FEWEST_SHARED", 2)
    monkeypatch.setattr(rubric_lint, "ITEMS_A_PART", 5)


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that gets the number of processes whenever some share the work."""
    seen: list[int] = []
    share_out = worker_pool.share_out

    def noted(parts: Iterable[Any], task: Any, workers: int) -> Generator[Any, None, None]:
        seen.append(workers)
        return share_out(parts, task, workers)

    monkeypatch.setattr(worker_pool, "share_out", noted)
    return seen


def alone() -> Lint:
    return lint_rubric(small_grader(BANK))


def shared(workers: int, make: MakeGrader = small_grader) -> tuple[Lint, int]:
    """Return what is found, and how often progress was told."""
    steps: list[int] = []
    lint = lint_shared(BANK, partial(make, BANK), lambda: steps.append(1), workers)
    return lint, len(steps)


def test_processes_find_the_same(pools: list[int]) -> None:
    """In the same order, with the same scores; afterwards they are gone."""
    lint, steps = shared(2)
    assert pools == [2]
    assert lint == alone()
    assert steps == len(BANK.items)
    assert active_children() == []


def test_a_pattern_that_another_item_holds_is_no_finding() -> None:
    """Wherever that item is looked at; the others are what the bank was made for."""
    lint, _ = shared(2)
    messages = [finding.message for finding in lint.findings if finding.spot.path[:8] == "items[9]"]
    assert not any(SEEN_ELSEWHERE in message for message in messages)
    assert any("nobody says this" in message for message in messages)
    assert any("say 'sky' twice" in message for message in messages)
    assert {Rule.UNUSED, Rule.NEVER_MATCHES} <= {finding.rule for finding in lint.findings}


@pytest.mark.parametrize(("workers", "fewest"), [(1, 2), (2, len(BANK.items) + 1)])
def test_one_process_or_a_small_bank_starts_none(
    pools: list[int], monkeypatch: pytest.MonkeyPatch, workers: int, fewest: int
) -> None:
    monkeypatch.setattr(rubric_lint, "FEWEST_SHARED", fewest)
    assert shared(workers) == (alone(), len(BANK.items))
    assert pools == []


def test_there_are_never_many_processes(pools: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them holds the bank, however many cores a machine has."""
    monkeypatch.setattr(rubric_lint, "MOST_WORKERS", 2)
    shared(40)
    assert pools == [2]


def test_what_lost_processes_leave_is_done_here(pools: list[int]) -> None:
    """As where memory is short: nothing is lost but time."""
    assert shared(2, fatal_grader) == (alone(), len(BANK.items))
    assert pools == [2]
    assert active_children() == []


def test_what_had_come_back_is_not_done_again(
    pools: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    share_out = worker_pool.share_out

    def broken(parts: Iterable[Any], task: Any, workers: int) -> Generator[Any, None, None]:
        yield from islice(share_out(parts, task, workers), 1)
        raise worker_pool.WorkersLostError("a process was ended")

    monkeypatch.setattr(worker_pool, "share_out", broken)
    assert shared(2) == (alone(), len(BANK.items))
    assert pools == [2]


def test_one_process_does_it_where_there_are_no_locks_to_share(
    pools: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_pool, "can_share", lambda: False)
    assert shared(2) == (alone(), len(BANK.items))
    assert pools == []


def test_an_interrupt_leaves_no_process() -> None:
    """Wherever it comes: here while progress is told."""

    def interrupted() -> None:
        assert active_children()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lint_shared(BANK, partial(small_grader, BANK), interrupted, 2)
    assert active_children() == []
