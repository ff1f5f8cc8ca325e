"""Which folders are in force."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from interviewer.model.errors import UsageError
from interviewer.storage.paths import (
    Paths,
    cache_folder,
    resolve_paths,
    rubric_files,
    shipped_rubrics,
)

ROOT = Path(__file__).parents[3]


@pytest.fixture
def working(tmp_path: Path) -> Path:
    """An empty working folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The user's data and cache folders, which do not exist."""
    return {
        "INTERVIEWER_DATA": str(tmp_path / "data"),
        "INTERVIEWER_CACHE": str(tmp_path / "cache"),
    }


def add_bank(folder: Path, name: str = "deep-learning.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).touch()
    return folder


def test_nothing_given_means_the_users_data_folder(
    working: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """Only the shipped banks are there, sessions go to the user; nothing is created."""
    paths = resolve_paths(None, None, working, environment)
    data = tmp_path / "data"
    cache = tmp_path / "cache"
    assert paths == Paths(None, ROOT / "rubrics", data / "transcripts", data, cache)
    assert sorted(tmp_path.iterdir()) == [working]


def test_banks_in_the_users_data_folder_count(
    working: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """What the user imported is found from any folder."""
    add_bank(tmp_path / "data" / "rubrics")
    paths = resolve_paths(None, None, working, environment)
    assert paths.rubrics == tmp_path / "data" / "rubrics"
    assert paths.transcripts == tmp_path / "data" / "transcripts"


@pytest.mark.parametrize("name", ["bank.yaml", "bank.yml", "bank.YAML"])
def test_a_working_folder_with_banks_comes_before_the_user(
    name: str, working: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """In a checkout or a coach's folder, sessions land beside the rubrics."""
    add_bank(tmp_path / "data" / "rubrics")
    add_bank(working / "rubrics", name)
    paths = resolve_paths(None, None, working, environment)
    assert paths.rubrics == working / "rubrics"
    assert paths.transcripts == working / "transcripts"


@pytest.mark.parametrize("name", ["notes.txt", ".hidden.yaml", "yaml"])
def test_a_folder_called_rubrics_without_a_bank_does_not_count(
    name: str, working: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """Any project may have a folder of that name."""
    add_bank(working / "rubrics", name)
    (working / "rubrics" / "folder.yaml").mkdir()
    paths = resolve_paths(None, None, working, environment)
    assert paths.rubrics is None
    assert paths.transcripts == tmp_path / "data" / "transcripts"


def test_a_file_called_rubrics_does_not_count(working: Path, environment: dict[str, str]) -> None:
    """It is no folder, and no error either."""
    (working / "rubrics").touch()
    assert resolve_paths(None, None, working, environment).rubrics is None


def test_options_come_first(working: Path, environment: dict[str, str], tmp_path: Path) -> None:
    """They beat the variable and the working folder; paths count from the working folder."""
    add_bank(working / "rubrics")
    environment["INTERVIEWER_TRANSCRIPTS"] = "/elsewhere"
    paths = resolve_paths(Path("banks"), tmp_path / "mine", working, environment)
    assert paths.rubrics == working / "banks"
    assert paths.transcripts == tmp_path / "mine"


def test_the_variable_beats_the_working_folder(working: Path, environment: dict[str, str]) -> None:
    """An empty one counts as not set."""
    add_bank(working / "rubrics")
    environment["INTERVIEWER_TRANSCRIPTS"] = "kept"
    assert resolve_paths(None, None, working, environment).transcripts == working / "kept"
    environment["INTERVIEWER_TRANSCRIPTS"] = ""
    assert resolve_paths(None, None, working, environment).transcripts == working / "transcripts"


def test_choosing_rubrics_leaves_the_transcripts_where_they_were(
    working: Path, environment: dict[str, str]
) -> None:
    """A checkout's sessions stay in the checkout whatever bank is asked."""
    add_bank(working / "rubrics")
    paths = resolve_paths(Path("/banks"), None, working, environment)
    assert paths.transcripts == working / "transcripts"


def test_a_tilde_is_the_home(
    working: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shells do not expand it after an equals sign: no folder called ~ is wanted."""
    monkeypatch.setenv("HOME", "/home/someone")
    paths = resolve_paths(Path("~/banks"), None, working, environment)
    assert paths.rubrics == Path("/home/someone/banks")


def test_the_users_data_folder_follows_the_system(
    working: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the variable, platformdirs decides."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    user_data = resolve_paths(None, None, working, {}).user_data
    assert user_data.is_relative_to(tmp_path)
    assert user_data.name == "interviewer"


def test_the_cache_folder_follows_its_variable_or_the_system(
    working: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty variable counts as not set; nothing is created."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    for environment in ({}, {"INTERVIEWER_CACHE": ""}):
        folder = cache_folder(working, environment)
        assert folder.is_relative_to(tmp_path)
        assert folder.name == "interviewer"
        assert resolve_paths(None, None, working, environment).cache == folder
    assert cache_folder(working, {"INTERVIEWER_CACHE": "kept"}) == working / "kept"
    assert cache_folder(working, {"INTERVIEWER_CACHE": "~/kept"}) == tmp_path / "kept"
    assert sorted(tmp_path.iterdir()) == [working]


def test_no_test_reaches_the_cache_of_the_user() -> None:
    """Whatever asks for the cache in force is sent elsewhere."""
    assert cache_folder(Path(), os.environ).is_relative_to(tempfile.gettempdir())


def test_shipped_banks_are_in_the_package_or_beside_it(tmp_path: Path) -> None:
    """A wheel carries them inside, a checkout has them at its top."""
    package = tmp_path / "interviewer"
    package.mkdir()
    assert shipped_rubrics(package) == tmp_path / "rubrics"
    (package / "rubrics").mkdir()
    assert shipped_rubrics(package) == package / "rubrics"


def test_the_chosen_folder_hides_shipped_banks_of_the_same_name(tmp_path: Path) -> None:
    """Everything else is listed together, by id."""
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    for name in ("b.yaml", "c.yml", "README.md", "rubric.schema.json", ".d.yaml"):
        add_bank(shipped, name)
    for name in ("a.yml", "a.yaml", "b.yml"):
        add_bank(own, name)
    files = rubric_files(Paths(own, shipped, tmp_path, tmp_path))
    expected = {"a": own / "a.yaml", "b": own / "b.yml", "c": shipped / "c.yml"}
    assert list(files.items()) == list(expected.items())
    assert list(rubric_files(Paths(None, shipped, tmp_path, tmp_path))) == ["b", "c"]


def test_a_chosen_folder_that_is_missing_is_said(tmp_path: Path) -> None:
    """A typing error in --rubrics must not look like a folder without banks."""
    with pytest.raises(UsageError, match="gone: is not a folder; give --rubrics a folder"):
        rubric_files(Paths(tmp_path / "gone", tmp_path, tmp_path, tmp_path))


def test_importing_costs_no_platformdirs() -> None:
    """The help text must not wait for it."""
    code = "import sys, interviewer.storage.paths; sys.exit('platformdirs' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
