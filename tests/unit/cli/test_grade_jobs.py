"""`interviewer grade --jobs`: several processes, the same file; Ctrl+C and kills end them all."""

import csv
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from interviewer.services import bulk_workers
from interviewer.storage.rubric_writer import write_rubric
from tests.factories import make_rubric
from tests.unit.cli.conftest import Run

PATIENCE = 30.0
"""Seconds until a wait gives up; nothing here waits for a fixed time."""

ROWS = 2_500
"""More than one process is started for."""

SAID = ("Random units are dropped, which reduces overfitting", "It prevents overfitting", "No")


@pytest.fixture(autouse=True)
def bank(tmp_path: Path) -> None:
    """A small bank beside the answers."""
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "small.yaml").write_text(write_rubric(make_rubric()), "utf-8")


def rows(count: int) -> list[list[str]]:
    """Return as many rows with answers to one item."""
    return [["dropout", f"{SAID[number % 3]}, says {number}."] for number in range(count)]


@pytest.fixture
def started() -> Iterator[list[int]]:
    """Give a list that gets the number of jobs whenever processes share the work."""
    seen: list[int] = []
    share = bulk_workers.grade_shared

    def noted(*arguments: object) -> object:
        sharing = arguments[2]
        assert isinstance(sharing, bulk_workers.Sharing)
        seen.append(sharing.jobs)
        return share(*arguments)  # type: ignore[arg-type]  # handed through

    # A patch of its own: running a command takes back those of the test.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk_workers, "grade_shared", noted)
        yield seen


def grade(interviewer: Run, output: str, *options: str) -> None:
    """Mark in.csv."""
    arguments = ("--rubric", "small", "--answers", "in.csv", "--output", output)
    done = interviewer("grade", *arguments, *options)
    assert done.returncode == 0, done.stderr


def test_jobs_change_nothing_but_the_time(
    interviewer: Run, tmp_path: Path, started: list[int]
) -> None:
    """Every process marks as the coach does whose calibration is given; the bytes are the same."""
    marked = [["item_id", "answer", "score"]]
    marked += [[*row, str(0.9 - 0.4 * (n % 3))] for n, row in enumerate(rows(24))]
    for name, content in (("marked", marked), ("in", [["item_id", "answer"], *rows(ROWS)])):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(content)
    learnt = ("--rubric", "small", "--marked", "marked.csv", "--output", "mine.json")
    assert interviewer("calibrate", *learnt).returncode == 0
    calibration = ("--calibration", "mine.json")
    grade(interviewer, "plain.csv", "--jobs", "1")
    grade(interviewer, "one.csv", *calibration, "--jobs", "1")
    assert started == []
    grade(interviewer, "two.csv", *calibration, "--jobs", "2")
    assert started == [2]
    one, two = (tmp_path / "one.csv").read_bytes(), (tmp_path / "two.csv").read_bytes()
    assert two == one
    assert one.count(b"\n") == ROWS + 1
    assert one != (tmp_path / "plain.csv").read_bytes()


@pytest.mark.parametrize("jobs", ["0", "62", "many"])
def test_a_number_of_jobs_that_cannot_be_is_refused(interviewer: Run, jobs: str) -> None:
    """One line, wrong use."""
    done = interviewer("grade", "--rubric", "small", "--item", "dropout", "--jobs", jobs)
    assert done.returncode == 2
    assert "--jobs" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@contextmanager
def under_way(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program with two jobs on a pipe that does not end, till both have marked answers."""
    pipe = folder / "in.pipe"
    os.mkfifo(pipe)
    options = ("--rubric", "small", "--answers", "in.pipe", "--output", "out.csv", "--jobs", "2")
    program = subprocess.Popen(
        [sys.executable, "-m", "interviewer", "grade", *options],
        cwd=folder,
        env=os.environ | {"INTERVIEWER_DATA": str(folder / "data"), "PYTHONPATH": str(Path.cwd())},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        with pipe.open("w", encoding="utf-8", newline="") as file:
            # Far more than a pipe holds: it is read so far only once chunks have come back.
            writer = csv.writer(file)
            writer.writerows([["item_id", "answer"], *rows(3 * ROWS)])
            file.flush()
            yield program
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.communicate(timeout=PATIENCE)


def test_an_interrupt_ends_every_process_and_leaves_nothing(tmp_path: Path) -> None:
    """A terminal sends Ctrl+C to all of them; not one prints where it was."""
    with under_way(tmp_path) as program:
        os.killpg(program.pid, signal.SIGINT)
        # All of them hold these streams, so reading to their ends waits for the last.
        out, err = program.communicate(timeout=PATIENCE)
    assert program.returncode == 130
    assert (out, err.strip()) == (b"", b"")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["in.pipe", "rubrics"]


def test_the_others_end_with_a_program_that_is_killed(tmp_path: Path) -> None:
    """Nobody is left who could tell them to."""
    with under_way(tmp_path) as program:
        program.kill()
        program.communicate(timeout=PATIENCE)
    assert program.returncode == -signal.SIGKILL
