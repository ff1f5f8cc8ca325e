"""Many answers at once: the same by one process and by many, told in the order of the rows."""

import csv
import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import active_children
from pathlib import Path

import pytest

from interviewer.grading.grader import Marker
from interviewer.model.errors import InputError, UsageError
from interviewer.model.text import clean_text
from interviewer.services import worker_pool
from interviewer.services.bulk import BulkResult, grade_file
from interviewer.services.bulk_chunks import (
    CHUNK_CHARACTERS,
    CHUNK_ROWS,
    Chunk,
    Layout,
    grade_chunk,
    read_chunks,
)
from interviewer.services.bulk_workers import Sharing, grade_shared
from interviewer.services.worker_pool import MOST_WORKERS, PARTS_A_WORKER, usable_cores
from tests.unit.services.bulk_interrupted import InterruptedMarker
from tests.unit.services.bulk_markers import KNOWN, FatalMarker, LengthMarker

TWO = Sharing(2, LengthMarker, fewest=1)
SEVERAL = 5 * CHUNK_ROWS + 3
"""Rows for several chunks, the last of them not full."""


def write_csv(folder: Path, answers: list[str], item_id: str = KNOWN) -> Path:
    """Write a CSV of answers to one item, and return its path."""
    path = folder / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("number", "item_id", "answer", "score"))
        writer.writerows((n, item_id, answer, "x") for n, answer in enumerate(answers))
    return path


def answers(count: int) -> list[str]:
    """Return answers of different lengths, some of them with line ends and commas."""
    return [f'answer, "{n}"\n' + "x" * (n % 17) for n in range(count)]


def test_processes_write_the_same_bytes(tmp_path: Path) -> None:
    """In the order of the input, with the same counts; the processes are gone after it."""
    source = write_csv(tmp_path, [*answers(SEVERAL), "y" * 20_001])
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    alone: list[int] = []
    shared: list[int] = []
    result = grade_file(LengthMarker(), source, one, alone.append)
    assert grade_file(LengthMarker(), source, two, shared.append, TWO) == result
    assert result == BulkResult(SEVERAL + 1, 1)
    assert two.read_bytes() == one.read_bytes()
    with one.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["number"] for row in rows] == [str(n) for n in range(SEVERAL + 1)]
    assert rows[3]["given_score"] == "x"
    assert alone[-1] == shared[-1] == source.stat().st_size
    assert shared == sorted(shared)
    assert active_children() == []


BROKEN = {
    "an item that is not there": ("other,x\n", "row 7: there is no item 'other'"),
    "too many columns": (f"{KNOWN},x,y\n", "row 7 has 3 columns"),
    "no CSV": (f'{KNOWN},"x"y\n', "begins in line 7"),
    "not UTF-8": (f"{KNOWN},caf\udce9\n", "line 7: there is text that is not UTF-8"),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("later", ["other,x\n", f'{KNOWN},"x"y\n'], ids=["item", "csv"])
def test_the_first_wrong_row_is_told_whoever_grades_it(
    tmp_path: Path, name: str, later: str
) -> None:
    """The same line by one process and by two, whatever is wrong further down; no file is left."""
    line, words = BROKEN[name]
    good = f"{KNOWN},fine\n"
    text = "item_id,answer\n" + good * 5 + line + good * CHUNK_ROWS + later
    source = tmp_path / "in.csv"
    source.write_bytes(text.encode(errors="surrogateescape"))
    told = []
    for sharing in (None, TWO):
        with pytest.raises(InputError) as raised:
            grade_file(LengthMarker(), source, tmp_path / "out.csv", lambda _: None, sharing)
        told.append(str(raised.value))
    assert words in told[0]
    assert told[1] == told[0]
    assert list(tmp_path.iterdir()) == [source]
    assert active_children() == []


def test_a_wrong_row_comes_before_a_broken_line_of_its_chunk(tmp_path: Path) -> None:
    """Reading goes ahead of grading; what it trips over is told in its turn."""
    source = tmp_path / "in.csv"
    source.write_text(f'item_id,answer\n{KNOWN},x\nother,x\n{KNOWN},"x"y\n', encoding="utf-8")
    with pytest.raises(InputError, match="row 3"):
        grade_file(LengthMarker(), source, tmp_path / "out.csv", lambda _: None)


def many_chunks(taken: list[int]) -> Iterator[Chunk]:
    """Yield chunks without end, and note each that is taken."""
    while True:
        taken.append(len(taken))
        yield Chunk(2, [[KNOWN, "x"]], 0)


def test_few_chunks_are_held_however_long_the_file_is() -> None:
    """The file has no end, and all that is read ahead of the writing is a handful."""
    taken: list[int] = []
    graded = grade_shared(many_chunks(taken), Layout(Path("in.csv"), 2, 0, 1), TWO)
    for number in range(20):
        next(graded)
        assert len(taken) <= number + PARTS_A_WORKER * TWO.jobs
    graded.close()
    assert active_children() == []


def test_long_answers_make_short_chunks(tmp_path: Path) -> None:
    """A chunk is full by its rows or by its characters, whatever comes first."""
    source = tmp_path / "in.csv"
    source.touch()
    rows = [[KNOWN, "x" * (CHUNK_CHARACTERS // 2)] for _ in range(5)]
    with source.open(encoding="utf-8") as text:
        chunks = list(read_chunks(text, iter(rows), 2))
    assert [(chunk.first, len(chunk.rows)) for chunk in chunks] == [(2, 2), (4, 2), (6, 1)]


def never() -> LengthMarker:
    """Fail where a process is asked for its marker."""
    raise AssertionError("a small file needs no processes")


def test_a_small_file_starts_no_processes(tmp_path: Path) -> None:
    """Starting them would take longer than the file."""
    source = write_csv(tmp_path, answers(SEVERAL))
    sharing = Sharing(2, never, fewest=SEVERAL + 1)
    result = grade_file(LengthMarker(), source, tmp_path / "out.csv", lambda _: None, sharing)
    assert result.graded == SEVERAL


def test_a_process_that_is_ended_ends_the_whole(tmp_path: Path) -> None:
    """As where memory is short: one line says what to do, and nothing is left behind."""
    source = write_csv(tmp_path, answers(SEVERAL))
    sharing = Sharing(2, FatalMarker, fewest=1)
    with pytest.raises(UsageError, match="--jobs 1"):
        grade_file(LengthMarker(), source, tmp_path / "out.csv", lambda _: None, sharing)
    assert list(tmp_path.iterdir()) == [source]
    assert active_children() == []


def refuse(*_: object, **__: object) -> None:
    """Refuse as a system does that has no more processes to give."""
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def test_one_process_does_it_where_there_are_no_locks_to_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some systems have none; what is written is the same."""
    source = write_csv(tmp_path, answers(SEVERAL))
    monkeypatch.setattr(worker_pool, "get_context", refuse)
    result = grade_file(LengthMarker(), source, tmp_path / "out.csv", lambda _: None, TWO)
    assert result.graded == SEVERAL


def test_a_process_that_cannot_be_started_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to do, and without a file."""
    source = write_csv(tmp_path, answers(SEVERAL))
    monkeypatch.setattr(ProcessPoolExecutor, "submit", refuse)
    with pytest.raises(UsageError, match=r"no process can be started .*--jobs 1"):
        grade_file(LengthMarker(), source, tmp_path / "out.csv", lambda _: None, TWO)
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("source", [LengthMarker, InterruptedMarker])
def test_processes_leave_an_interrupt_to_the_one_that_started_them(
    source: Callable[[], Marker],
) -> None:
    """From their first moment on: a terminal sends Ctrl+C to them as well."""
    taken: list[int] = []
    chunks = islice(many_chunks(taken), 40)
    graded = grade_shared(chunks, Layout(Path("in.csv"), 2, 0, 1), Sharing(2, source))
    next(graded)
    for process in active_children():
        assert process.pid is not None
        os.kill(process.pid, signal.SIGINT)
    assert sum(chunk.graded for chunk in graded) == 39


def test_what_is_stopped_grades_no_further() -> None:
    """Between two answers, not only between two chunks."""
    chunk = Chunk(2, [[KNOWN, "x"], ["other", "x"]], 0)
    looks = iter([False, True])
    graded = grade_chunk(LengthMarker(), Layout(Path("in.csv"), 2, 0, 1), chunk, looks.__next__)
    assert graded.written.count(b"\n") == 1


def test_answers_may_come_through_a_pipe(tmp_path: Path) -> None:
    """A pipe cannot tell how far it has been read, and need not."""
    source, target = tmp_path / "pipe", tmp_path / "out.csv"
    os.mkfifo(source)
    content = f"item_id,answer\n{KNOWN},one\n"
    writer = threading.Thread(target=source.write_text, args=(content,))
    writer.start()
    result = grade_file(LengthMarker(), source, target, lambda _: None)
    writer.join()
    assert result.graded == 1
    assert target.read_text(encoding="utf-8").splitlines()[1].startswith(f"{KNOWN},one,0.3,3,10")


def test_quick_cleaning_lets_nothing_through() -> None:
    """Whatever character it is: alone, in a clean text, and beside one that has to go."""
    unsafe = [
        chr(point)
        for point in range(sys.maxunicode + 1)
        if clean_text(f"{chr(point)}\r") != f"{chr(point)}\n"
    ]
    assert [character for character in unsafe if clean_text(character) == character] == []
    assert "\ufffc" in unsafe


def test_as_many_cores_as_the_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not those of the machine; and never more than systems can wait for."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {1, 4, 5})
    assert usable_cores() == 3
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(200)))
    assert usable_cores() == MOST_WORKERS
