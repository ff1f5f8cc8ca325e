"""`interviewer rubric diff` and `interviewer rubric mine` on the command line."""

import json
from pathlib import Path

from tests.unit.cli.conftest import Run
from tests.unit.cli.test_rubric import SMALL, bank

WIDER = SMALL.replace("[threshold, norm scale*]", "[threshold, norm scale*, banana]")


def two(folder: Path, old: str, new: str) -> tuple[str, str]:
    (folder / "old.yaml").write_text(old)
    (folder / "new.yaml").write_text(new)
    return "old.yaml", "new.yaml"


def test_an_edit_without_harm_is_told(interviewer: Run, tmp_path: Path) -> None:
    done = interviewer("rubric", "diff", *two(tmp_path, SMALL, WIDER))
    assert "criterion 'threshold' pattern added: banana" in done.stdout
    assert "clipping · example 2: 0 -> 2 of 2, missing -> strong" in done.stdout
    assert "threshold: 0 -> 2 by 'banana'" in done.stdout
    assert "3 texts of 1 item graded by both versions, 1 with another mark." in done.stdout
    assert "--all grades them too" in done.stdout
    assert done.returncode == 0, "the example was not in its band before"


def test_an_example_that_leaves_its_band_makes_the_exit_code(
    interviewer: Run, tmp_path: Path
) -> None:
    old = SMALL.replace("{band: strong, answer: bananas}", "{band: missing, answer: bananas}")
    names = two(tmp_path, old, old.replace("norm scale*]", "norm scale*, banana]"))
    done = interviewer("rubric", "diff", *names)
    assert done.returncode == 1
    assert "leaves its band, missing" in done.stdout
    data = json.loads(interviewer("rubric", "diff", *names, "--json").stdout)
    assert (data["graded"], data["changed"], data["leaving"]) == (3, 1, 1)
    assert data["edits"][0]["after"] == "banana"
    assert data["changes"][0]["parts"][0]["pattern"] == "banana"


def test_nothing_changed_is_told(interviewer: Run, tmp_path: Path) -> None:
    done = interviewer("rubric", "diff", *two(tmp_path, SMALL, "# a comment\n" + SMALL))
    assert done.returncode == 0
    assert "nothing that the program reads has changed" in done.stdout
    assert "no text was graded" in done.stdout


def test_one_name_without_an_earlier_version_says_what_to_do(
    interviewer: Run, tmp_path: Path
) -> None:
    bank(tmp_path, SMALL)
    done = interviewer("rubric", "diff", "small")
    assert done.returncode == 2
    assert "interviewer rubric diff OLD NEW" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_phrase_is_offered(interviewer: Run, tmp_path: Path) -> None:
    bank(tmp_path, SMALL)
    names = "anna bert cleo dora emil finn".split()
    rows = [f"clipping,{n} puts a ceiling on slopes,0.9" for n in names]
    rows += [f"clipping,{n} buys more computers,0.1" for n in names]
    (tmp_path / "in.csv").write_text("\n".join(["item_id,answer,score", *rows]))
    done = interviewer("rubric", "mine", "--rubric", "small", "--answers", "in.csv")
    assert done.returncode == 0
    assert "clipping: 12 different answers, 6 good, 12 with a coach's mark" in done.stdout
    assert "ceiling" in done.stdout.split("  + ")[1].splitlines()[0]
    assert "finds 6 answers, 6 of them good" in done.stdout
    assert "too harsh: 0.00, the coach 0.90" in done.stdout
    data = json.loads(
        interviewer("rubric", "mine", "--rubric", "small", "--answers", "in.csv", "--json").stdout
    )
    assert data[0]["phrases"][0]["finds"] == 6
    assert data[0]["harsh"][0]["coach"] == 0.9


def test_without_answers_it_says_so(interviewer: Run, tmp_path: Path) -> None:
    bank(tmp_path, SMALL)
    done = interviewer("rubric", "mine", "--rubric", "small")
    assert done.returncode == 0
    assert "nothing to learn from" in done.stdout
    done = interviewer("rubric", "mine", "--rubric", "small", "--item", "nothing")
    assert done.returncode == 2
    assert "has no item 'nothing'" in done.stderr
