"""`interviewer rubric check`: what makes the marks of a bank worse, its notes and its bars."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

CLEAN = """\
format: 1
id: small
title: Small
items:
  - id: clipping
    stage: basic
    prompt: What is gradient clipping?
    references: [Clipping scales a gradient down whose norm exceeds a threshold.]
    criteria:
      - id: threshold
        points: 2
        says: A bound on the gradient.
        match:
          - threshold
          - norm scale*
          - gradient scale*
        probe: What sets it off?
"""

SECOND = """\
  - id: noise
    stage: fresher
    prompt: What is label noise?
    references: [Some labels of the training data are wrong.]
"""

COPY = CLEAN[CLEAN.index("  - id: clipping") :].replace("id: clipping", "id: copy")


def check(run: Run, folder: Path, text: str, *options: str) -> tuple[int, list[str], str]:
    """Return the exit code of a check, the lines that it printed, and its standard error."""
    (folder / "small.yaml").write_text(text, encoding="utf-8")
    done = run("rubric", "check", "small.yaml", *options)
    return done.returncode, done.stdout.splitlines(), done.stderr


def test_a_bank_with_notes_only_passes(interviewer: Run, tmp_path: Path) -> None:
    """They are counted in a line; one item has no bars."""
    code, lines, errors = check(interviewer, tmp_path, CLEAN)
    assert (code, errors) == (0, "")
    assert lines == [
        "1 note: --notes lists what may well be meant so.",
        "small.yaml: 1 item, no problems.",
    ]


def test_notes_are_listed_when_asked_for(interviewer: Run, tmp_path: Path) -> None:
    """In the form of the problems."""
    code, lines, _ = check(interviewer, tmp_path, CLEAN, "--notes")
    assert code == 0
    assert lines[0] == (
        "small.yaml:5:5: note: item 'clipping': it has no examples; "
        "write 4 or more, weak ones among them"
    )


def test_problems_have_their_lines_in_the_order_of_the_file(
    interviewer: Run, tmp_path: Path
) -> None:
    """As the problems have that keep a file from loading; exit code 1."""
    text = CLEAN.replace("What sets it off?", "Is there a threshold?")
    text = text.replace("gradient scale*", "scale gradient !gradient")
    code, lines, errors = check(interviewer, tmp_path, text)
    assert code == 1
    assert lines[0].startswith(
        "small.yaml:16:13: item 'clipping', criterion 'threshold': the pattern "
        "'scale gradient !gradient' can find nothing: it asks for 'gradient', which '!gradient'"
    )
    assert lines[1].startswith(
        "small.yaml:17:16: item 'clipping', criterion 'threshold': the probe"
    )
    assert errors == "2 problems found.\n"


def test_json_is_an_array_of_objects(interviewer: Run, tmp_path: Path) -> None:
    """Notes are among them when asked for."""
    text = CLEAN.replace("What sets it off?", "Is there a threshold?")
    code, lines, _ = check(interviewer, tmp_path, text, "--json")
    assert code == 1
    (problem,) = json.loads("\n".join(lines))
    assert problem["severity"] == "problem"
    assert problem["rule"] == "probe-gives-away"
    assert (problem["line"], problem["column"]) == (17, 16)
    assert problem["path"] == "items[0].criteria[0].probe"
    assert problem["part"] == "item 'clipping', criterion 'threshold'"
    assert problem["message"]
    assert problem["mend"]
    code, lines, _ = check(interviewer, tmp_path, text, "--json", "--notes")
    assert [found["severity"] for found in json.loads("\n".join(lines))] == ["note", "problem"]


def test_problems_of_the_file_have_the_same_keys(interviewer: Run, tmp_path: Path) -> None:
    """They come alone: what does not load cannot be marked."""
    text = CLEAN.replace("stage: basic", "stage: easy").replace("sets it off", "threshold")
    code, lines, _ = check(interviewer, tmp_path, text, "--json")
    (problem,) = json.loads("\n".join(lines))
    assert code == 1
    assert (problem["severity"], problem["rule"], problem["line"]) == ("problem", "file", 6)
    linted = check(interviewer, tmp_path, CLEAN, "--json", "--notes")[1]
    assert set(problem) == set(json.loads("\n".join(linted))[0])


def test_bars_of_a_bank_with_more_than_one_item(interviewer: Run, tmp_path: Path) -> None:
    """Items a stage, and the lowest score of a reference on its own item."""
    _, lines, _ = check(interviewer, tmp_path, CLEAN + SECOND)
    assert "Items: 1 basic, 1 fresher, 0 experienced." in lines
    assert "References on their own items: 1.00 or more (reference 1 of 'clipping')." in lines
    assert not any("other items" in line for line in lines)


def test_cross_scores_are_told_when_asked_for(interviewer: Run, tmp_path: Path) -> None:
    """The mean, and the pairs of items that ask for the same."""
    code, lines, _ = check(interviewer, tmp_path, CLEAN + SECOND + COPY, "--cross")
    assert code == 0
    (line,) = (line for line in lines if line.startswith("References on other items: "))
    assert line.endswith(" on average, 2 pairs of items above 0.50.")
    assert "1.00   copy      1 of clipping" in lines
    assert "1.00   clipping  1 of copy" in lines
    _, lines, _ = check(interviewer, tmp_path, CLEAN + SECOND + COPY, "--cross", "--json")
    found = json.loads("\n".join(lines))
    assert [(note["rule"], note["line"]) for note in found] == [
        ("close-items", 5),
        ("close-items", 22),
    ]


@pytest.mark.parametrize(("options", "shown", "more"), [((), 10, True), (("--notes",), 12, False)])
def test_many_close_pairs_are_listed_in_part(
    interviewer: Run, tmp_path: Path, options: tuple[str, ...], shown: int, more: bool
) -> None:
    """All of them with --notes."""
    text = CLEAN + "".join(COPY.replace("copy", f"copy-{n}") for n in range(3))
    _, lines, _ = check(interviewer, tmp_path, text, "--cross", *options)
    assert sum(line.startswith("1.00 ") for line in lines) == shown
    assert ("2 more: --notes lists all." in lines) is more


def test_a_bank_of_one_item_has_nothing_to_cross(interviewer: Run, tmp_path: Path) -> None:
    assert check(interviewer, tmp_path, CLEAN, "--cross") == check(interviewer, tmp_path, CLEAN)
