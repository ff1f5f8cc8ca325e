"""Reading answers that people marked: what is a data set, and what is wrong with one."""

from pathlib import Path

import pytest

from benchmarks.datasets import ANSWERS, DataItem, MarkedAnswer, read_datasets
from interviewer.model.errors import InterviewerError
from tests.unit.benchmarks.kitchen import KETTLE, ROWS, write


def test_data_sets_are_the_folders_that_hold_the_files(tmp_path: Path) -> None:
    write(tmp_path / "second")
    write(tmp_path / "first", answers='score,item_id,note,answer\n.5,bread,x,"a,\nb\u2028c"\n')
    (tmp_path / "empty").mkdir()
    first, second = read_datasets(tmp_path)
    assert (first.name, second.name) == ("first", "second")
    assert first.answers == (MarkedAnswer("bread", "a,\nb\nc", 0.5),)
    assert second.items[0] == DataItem("kettle", "Why does a kettle whistle?", ("Steam rushes.",))
    assert [data.name for data in read_datasets(tmp_path, ["second"])] == ["second"]
    assert [data.name for data in read_datasets(tmp_path / "first")] == ["first"]


@pytest.mark.parametrize(
    ("items", "answers", "message"),
    [
        ("", ROWS, "items.jsonl: no item"),
        ("[1]", ROWS, "items.jsonl:1: not a JSON object"),
        ("{", ROWS, "items.jsonl:1: not a JSON object"),
        (f"{KETTLE}\n\n{KETTLE}", ROWS, "items.jsonl:3: item 'kettle' is there twice"),
        (KETTLE.replace('"kettle"', "7"), ROWS, "items.jsonl:1: 'id' must be a text"),
        (KETTLE.replace('["Steam rushes."]', '"x"'), ROWS, "'references' must be a list of texts"),
        (KETTLE.replace("Steam rushes.", " "), ROWS, "item 'kettle' has no reference"),
        (KETTLE, ROWS[:1], "answers.csv: no answer"),
        (KETTLE, ("item_id,answer", "kettle,x"), "answers.csv: no column 'score'"),
        (KETTLE, ROWS, "answers.csv:6: no item 'bread'"),
        (KETTLE, (ROWS[0], "kettle,steam"), "answers.csv:2: the row is too short"),
        (KETTLE, (ROWS[0], "kettle,steam,2"), "the score '2' is no number from 0 to 1"),
        (KETTLE, (ROWS[0], "kettle,steam,nan"), "the score 'nan' is no number from 0 to 1"),
    ],
)
def test_a_broken_data_set_is_told_in_one_line(
    tmp_path: Path, items: str, answers: tuple[str, ...], message: str
) -> None:
    write(tmp_path / "broken", items, "\n".join(answers))
    with pytest.raises(InterviewerError) as caught:
        read_datasets(tmp_path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_files_and_foreign_bytes_are_told_too(tmp_path: Path) -> None:
    with pytest.raises(InterviewerError, match="no such folder"):
        read_datasets(tmp_path / "nowhere")
    with pytest.raises(InterviewerError, match="no folder in it holds"):
        read_datasets(tmp_path)
    folder = write(tmp_path / "kitchen")
    with pytest.raises(InterviewerError, match="no data set 'garden'; these are there: kitchen"):
        read_datasets(tmp_path, ["garden"])
    (folder / ANSWERS).write_bytes(b"item_id,answer,score\nkettle,\xff,1\n")
    with pytest.raises(InterviewerError, match="not UTF-8"):
        read_datasets(tmp_path)
    (folder / ANSWERS).unlink()
    with pytest.raises(InterviewerError, match=r"answers\.csv: No such file"):
        read_datasets(tmp_path)
