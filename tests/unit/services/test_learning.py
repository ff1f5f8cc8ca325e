"""What grading learns from a bank: learned once, in whichever process, never trusted blindly."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.learned import Learned, learn
from interviewer.model.rubric import Rubric
from interviewer.services import learning
from interviewer.services.banks import load_bank_file
from interviewer.services.learning import grader_of
from tests.factories import make_rubric

RUBRIC = make_rubric()
SHIPPED = Path(__file__).parents[3] / "rubrics"


def entries(cache: Path) -> list[Path]:
    """Return the files that hold what was learned."""
    return sorted((cache / "lessons").glob("*.json"))


def refuse(*_arguments: object, **_options: object) -> None:
    """Stand for what must not be called."""
    raise AssertionError("learned again")


@pytest.mark.parametrize("bank", ["deep-learning", "sql"])
def test_marks_are_those_of_scikit_learn_itself(bank: str, tmp_path: Path) -> None:
    """Score for score, for answers to every third question of the shipped banks."""
    rubric = load_bank_file(SHIPPED / f"{bank}.yaml")
    grader_of(rubric, tmp_path)
    fresh, kept = Grader(rubric), grader_of(rubric, tmp_path)
    for item in rubric.items[::3]:
        for answer in (*item.references, *(example.answer for example in item.examples)):
            assert kept.assess(item.id, answer) == fresh.assess(item.id, answer)


def test_it_is_learned_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = grader_of(RUBRIC, tmp_path)
    monkeypatch.setattr(learning, "learn", refuse)
    monkeypatch.setattr(learning, "_learn_apart", refuse)
    again = grader_of(RUBRIC, tmp_path, apart=True)
    assert again.assess("clipping", "It caps the norm.") == first.assess(
        "clipping", "It caps the norm."
    )


def test_a_process_of_its_own_learns_the_same(tmp_path: Path) -> None:
    assert learning._learn_apart(RUBRIC) == learn(RUBRIC)


def test_where_there_is_no_other_process_this_one_learns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no python"))
    assert learning._learn_apart(RUBRIC) is None
    assert grader_of(RUBRIC, tmp_path, apart=True).assess("clipping", "It caps the norm.").points


def test_a_process_that_fails_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise subprocess.TimeoutExpired("python", 1.0)

    monkeypatch.setattr(subprocess, "run", fail)
    assert learning._learn_apart(RUBRIC) is None


DAMAGE: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("cut", lambda content: content[: len(content) // 2]),
    ("empty", lambda content: b""),
    ("one weight changed", lambda content: content.replace(b'"unseen": 2', b'"unseen": 9')),
    ("something else", lambda content: b"[1, 2]"),
    ("a pickle", lambda content: b"cos\nsystem\n(S'touch pwned'\ntR."),
]


@pytest.mark.parametrize(("name", "damage"), DAMAGE, ids=[name for name, _ in DAMAGE])
def test_a_damaged_entry_is_learned_anew(
    name: str, damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    before = grader_of(RUBRIC, tmp_path).assess("clipping", "It caps the norm.")
    (entry,) = entries(tmp_path)
    good = entry.read_bytes()
    bad = damage(good)
    assert bad != good, name
    entry.write_bytes(bad)
    assert grader_of(RUBRIC, tmp_path).assess("clipping", "It caps the norm.") == before
    assert entry.read_bytes() == good


def test_another_bank_has_an_entry_of_its_own(tmp_path: Path) -> None:
    other = Rubric(RUBRIC.id, "Another title with words", RUBRIC.items)
    grader_of(RUBRIC, tmp_path)
    grader_of(other, tmp_path)
    assert len(entries(tmp_path)) == 2


LIGHT = """
import sys
from pathlib import Path
from interviewer.services.banks import load_bank_file
from interviewer.services.learning import grader_of
bank = load_bank_file(Path(sys.argv[1]))
grader = grader_of(bank, Path(sys.argv[2]), apart=True)
grader.assess(bank.items[0].id, bank.items[0].references[0])
print([name for name in ("sklearn", "numpy", "scipy") if name in sys.modules])
"""


def test_a_program_that_grades_never_loads_scikit_learn(tmp_path: Path) -> None:
    """Neither when it learns, in another process, nor when it knows already."""
    command = [sys.executable, "-c", LIGHT, str(SHIPPED / "sql.yaml"), str(tmp_path)]
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout == "[]\n"
    assert len(entries(tmp_path)) == 1


def test_what_is_learned_is_plain_and_paired() -> None:
    learned = learn(RUBRIC)
    assert isinstance(learned, Learned)
    assert len(learned.forms) == len(learned.stems) == len(learned.stem_of)
    assert len(learned.terms) == len(learned.idf) == len(learned.weights.idf)
