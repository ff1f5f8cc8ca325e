"""How sessions are listed, and found by what people type."""

from pathlib import Path

import pytest

from interviewer.model.errors import UsageError
from interviewer.storage.transcript_log import find_session, list_sessions


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    """Three sessions among other files; a file with a secret lies above them."""
    folder = tmp_path / "transcripts"
    folder.mkdir()
    for name in (
        "20261120T085100Z-deep-learning-00aa",
        "20261119T085100Z-machine-learning-00bb",
        "20261119T085000Z-deep-learning-1111",
    ):
        (folder / f"{name}.jsonl").touch()
    for other in ("README.md", "notes.jsonl", ".20261120T085100Z-deep-learning-00ab.jsonl.1.tmp"):
        (folder / other).touch()
    (folder / "20261118T085100Z-dl-00dd.jsonl").mkdir()
    secret = tmp_path / "20261120T085100Z-dl-00cc.jsonl"
    secret.touch()
    (folder / "20261120T085100Z-dl-00cc.jsonl").symlink_to(secret)
    return folder


def test_sessions_are_listed_newest_first(sessions: Path, tmp_path: Path) -> None:
    """Other files, folders and links are no sessions; a folder that is not there holds none."""
    assert [path.stem for path in list_sessions(sessions)] == [
        "20261120T085100Z-deep-learning-00aa",
        "20261119T085100Z-machine-learning-00bb",
        "20261119T085000Z-deep-learning-1111",
    ]
    assert list_sessions(tmp_path / "gone") == ()


@pytest.mark.parametrize(
    "text",
    [
        "20261120T085100Z-deep-learning-00aa",
        "20261120T085100Z-deep-learning-00aa.jsonl",
        " 20261120 ",
        "00aa",
        "deep-learning-00aa",
    ],
)
def test_a_session_is_found_by_what_names_it_alone(text: str, sessions: Path) -> None:
    """The full id, or a beginning or an end that no other session has."""
    assert find_session(sessions, text).name == "20261120T085100Z-deep-learning-00aa.jsonl"


def test_a_full_id_wins_over_longer_ones(tmp_path: Path) -> None:
    """The id of one session may be how another begins."""
    short, long = "20261120T085100Z-dl-00aa", "20261120T085100Z-dl-00aa-00bb"
    for name in (short, long):
        (tmp_path / f"{name}.jsonl").touch()
    assert find_session(tmp_path, short).stem == short


@pytest.mark.parametrize(
    "text",
    [
        "../20261120T085100Z-dl-00cc",
        "../20261120T085100Z-dl-00cc.jsonl",
        "20261120T085100Z-dl-00cc",
        "README",
        "/etc/passwd",
        "..",
        ".",
        "*",
        "",
        "  ",
    ],
)
def test_no_text_leads_outside_the_folder(text: str, sessions: Path) -> None:
    """What is no session of this folder is refused, with the newest ones to choose from."""
    with pytest.raises(UsageError, match="the newest are: 20261120T085100Z-deep-learning-00aa, "):
        find_session(sessions, text)


def test_an_ambiguous_text_lists_what_fits(sessions: Path) -> None:
    """The candidates are named, the others are not."""
    with pytest.raises(UsageError, match="2 fit") as caught:
        find_session(sessions, "20261119")
    assert "00bb" in str(caught.value)
    assert "1111" in str(caught.value)
    assert "00aa" not in str(caught.value)


def test_at_most_five_candidates_are_listed(tmp_path: Path) -> None:
    """A long list would hide what to do."""
    for number in range(8):
        (tmp_path / f"20261120T085100Z-dl-000{number}.jsonl").touch()
    with pytest.raises(UsageError, match="8 fit") as caught:
        find_session(tmp_path, "2026")
    assert str(caught.value).count("20261120T085100Z") == 5


def test_without_sessions_the_error_says_how_to_start_one(tmp_path: Path) -> None:
    """There is nothing to choose from."""
    with pytest.raises(UsageError, match="holds none; start one with interviewer run"):
        find_session(tmp_path / "gone", "00aa")
