"""`interviewer rubric mark`: blind, kept at once, resumed, and the agreement at the end."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from interviewer.storage.rubric_file import load_rubric
from tests.unit.cli.conftest import Run

BANK = """\
# mine
id: small
title: Small
items:
  - id: clipping
    stage: basic
    prompt: What is gradient clipping?
    references: [Clipping scales a gradient down whose norm exceeds a threshold.]
    criteria:
      - {id: threshold, points: 3, says: A threshold bounds it., match: [threshold]}
      - {id: exploding, points: 1, says: It answers explosions., match: [explod*]}
    misconceptions:
      - {id: vanishing, says: It does nothing for small ones., match: [fix vanishing], minus: 2}
  - id: dropout
    stage: basic
    prompt: What is dropout?
    references: [It silences random units while a network is trained.]
"""
ANSWERS = (
    ("clipping", "A threshold bounds it when gradients explode."),
    ("clipping", "It keeps the norm below a threshold."),
    ("clipping", "It can fix vanishing gradients."),
    ("dropout", "Random units are silenced while a network is trained."),
    ("dropout", "Something about the weather of last year."),
)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(BANK, "utf-8")
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("item_id", "answer"), *ANSWERS])
    return path


def mark(run: Run, *more: str, given: Sequence[str] = ()) -> tuple[int, str, str]:
    arguments = ("--rubric", "small.yaml", "--answers", "in.csv", "--output", "marks.csv")
    done = run("rubric", "mark", *arguments, *more, given="\n".join([*given, ""]) if given else "")
    return done.returncode, done.stdout, done.stderr


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "marks.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_is_marked_and_then_the_agreement_shows(
    interviewer: Run, tmp_path: Path, bank: Path
) -> None:
    code, out, err = mark(interviewer, given=["0", "1.5", "2", "3", "4"])
    assert (code, err) == (0, "")
    assert sorted((row["item_id"], row["answer"]) for row in rows(tmp_path)) == sorted(ANSWERS)
    before, after = out.split("The program's marks and yours, on 5 answers:")
    assert "Answer 1 of 5 (" in before
    assert "Answer 5 of 5 (" in before
    for word in ("RMSE", "program 0", "program 1", "band"):
        assert word not in before, "the coach marks blind"
    for wanted in ("RMSE", "KAPPA", "BAND KAPPA", "By item:", "you 0.", "the program"):
        assert wanted in after
    assert "From 20 marks on" in after


def test_criterion_by_criterion(interviewer: Run, tmp_path: Path, bank: Path) -> None:
    """Letters for criteria, numbers for wrong beliefs; an item without criteria has one mark."""
    by = ("--by", "criterion", "--item")
    code, out, _ = mark(interviewer, *by, "clipping", given=["nn", "1"])
    first = rows(tmp_path)[0]
    assert (code, first["criteria"], first["misconceptions"]) == (
        0, "threshold=0 exploding=0", "vanishing",
    )  # fmt: skip
    assert "1 of 2. A threshold bounds it. [3 points]" in out
    assert "Which of these does the answer get wrong?" in out
    mark(interviewer, *by, "clipping", given=["y", "b", "n", "h", ""])
    assert rows(tmp_path)[1]["criteria"] == "threshold=0 exploding=0.5"
    assert rows(tmp_path)[1]["score"] == "0.125"
    _, out, _ = mark(interviewer, *by, "clipping", given=["x", "yyy", "yy", "9", ""])
    assert "Type y, h or n" in out
    assert "Numbers from 1 to 1 are needed" in out
    assert "By criterion and misconception (-)" in out
    _, out, _ = mark(interviewer, *by, "dropout", given=["11", "2,5", "y", "10"])
    assert out.count("A number from 0 to 10 is needed") == 2
    assert [row["criteria"] for row in rows(tmp_path)][2:] == ["threshold=1 exploding=1", "", ""]


def test_quit_and_go_on(interviewer: Run, tmp_path: Path, bank: Path) -> None:
    """The end of the input is a quit; what was marked stays; skipped answers come again."""
    code, out, _ = mark(interviewer, given=["1", "s", "?", "q"])
    assert code == 0
    assert "1 of 5 are marked" in out
    assert "skip this answer" in out
    assert "RMSE" not in out
    first = rows(tmp_path)
    code, out, _ = mark(interviewer, given=["2", "2"])
    assert "1 of 5 are marked already" in out
    assert "Answer 2 of 5" in out
    assert rows(tmp_path)[:1] == first
    assert len(rows(tmp_path)) == 3
    code, out, _ = mark(interviewer, given=["s", "2"])
    assert "1 skipped; the same command asks for them again." in out
    assert "RMSE" in out


def test_back_marks_anew(interviewer: Run, tmp_path: Path, bank: Path) -> None:
    """Enter keeps the mark that is there; before the first answer there is none."""
    _, out, _ = mark(interviewer, given=["b", "1", "2", "b", "b", "", "0", "q"])
    assert "This is the first answer." in out
    assert out.count("Enter keeps it.") == 3
    scores = [row["score"] for row in rows(tmp_path)]
    assert len(scores) == 2
    assert scores[1] == "0"
    assert scores[0] != "0"


def test_the_seed_decides_on_the_sample(interviewer: Run, tmp_path: Path, bank: Path) -> None:
    """The same seed, the same answers in the same order."""
    orders = []
    for seed in ("1", "1", "2", "3", "4"):
        (tmp_path / "marks.csv").unlink(missing_ok=True)
        mark(interviewer, "--sample", "3", "--seed", seed, given=["1", "1", "1"])
        orders.append([row["answer"] for row in rows(tmp_path)])
    assert orders[0] == orders[1]
    assert len({tuple(order) for order in orders}) > 1
    assert all(len(order) == 3 for order in orders)


def test_calibrate_reads_the_file_and_the_agreement_rises(
    interviewer: Run, tmp_path: Path, bank: Path
) -> None:
    """A coach who gives half for a threshold alone, on 30 answers."""
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as file:
        made = [("clipping", f"A threshold bounds its norm, number {n}.") for n in range(15)]
        made += [("clipping", f"Gradients explode, number {n}.") for n in range(15)]
        csv.writer(file).writerows([("item_id", "answer"), *made])
    given: list[str] = []
    for _ in range(31):  # each time the answer that comes next is read, and marked the next time
        _, out, _ = mark(interviewer, "--sample", "30", given=given or ["q"])
        given = ["2" if "threshold" in out.split("Answer: ")[-1] else "3"]
    assert len(rows(tmp_path)) == 30
    assert "interviewer calibrate --rubric small.yaml --marked marks.csv" in out
    done = interviewer("calibrate", "--rubric", "small.yaml", "--marked", "marks.csv",
                       "--output", "mine.json")  # fmt: skip
    assert done.returncode == 0, done.stderr
    _, out, _ = mark(interviewer, "--agreement", "--calibration", "mine.json")
    assert "the program alone" in out
    assert "looks better here than it is" in out
    _, out, _ = mark(interviewer, "--json", "--calibration", "mine.json")
    data = json.loads(out)
    assert data["calibrated"]["whole"]["error"] < data["program"]["whole"]["error"]


def test_as_json_nothing_is_asked(interviewer: Run, tmp_path: Path, bank: Path) -> None:
    mark(interviewer, "--by", "criterion", given=["nn", "", "q"])
    mark(interviewer, given=["1", "q"])
    code, out, _ = mark(interviewer, "--json")
    data = json.loads(out)
    assert code == 0
    assert data["calibrated"] is None
    assert data["program"]["whole"]["answers"] == len(rows(tmp_path))
    assert data["program"]["items"][0]["kappa"] is None


def test_examples_are_kept(interviewer: Run, tmp_path: Path, bank: Path) -> None:
    """In the bank itself, which is then graded with them; a second time none is doubled."""
    given = ["0", "1.5", "2", "3", "4"]
    _, out, _ = mark(interviewer, "--keep-as-examples", "small.yaml", given=given)
    assert "5 examples written to small.yaml." in out
    assert bank.read_text("utf-8").startswith("# mine\n")
    assert sum(len(item.examples) for item in load_rubric(bank).items) == 5
    _, out, _ = mark(interviewer, "--agreement", "--keep-as-examples", "small.yaml")
    assert "0 examples written to small.yaml, 5 were there already." in out
    _, out, _ = mark(interviewer, "--agreement", "--keep-as-examples", "new.yaml")
    assert (tmp_path / "new.yaml").read_text("utf-8").count("band:") == 5


def test_two_coaches(interviewer: Run, tmp_path: Path, bank: Path) -> None:
    """Also with files that were not written by marking."""
    for name, scores in (("a.csv", "1 0.5 0 1"), ("b.csv", "1 1 0")):
        lines = [f"clipping,answer {n},{score}" for n, score in enumerate(scores.split())]
        (tmp_path / name).write_text("item_id,answer,score\n" + "\n".join(lines), "utf-8")
    compare = ("rubric", "mark", "--rubric", "small.yaml", "--compare", "a.csv", "b.csv")
    done = interviewer(*compare)
    assert (done.returncode, done.stderr) == (0, "")
    assert "a.csv and b.csv, on 3 answers that both have marked:" in done.stdout
    assert "a.csv 0.50, b.csv 1.00: clipping" in done.stdout
    assert "1 answer marked by a.csv alone took no part." in done.stdout
    data = json.loads(interviewer(*compare, "--json").stdout)
    assert data["band_accuracy"] == pytest.approx(2 / 3, abs=1e-4)
    (tmp_path / "b.csv").write_text("item_id,answer,score\nclipping,other,1\n", "utf-8")
    done = interviewer(*compare)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "no answer in common" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--answers", "in.csv"), 2, "give --output MARKS.csv"),
        (("--output", "marks.csv"), 2, "there are no answers to mark in the transcripts"),
        (("--output", "in.csv", "--answers", "in.csv"), 3, "was not written by marking"),
        (("--output", "m.csv", "--answers", "in.csv", "--item", "x"), 2, "has no item 'x'"),
        (("--output", "none.csv", "--agreement"), 3, "none.csv: cannot be read"),
        (("--output", "m.csv", "--compare", "in.csv", "in.csv"), 2, "--compare only reads"),
    ],
)
def test_wrong_use(
    interviewer: Run, bank: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """One line that says what to do; nothing is written."""
    held = (bank.parent / "in.csv").read_text("utf-8")
    done = interviewer("rubric", "mark", "--rubric", "small.yaml", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1)
    assert said in done.stderr
    assert (bank.parent / "in.csv").read_text("utf-8") == held


def test_no_marks_no_agreement(interviewer: Run, tmp_path: Path, bank: Path) -> None:
    (tmp_path / "marks.csv").write_text("item_id,answer,score\n", "utf-8")
    code, _, err = mark(interviewer, "--agreement")
    assert (code, err.count("\n")) == (2, 1)
    assert "nothing is marked yet" in err


def test_back_and_help_among_wrong_beliefs(interviewer: Run, tmp_path: Path, bank: Path) -> None:
    """Back leads to the last criterion again."""
    given = ["yy", "?", "b", "n", "", "q"]
    _, out, _ = mark(interviewer, "--by", "criterion", "--item", "clipping", given=given)
    assert "numbers of those that the answer shows" in out
    assert rows(tmp_path)[0]["criteria"] == "threshold=1 exploding=0"


def test_ctrl_c_keeps_every_mark(
    interviewer: Run, tmp_path: Path, bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = iter(["1", "2"])

    def ask(question: str) -> str:
        typed = next(given, None)
        if typed is None:
            raise KeyboardInterrupt
        return typed

    with monkeypatch.context() as patched:
        patched.setattr("interviewer.cli.marking_dialog.ask", ask)
        code, _, err = mark(interviewer)
    assert code == 130
    assert "All 2 marks are kept in marks.csv" in err
    assert len(rows(tmp_path)) == 2


def test_answers_with_control_characters_are_harmless(
    interviewer: Run, tmp_path: Path, bank: Path
) -> None:
    (tmp_path / "in.csv").write_text('item_id,answer\ndropout,"\x1b[31mred\nunits"\n', "utf-8")
    _, out, _ = mark(interviewer, given=["1"])
    assert "\x1b" not in out
    assert "Answer: [31mred\n  units" in out


def test_both_front_ends_mark_as_many() -> None:
    """The command cannot import the number: that would cost every start."""
    from interviewer.cli.rubric_mark import mark_command
    from interviewer.services.marking_session import DEFAULT_SAMPLE

    (sample,) = (option for option in mark_command.params if option.name == "sample")
    assert sample.default == DEFAULT_SAMPLE
