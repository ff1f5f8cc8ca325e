"""The file of a coach's marks: nothing is lost, and `interviewer calibrate` reads it."""

from contextlib import suppress
from pathlib import Path

import pytest

from interviewer.model.errors import InputError, StorageError
from interviewer.services.marked_answers import MarkedAnswer, read_marked
from interviewer.services.marks_file import COLUMNS, CoachMark, MarksFile, read_marks, whole_rows
from tests.factories import make_rubric

RUBRIC = make_rubric()
ONE = CoachMark("clipping", 'It caps\nthe "norm", so to say.', 0.5, source="row 2")
TWO = CoachMark("clipping", "=1+1", 1 / 6, {"caps": 0.5, "exploding": 0.0}, ("cures-vanishing",))


def write(path: Path, *marks: CoachMark) -> None:
    file = MarksFile(path, RUBRIC)
    for mark in marks:
        file.put(mark)
    file.close()


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """With every column; the score is rounded to four digits."""
    write(tmp_path / "marks.csv", ONE, TWO)
    first, second = read_marks(tmp_path / "marks.csv", RUBRIC)
    assert first == ONE
    assert (second.credits, second.beliefs, second.score) == (TWO.credits, TWO.beliefs, 0.1667)
    assert read_marked(tmp_path / "marks.csv", RUBRIC) == [
        MarkedAnswer("clipping", ONE.answer, 0.5), MarkedAnswer("clipping", "=1+1", 0.1667),
    ]  # fmt: skip


def test_a_mark_is_in_the_file_when_put_returns(tmp_path: Path) -> None:
    """Not only when the file is closed."""
    file = MarksFile(tmp_path / "marks.csv", RUBRIC)
    file.put(ONE)
    assert [mark.key for mark in read_marks(tmp_path / "marks.csv", RUBRIC)] == [ONE.key]
    file.put(TWO)
    assert len(read_marks(tmp_path / "marks.csv", RUBRIC)) == 2
    file.close()


def test_a_new_mark_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """Of the same answer, whatever its spaces and capitals; the order stays."""
    path = tmp_path / "marks.csv"
    write(path, ONE, TWO, CoachMark("clipping", 'it caps the "NORM", so to say.', 1.0))
    assert [mark.score for mark in read_marks(path, RUBRIC)] == [1.0, 0.1667]
    write(path, CoachMark("dropout", "new", 0.0))
    assert len(read_marks(path, RUBRIC)) == 3


def test_nothing_marked_leaves_no_file(tmp_path: Path) -> None:
    write(tmp_path / "marks.csv")
    assert not (tmp_path / "marks.csv").exists()


def test_a_torn_last_row_is_moved_and_said(tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    write(path, ONE)
    whole = path.read_bytes()
    path.write_bytes(whole + b'clipping,"half an\nanswer')
    file = MarksFile(path, RUBRIC)
    assert file.torn == tmp_path / "marks.csv.torn"
    assert file.torn.read_bytes() == b'clipping,"half an\nanswer\n'
    assert list(file.marks.values()) == [ONE]
    file.put(TWO)
    file.close()
    assert path.read_bytes().startswith(whole)
    assert len(read_marks(path, RUBRIC)) == 2


def test_a_file_of_which_not_even_the_first_line_is_whole_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    path.write_bytes(",".join(COLUMNS).encode())
    write(path, ONE)
    assert read_marks(path, RUBRIC) == [ONE]
    assert (tmp_path / "marks.csv.torn").exists()


def test_rows_after_a_lost_quote_are_not_lost(tmp_path: Path) -> None:
    """A quote that an edit took away makes all after it look like one torn row."""
    path = tmp_path / "marks.csv"
    write(path, ONE, TWO)
    whole = path.read_bytes()
    for _ in range(2):
        path.write_bytes(whole.replace(b'"', b"", 1))
        with suppress(InputError):
            MarksFile(path, RUBRIC).close()
    kept = path.read_bytes() + (tmp_path / "marks.csv.torn").read_bytes()
    assert kept.count(TWO.answer.encode()) == 2


@pytest.mark.parametrize(
    ("data", "length"),
    [(b"", 0), (b"a,b", 0), (b"a,b\n", 4), (b'a,"b\nc"\r\nd', 9), (b'a\n"b""\n', 2)],
)
def test_whole_rows(data: bytes, length: int) -> None:
    """A line end within quotes ends no row."""
    assert whole_rows(data) == length


def test_a_file_that_a_spreadsheet_saved_goes_on(tmp_path: Path) -> None:
    """With a byte order mark, quotes around everything and other line ends."""
    path = tmp_path / "marks.csv"
    rows = [COLUMNS, ("clipping", "words", "0.5", "", "", "row 2")]
    quoted = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    path.write_bytes(b"\xef\xbb\xbf" + quoted.encode())
    write(path, ONE)
    assert [mark.answer for mark in read_marks(path, RUBRIC)] == ["words", ONE.answer]


@pytest.mark.parametrize("text", ["item_id,answer,score\nclipping,x,1\n", "something else"])
def test_another_file_is_not_written_to(tmp_path: Path, text: str) -> None:
    path = tmp_path / "marks.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match="not written by marking"):
        MarksFile(path, RUBRIC)
    assert path.read_text("utf-8") == text


def test_two_windows_do_not_write_to_one_file(tmp_path: Path) -> None:
    """Also after a mark was replaced, which is another file by then."""
    path = tmp_path / "marks.csv"
    file = MarksFile(path, RUBRIC)
    file.put(ONE)
    file.put(CoachMark("clipping", ONE.answer, 1.0))
    with pytest.raises(StorageError, match="another interviewer window"):
        MarksFile(path, RUBRIC)
    file.close()


def test_credits_that_cannot_be_read_name_their_row(tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    path.write_text(",".join(COLUMNS) + "\nclipping,x,1,caps,,\n", "utf-8")
    with pytest.raises(InputError, match="row 2: the column criteria holds 'caps'"):
        read_marks(path, RUBRIC)
