"""The rubric copies beside the transcripts."""

import hashlib
import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.model.errors import StorageError
from interviewer.model.rubric import Band, Criterion, Example, Item, Misconception, Rubric, Stage
from interviewer.storage.rubric_copies import keep_rubric, load_rubric_copy

ITEM = Item(
    id="gradient-clipping",
    stage=Stage.FRESHER,
    prompt="What is gradient clipping \N{SNOWMAN}?",
    references=("It caps the norm.",),
    minutes=2,
    criteria=(Criterion("cap", 2, "It caps.", ("cap|limit gradient",)),),
    misconceptions=(Misconception("cures", "It does not.", ("cure vanishing",)),),
    examples=(Example(Band.STRONG, "It caps the gradient."),),
)
RUBRIC = Rubric("deep-learning", "Deep learning", (ITEM,), (("sgd", "descent"),))


def test_a_copy_is_the_same_rubric(tmp_path: Path) -> None:
    """What is loaded has the content and the hash of what was kept."""
    path = keep_rubric(tmp_path, RUBRIC)
    assert path == tmp_path / "rubrics" / f"{RUBRIC.content_hash}.json"
    loaded = load_rubric_copy(tmp_path, RUBRIC.content_hash)
    assert loaded == RUBRIC
    assert loaded.content_hash == RUBRIC.content_hash
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_name_of_a_copy_is_the_hash_of_its_bytes(tmp_path: Path) -> None:
    """Any tool can check a copy; and the codec and the model agree on what is hashed."""
    path = keep_rubric(tmp_path, RUBRIC)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem


def test_a_good_copy_is_left_alone(tmp_path: Path) -> None:
    """Keeping again writes nothing."""
    path = keep_rubric(tmp_path, RUBRIC)
    before = path.stat()
    assert keep_rubric(tmp_path, RUBRIC) == path
    assert path.stat().st_ino == before.st_ino


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b"[" * 100_000, b"null", b"{}"])
def test_a_damaged_copy_is_said_and_mended_by_keeping_again(damage: bytes, tmp_path: Path) -> None:
    """Loading refuses it; the next session with the same rubric puts a good one there."""
    path = keep_rubric(tmp_path, RUBRIC)
    path.write_bytes(damage)
    with pytest.raises(StorageError, match="was edited or damaged since it graded this session"):
        load_rubric_copy(tmp_path, RUBRIC.content_hash)
    keep_rubric(tmp_path, RUBRIC)
    assert load_rubric_copy(tmp_path, RUBRIC.content_hash) == RUBRIC


def test_an_edited_copy_is_refused(tmp_path: Path) -> None:
    """A valid rubric that is not the one that graded the session is no copy of it."""
    path = keep_rubric(tmp_path, RUBRIC)
    edited = keep_rubric(tmp_path, replace(RUBRIC, title="Easier"))
    path.write_bytes(edited.read_bytes())
    with pytest.raises(StorageError, match=f"^{path}: was edited"):
        load_rubric_copy(tmp_path, RUBRIC.content_hash)


def test_layout_does_not_count(tmp_path: Path) -> None:
    """A copy that was pretty-printed to be read is still the same rubric."""
    path = keep_rubric(tmp_path, RUBRIC)
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=2) + "\n")
    assert load_rubric_copy(tmp_path, RUBRIC.content_hash) == RUBRIC


def test_a_missing_copy_is_said(tmp_path: Path) -> None:
    """The error names the file that should be there."""
    name = f"{RUBRIC.content_hash}.json: the rubric that graded this session is missing"
    with pytest.raises(StorageError, match=name):
        load_rubric_copy(tmp_path, RUBRIC.content_hash)


def put_copy(folder: Path, data: object) -> str:
    """Put a copy there whose hash fits, as another version of the program would; return it."""
    content = json.dumps(data, sort_keys=True).encode()
    content_hash = hashlib.sha256(content).hexdigest()
    (folder / "rubrics").mkdir(exist_ok=True)
    (folder / "rubrics" / f"{content_hash}.json").write_bytes(content)
    return content_hash


def test_copies_of_other_versions_load_as_far_as_they_can(tmp_path: Path) -> None:
    """A field more, or one less that has a default, is no edit; what cannot be read is said."""
    data = json.loads(keep_rubric(tmp_path, RUBRIC).read_bytes())
    older = {key: value for key, value in data.items() if key != "window"}
    for other in (data | {"author": "a coach"}, older):
        assert load_rubric_copy(tmp_path, put_copy(tmp_path, other)) == RUBRIC
    with pytest.raises(StorageError, match=r"another version .* \(items: must be a list"):
        load_rubric_copy(tmp_path, put_copy(tmp_path, data | {"items": "none"}))


@pytest.mark.parametrize("content_hash", ["", "../../secret", "0" * 63, "G" * 64])
def test_a_hash_never_leads_outside_the_folder(content_hash: str, tmp_path: Path) -> None:
    """The hash comes from a file that anyone may have edited."""
    with pytest.raises(StorageError, match="not 64 hex digits"):
        load_rubric_copy(tmp_path, content_hash)
