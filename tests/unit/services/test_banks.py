"""The banks in force: listed, found, loaded with their patterns checked."""

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.model.errors import InputError, RubricError, UsageError
from interviewer.model.rubric import Stage
from interviewer.services import banks, rules
from interviewer.services.banks import (
    default_bank,
    find_bank,
    list_banks,
    load_bank,
    load_bank_file,
    load_placed_bank,
)
from interviewer.services.rules import program_rules
from interviewer.storage.data_cache import rules_of
from interviewer.storage.paths import Paths

BANK = """\
id: {id}
title: Bank {id}
items:
  - id: one
    stage: basic
    prompt: What is a gradient?
    references:
      - The slope of the loss.
    criteria:
      - id: slope
        points: 2
        says: It is the slope.
        match: ["{pattern}"]
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    for folder in ("own", "shipped"):
        (tmp_path / folder).mkdir()
    return Paths(tmp_path / "own", tmp_path / "shipped", tmp_path / "transcripts", tmp_path)


def write(folder: Path | None, name: str, pattern: str = "slope|derivative") -> Path:
    assert folder is not None
    path = folder / f"{name}.yaml"
    path.write_text(BANK.format(id=name, pattern=pattern))
    return path


def test_a_bank_is_found_by_its_id_or_its_file(paths: Paths, tmp_path: Path) -> None:
    """The coach's own hides the shipped one; any file will do."""
    shipped = write(paths.shipped_rubrics, "one")
    assert find_bank(paths, "one") == shipped
    own = write(paths.rubrics, "one")
    assert find_bank(paths, "one") == own
    elsewhere = write(tmp_path, "elsewhere")
    assert find_bank(paths, str(elsewhere)) == elsewhere
    assert load_bank(paths, "one").title == "Bank one"
    assert load_bank(paths, str(elsewhere)).id == "elsewhere"


def test_a_file_without_the_suffix_is_found_too(paths: Paths, tmp_path: Path) -> None:
    """Where it is a file."""
    path = write(tmp_path, "elsewhere").rename(tmp_path / "bank.txt")
    assert find_bank(paths, str(path)) == path


@pytest.mark.parametrize(("names", "known"), [([], "none"), (["one", "two"], "one, two")])
def test_an_unknown_bank_is_refused(paths: Paths, names: list[str], known: str) -> None:
    """The error names those that are in force."""
    for name in names:
        write(paths.rubrics, name)
    with pytest.raises(UsageError, match=f"no bank 'three'; these are in force: {known}"):
        find_bank(paths, "three")


def test_a_file_that_is_not_there_is_an_error_of_its_own(paths: Paths) -> None:
    """A name that looks like a file is taken for one, and loading says what is wrong."""
    with pytest.raises(InputError):
        load_bank(paths, "nowhere.yaml")


def test_the_default_bank(paths: Paths) -> None:
    """Deep learning where it is there, else the first; without any, the error says what to do."""
    with pytest.raises(UsageError, match="there is no bank; give one with --rubric"):
        default_bank(paths)
    write(paths.rubrics, "zebra")
    write(paths.rubrics, "apple")
    assert default_bank(paths) == "apple"
    write(paths.shipped_rubrics, "deep-learning")
    assert default_bank(paths) == "deep-learning"


def test_patterns_are_checked_on_loading(paths: Paths) -> None:
    """A bad pattern is a problem of the file, with its mend."""
    path = write(paths.rubrics, "one", pattern="sl*pe")
    with pytest.raises(RubricError) as caught:
        load_bank_file(path)
    (problem,) = caught.value.problems
    assert "'*' inside 'sl*pe'" in str(problem)
    assert problem.line == 13


def test_banks_are_listed_with_what_they_hold(paths: Paths) -> None:
    """In order; a bank with problems too, with the first of them."""
    good = write(paths.rubrics, "good")
    bad = write(paths.rubrics, "bad", pattern="sl*pe")
    first, second = list_banks(paths)
    assert (first.id, first.path, first.title, first.items) == ("bad", bad, "bad", 0)
    assert "'*' inside" in first.problem
    assert "\n" not in first.problem
    assert (second.id, second.path, second.title) == ("good", good, "Bank good")
    assert second.items_by_stage == {Stage.BASIC: 1, Stage.FRESHER: 0, Stage.EXPERIENCED: 0}
    assert (second.items, second.problem) == (1, "")


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "rubrics").glob("*.json"))


def test_a_bank_is_kept_in_the_cache_in_force(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one given, else the one of the paths, else that of the environment."""
    folders = [tmp_path / name for name in ("given", "of-paths", "of-environment")]
    monkeypatch.setenv("INTERVIEWER_CACHE", str(folders[2]))
    path = write(paths.rubrics, "one")
    bank = load_bank_file(path, folders[0])
    assert [len(kept(folder)) for folder in folders] == [1, 0, 0]
    assert load_bank(replace(paths, cache=folders[1]), "one") == bank
    assert [len(kept(folder)) for folder in folders] == [1, 1, 0]
    assert load_bank(paths, "one") == bank
    assert [len(kept(folder)) for folder in folders] == [1, 1, 1]
    list_banks(replace(paths, cache=tmp_path / "of-list"))
    assert len(kept(tmp_path / "of-list")) == 1


def test_what_is_in_the_cache_is_not_parsed_again(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor are its patterns checked; another program's rules check them all."""
    path = write(paths.rubrics, "one")
    seen: list[str] = []
    monkeypatch.setattr(banks, "quick_problem", lambda pattern: seen.append(pattern))
    first = load_bank_file(path, tmp_path / "cache")
    assert load_bank_file(path, tmp_path / "cache") == first
    assert seen == ["slope|derivative"]
    monkeypatch.setattr(banks, "program_rules", lambda: "0" * 64)
    assert load_bank_file(path, tmp_path / "cache") == first
    assert seen == ["slope|derivative"] * 2


def test_places_are_never_taken_from_the_cache(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are in the file alone, and what reads them leaves nothing behind."""
    monkeypatch.setenv("INTERVIEWER_CACHE", str(tmp_path / "cache"))
    path = write(paths.rubrics, "one")
    rubric, places = load_placed_bank(path)
    assert places["items[0].criteria[0].match[0]"] == (13, 17)
    assert not (tmp_path / "cache").exists()
    assert load_bank_file(path) == rubric
    assert load_placed_bank(path) == (rubric, places)


def test_the_rules_hold_all_that_decides_what_loads() -> None:
    """The sources of the model, of storage and of the pattern language."""
    package = Path(rules.__file__).parent.parent
    assert (package / "grading" / "patterns.py").is_file()
    floors = [package / floor for floor in ("model", "storage", "grading")]
    program_rules.cache_clear()  # the sources may have been edited since
    assert program_rules() == rules_of(floors)
    assert all(rules_of(floors[:place]) != rules_of(floors) for place in range(3))
