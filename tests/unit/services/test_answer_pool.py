"""Where the answers come from that a coach marks."""

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.model.errors import InputError
from interviewer.model.session import Mode
from interviewer.services.answer_pool import GivenAnswer, csv_answers, sampled, session_answers
from interviewer.services.session_states import replayed, session_files
from interviewer.storage.durable import ensure_folder
from interviewer.storage.paths import Paths
from tests.factories import CLIPPING, DROPOUT, changed, make_assessment, make_grader
from tests.unit.services.progress_sessions import RUBRIC, answered, begun, finished, keep


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    ensure_folder(tmp_path / "transcripts")
    return Paths(None, tmp_path, tmp_path / "transcripts", tmp_path, tmp_path / "cache")


def test_a_csv(tmp_path: Path) -> None:
    """Other columns do not matter; each answer says which row it is from."""
    (tmp_path / "in.csv").write_text("name,answer,item_id\nx,words, clipping\n", "utf-8")
    assert csv_answers(tmp_path / "in.csv", RUBRIC) == [
        GivenAnswer("clipping", "words", "row 2")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("item_id\nclipping\n", "no column answer"),
        ("item_id,answer\nnone,words\n", "row 2: bank 'small' has no item 'none'"),
        ("item_id,answer\nclipping,a,b\n", "row 2 has 3 columns"),
    ],
)
def test_a_csv_that_cannot_be_used(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "in.csv").write_text(text, "utf-8")
    with pytest.raises(InputError, match=said):
        csv_answers(tmp_path / "in.csv", RUBRIC)


def test_first_answers_of_the_transcripts(paths: Paths) -> None:
    """Not those of other banks, of items that are gone, or of live interviews under way."""
    other = changed(CLIPPING, id="gone")
    keep(paths.transcripts, finished(answered(1, text="one")), 3)
    keep(paths.transcripts, answered(1, item=other, text="of another item"), 2, token="00ab")
    large = begun(rubric=replace(RUBRIC, id="large")).ask(CLIPPING).answer("of another bank")
    keep(paths.transcripts, large.assess(make_assessment(CLIPPING)), 2, rubric_id="large")
    keep(paths.transcripts, begun().ask(DROPOUT).skip(), 1)
    live = begun(Mode.LIVE).ask(CLIPPING).answer("live").assess(make_assessment(CLIPPING, (1,)))
    keep(paths.transcripts, live, 0)
    files = session_files(paths, "small")
    steps: list[None] = []
    found = list(session_answers(replayed(files, lambda: steps.append(None)), RUBRIC))
    assert [answer.answer for answer in found] == ["one"]
    assert found[0].source == "20261117T120000Z-small-00aa turn 2"
    assert len(steps) == 3


def test_an_answer_after_the_model_answer_is_left_out(paths: Paths) -> None:
    """In practice mode a skipped question shows it; who asks for the question again has read it."""
    script = begun().ask(CLIPPING).skip().ask(CLIPPING).answer("as I have read just now")
    keep(paths.transcripts, script.assess(make_assessment(CLIPPING, (1, 1, 1))))
    files = session_files(paths, "small")
    assert len(files) == 1
    assert list(session_answers(replayed(files), RUBRIC)) == []


def test_files_that_cannot_be_read_are_passed_over(paths: Paths) -> None:
    good = keep(paths.transcripts, finished(answered(1, text="one")))
    empty = paths.transcripts / "20261101T120000Z-small-00ff.jsonl"
    empty.write_bytes(b"no transcript\n")
    files = [empty, paths.transcripts / "gone.jsonl", good]
    assert [session.id for session in replayed(files)] == [good.stem]


def test_of_very_many_answers_some_are_graded_and_none_is_lost() -> None:
    """Those that are graded are spread over the items."""
    many = [GivenAnswer("clipping", f"answer {n}") for n in range(50)]
    many += [GivenAnswer("dropout", f"answer {n}") for n in range(5)]
    steps: list[None] = []
    order = sampled(many, make_grader(RUBRIC), 1, lambda: steps.append(None), most=10)
    assert len(steps) == 10
    assert set(order) == set(many)
    assert len(order) == len(many)
    assert {answer.item_id for answer in order[:2]} == {"clipping", "dropout"}
    assert sum(answer.item_id == "dropout" for answer in order[:10]) == 5
