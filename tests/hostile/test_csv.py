"""Tables of answers and of questions that are none: one line with the row, and exit code 3."""

import csv
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.banks import write_evil_bank
from tests.hostile.scale import scaled
from tests.hostile.texts import HOSTILE, commands_in
from tests.unit.cli.conftest import Done, Run

BANK = "small"

HEADING = b"item_id,answer,score\n"
ROW = b"dropout,It drops random units.,1\n"

BROKEN = {
    "nothing": (b"", "empty|line 1"),
    "line ends alone": (b"\n\r\n\n", "empty|line 1"),
    "no heading": (ROW, "line 1"),
    "another heading": (b"one,two\nx,y\n", "line 1"),
    "a NUL in an id": (HEADING + b"drop\0out,x,1\n", "line 2: .*NUL"),
    "a NUL in an answer": (HEADING + ROW + b"dropout,a\0b,1\n", "line 3: .*NUL"),
    "too many columns": (HEADING + ROW + b"dropout,a,b,1\n", "row 3 has 4 columns"),
    "too few columns": (HEADING + b"dropout,a\n", "row 2 has 2 columns"),
    "a field of 10 MB": (HEADING + b"dropout," + b"x" * 10_000_000 + b",1\n", "line 2"),
    "a field of many lines": (HEADING + b'dropout,"' + b"x\n" * 600_000 + b'",1\n', "line 2"),
    "Latin-1": (HEADING + "dropout,caf\u00e9,1\n".encode("latin-1"), "line 2.*UTF-8"),
    "Latin-1, far down": (HEADING + ROW * 3000 + b"dropout,caf\xe9,1\n", "line 3002.*UTF-8"),
    "UTF-16": ((HEADING + ROW).decode().encode("utf-16"), "line 1.*UTF-8"),
    "UTF-16 without its mark": ((HEADING + ROW).decode().encode("utf-16-le"), "line 1: .*NUL"),
    "a column twice": (b"item_id,answer,score,answer\ndropout,x,1,y\n", "line 1.*twice"),
    "100,000 columns": (b"item_id,answer,score" + b",x" * 100_000 + b"\n", "line 1.*twice"),
    "a quote left open": (HEADING + ROW + b'dropout,"x,1\n' + ROW * 40_000, "begins in line 3"),
    "a quote in the middle": (HEADING + b'dropout,"x"y,1\n', "begins in line 2"),
    "semicolons": (HEADING.replace(b",", b";") + ROW.replace(b",", b";"), "line 1"),
    "an item that is not there": (HEADING + b"no-such,x,1\n", "row 2.*no item"),
    "a zip": (b"PK\x03\x04\x14\x00\x08\x00\xff\xfe", "line 1"),
}
"""Each with what the message must say."""


@pytest.fixture(autouse=True)
def bank(tmp_path: Path) -> None:
    """A small bank beside the tables: a grader for it is ready at once."""
    write_evil_bank(tmp_path / "rubrics", "Dropout silences random units.", BANK)


def grade(interviewer: Run) -> Done:
    """Mark the table in the working folder."""
    return interviewer("grade", "--rubric", BANK, "--answers", "in.csv", "--output", "out.csv")


def calibrate(interviewer: Run) -> Done:
    """Learn from the table in the working folder."""
    return interviewer("calibrate", "--rubric", BANK, "--marked", "in.csv", "--output", "out.json")


def mine(interviewer: Run) -> Done:
    """Look for phrases in the answers of the table in the working folder."""
    return interviewer("rubric", "mine", "--rubric", BANK, "--answers", "in.csv")


def sample(interviewer: Run) -> Done:
    """Choose answers to mark from the table in the working folder."""
    arguments = ("--answers", "in.csv", "--output", "marks.csv")
    return interviewer("rubric", "mark", "--rubric", BANK, *arguments)


def agreement(interviewer: Run) -> Done:
    """Take the table in the working folder as a coach's marks."""
    return interviewer("rubric", "mark", "--rubric", BANK, "--output", "in.csv", "--agreement")


def compare(interviewer: Run) -> Done:
    """Take the table in the working folder as the marks of two coaches."""
    return interviewer("rubric", "mark", "--rubric", BANK, "--compare", "in.csv", "in.csv")


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("command", [grade, calibrate, mine, sample, agreement, compare])
def test_a_broken_table_is_refused_with_its_row(
    interviewer: Run, tmp_path: Path, command: Callable[[Run], Done], name: str
) -> None:
    """No traceback, nothing raw on the terminal, and no output is left behind."""
    content, said = BROKEN[name]
    (tmp_path / "in.csv").write_bytes(content)
    done = command(interviewer)
    assert done.returncode == 3, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("interviewer: in.csv: ")
    assert len(line) < 500
    assert commands_in(line) == set()
    assert re.search(said, line), line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "rubrics"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_table_of_questions_is_refused_or_read_as_questions(
    interviewer: Run, tmp_path: Path, name: str
) -> None:
    content = BROKEN[name][0].replace(b"item_id", b"question")
    (tmp_path / "in.csv").write_bytes(content)
    done = interviewer("rubric", "import", "in.csv", "--output", "out.yaml")
    assert done.returncode in (0, 1, 3), done.stderr
    assert commands_in(done.stdout + done.stderr) == set()
    if done.returncode == 3:
        assert len(done.stderr.splitlines()) == 1
        assert not (tmp_path / "out.yaml").exists()


@pytest.mark.parametrize("command", [grade, mine, sample, compare])
def test_a_mark_of_the_byte_order_is_no_part_of_a_heading(
    interviewer: Run, tmp_path: Path, command: Callable[[Run], Done]
) -> None:
    """Excel writes one before UTF-8; and answers may be there twice."""
    (tmp_path / "in.csv").write_bytes(b"\xef\xbb\xbf" + HEADING + ROW * 3)
    done = command(interviewer)
    assert done.returncode == 0, done
    assert commands_in(done.stdout + done.stderr) == set()


def test_questions_with_one_id_get_ids_of_their_own(interviewer: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,question\nx,Why?\nx,How?\nCON,What?\n../x,Where?\n")
    done = interviewer("rubric", "import", "in.csv", "--output", "out.yaml")
    assert done.returncode == 0, done.stderr
    ids = [line.split("id: ")[1] for line in (tmp_path / "out.yaml").read_text().splitlines()
           if line.startswith("  - id: ")]  # fmt: skip
    assert len(set(ids)) == 4
    assert not {"con", "CON", "../x"} & set(ids)


def test_what_is_kept_of_a_table_commands_no_terminal(interviewer: Run, tmp_path: Path) -> None:
    """Headings, other columns and answers: all as they were but for what would be obeyed."""
    texts = [text.replace("\0", "").encode("utf-8", "replace").decode() for text in HOSTILE]
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["item_id", "answer", "\x1b[31mname\x9b", "score"])
        writer.writerows(["dropout", text, text, text] for text in texts)
    done = grade(interviewer)
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "out.csv").read_bytes().decode()
    assert commands_in(written) == set()
    rows = list(csv.reader(written.splitlines(keepends=True)))
    assert rows[0][2:4] == ["[31mname", "given_score"]
    assert rows[3][1:4] == ["[red]red[/red]"] * 3


@pytest.mark.parametrize("source", ["/dev/zero", "/dev/full"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has them")
def test_a_device_without_an_end_is_refused(interviewer: Run, source: str) -> None:
    arguments = ("--answers", source, "--output", "out.csv")
    refused = interviewer("grade", "--rubric", BANK, *arguments)
    assert refused.returncode == 3
    assert "line 1" in refused.stderr


def test_tables_with_random_bytes_never_crash(interviewer: Run, tmp_path: Path) -> None:
    chance = random.Random(31)
    good = HEADING + ROW * 3
    for _ in range(scaled(40, 1000)):
        data = bytearray(good)
        for _ in range(chance.randrange(1, 6)):
            place = chance.randrange(len(data))
            data[place : place + chance.randrange(3)] = bytes(
                chance.choice(b'",;\n\r\0\t\x80\xff\xc3\x1b dx1')
                for _ in range(chance.randrange(4))
            )
        (tmp_path / "in.csv").write_bytes(bytes(data))
        done = calibrate(interviewer)
        assert done.returncode == 3, done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert commands_in(done.stderr) == set()
