"""The long run: how many of each were tried, what came of it, and what was slowest.

    make fuzz

runs the hostile tests at their full size first; then this prints its table. It ends with 1 where
anything but a result or the program's own error came of it.
"""

import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from interviewer.grading.pattern_check import quick_problem
from interviewer.model.errors import InterviewerError
from interviewer.model.text import ANSWER_LIMIT, cap_answer
from interviewer.services.banks import load_bank_file
from interviewer.storage.rubric_file import parse_rubric_bytes
from tests.factories import make_grader
from tests.hostile.answers import generated_answers, slow_answers
from tests.hostile.yaml_texts import bombs, generated

BANK = Path(__file__).parents[2] / "rubrics" / "deep-learning.yaml"
FILES = 20_000
ANSWERS = 10_000
SEED = 1
TIMES = 5
ITEM = "dropout"
FAULT = "FAULT"

Trial = tuple[str, Callable[[], object]]


@dataclass
class Row:
    """What came of one kind of trial."""

    name: str
    tried: int = 0
    refused: int = 0
    slowest: float = 0.0
    slowest_name: str = ""
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the line of the table."""
        return (
            f"{self.name:26} {self.tried:7,} {self.refused:9,} {len(self.faults):7} "
            f"{self.slowest * 1000:9.1f} ms  {self.slowest_name}"
        )


def run(name: str, trials: Iterable[Trial]) -> Row:
    """Do all trials of a kind."""
    row = Row(name)
    for label, call in trials:
        row.tried += 1
        begun = time.perf_counter()
        try:
            call()
        except InterviewerError:
            row.refused += 1
        except Exception as error:
            row.faults.append(f"{name} {label}: {type(error).__name__}")
        took = time.perf_counter() - begun
        if took > row.slowest:
            row.slowest, row.slowest_name = took, label
    return row


def parsing(data: bytes) -> Callable[[], object]:
    """Return a call that reads a rubric."""
    return lambda: parse_rubric_bytes(data, Path("fuzz.yaml"), quick_problem)


def files() -> Iterator[Trial]:
    """Yield generated rubric files."""
    for number, data in enumerate(generated(FILES, SEED)):
        yield f"number {number}, {len(data):,} bytes", parsing(data)


def answers() -> Iterator[Trial]:
    """Yield generated answers to a shipped bank."""
    bank = load_bank_file(BANK)
    grader = make_grader(bank)
    for number, (item_id, text) in enumerate(generated_answers(bank.items, ANSWERS, SEED)):
        answer = cap_answer(text)[0]

        def assess(item_id: str = item_id, answer: str = answer) -> object:
            return grader.assess(item_id, answer)

        yield f"number {number}, {len(answer):,} characters, {item_id}", assess


def largest_bomb() -> tuple[float, str]:
    """Return the most memory in MB that the reading of a bomb takes beside its text, and which."""
    peaks = []
    for name, text in bombs().items():
        data = text.encode()
        tracemalloc.start()
        run(name, [(name, parsing(data))])
        peaks.append((tracemalloc.get_traced_memory()[1] / 1e6, name))
        tracemalloc.stop()
    return max(peaks)


def growth() -> Iterator[tuple[float, float, str]]:
    """Yield for each slow answer the longest's median time in ms, and how often that of its half.

    Those whose longest takes less than a millisecond tell nothing and are left out.
    """
    bank = load_bank_file(BANK)
    grader, item = make_grader(bank), bank.item(ITEM)
    assert item is not None, "the shipped bank has it"
    words = " ".join(pattern for c in item.criteria for pattern in c.match)
    known = [word for word in words.replace("|", " ").split() if word.isalpha()][:20]
    for name, make in slow_answers(known).items():
        medians = []
        for length in (ANSWER_LIMIT // 2, ANSWER_LIMIT):
            answer = make(length)
            spans = []
            for _ in range(TIMES):
                begun = time.perf_counter()
                grader.assess(ITEM, answer)
                spans.append(time.perf_counter() - begun)
            medians.append(statistics.median(spans))
        if medians[1] > 0.001:
            yield medians[1] * 1000, medians[1] / medians[0], name


def table() -> Iterator[str]:
    """Yield the lines of the table and, at the end, one for each fault."""
    bomb_trials = [(name, parsing(text.encode())) for name, text in bombs().items()]
    rows = [
        run("YAML bombs", bomb_trials),
        run("generated rubric files", files()),
        run("generated answers", answers()),
    ]
    yield f"{'what':26} {'tried':>7} {'refused':>9} {'faults':>7} {'slowest':>12}"
    yield from map(str, rows)
    peak, name = largest_bomb()
    yield f"most memory for a bomb: {peak:.0f} MB, {name}"
    yield f"marking {ANSWER_LIMIT:,} characters: median of {TIMES}, and how often that of half"
    for took, ratio, name in sorted(growth(), reverse=True):
        yield f"{took:9.1f} ms  x {ratio:.2f}  {name}"
    for row in rows:
        yield from (f"{FAULT} {fault}" for fault in row.faults)


def main() -> int:
    """Write the table, and return the exit code."""
    failed = False
    for line in table():
        sys.stdout.write(f"{line}\n")
        failed = failed or line.startswith(FAULT)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
