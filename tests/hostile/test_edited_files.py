"""Files of the program's own that were edited, cut or replaced: never trusted, never executed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from interviewer.model.calibration import Agreement, Calibration
from interviewer.model.errors import InputError, InterviewerError
from interviewer.services.calibrate import calibrated_grader
from interviewer.services.sessions import list_past, open_past_file
from interviewer.storage.answers_draft import keep_answers, read_answers
from interviewer.storage.calibration_file import read_calibration, write_calibration
from interviewer.storage.rubric_versions import Draft, draft_path, keep_draft, read_draft
from tests.factories import CLIPPING, make_grader, make_rubric
from tests.hostile.damage import damages
from tests.hostile.scale import scaled
from tests.hostile.texts import commands_in
from tests.tui.reviews import finished, saved, script
from tests.unit.cli.conftest import Run

Found = TypeVar("Found")

FLIPS = scaled(20, 500)
RUBRIC = make_rubric()
CALIBRATION = Calibration(
    RUBRIC.id,
    RUBRIC.content_hash,
    {"offset": 0.25, "score": 0.5},
    {"clipping": {"word norm": 0.125}},
    Agreement(20, 0.5, 0.25, 0.5, 0.25),
    Agreement(20, 0.75, 0.125, 0.75, 0.5),
)


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A file that is made where something is unpickled."""
    return tmp_path / "unpickled"


def outcome(call: Callable[[], Found]) -> Found | InterviewerError:
    """Return what a call returns, or our own error, which must be one line fit to be shown."""
    try:
        return call()
    except InterviewerError as error:
        said = str(error)
    with pytest.raises(InterviewerError) as refused:
        call()
    assert str(refused.value) == said
    assert "\n" not in said
    assert commands_in(said) == set()
    return refused.value


def test_a_calibration_is_whole_or_refused_in_one_line(tmp_path: Path, trap: Path) -> None:
    """One that still is one marks within the bounds, whatever its weights."""
    path, grader = tmp_path / "mine.json", make_grader(RUBRIC)
    write_calibration(path, CALIBRATION)
    good = path.read_bytes()
    refused = 0
    for content in damages(good, trap, 41, FLIPS):
        path.write_bytes(content)
        found = outcome(lambda: calibrated_grader(grader, path))
        if isinstance(found, InterviewerError):
            assert isinstance(found, InputError)
            refused += 1
            continue
        assessment = found.assess("clipping", "It caps the norm of exploding gradients.")
        assert 0 <= assessment.points <= assessment.possible
    assert refused > 20
    assert not trap.exists()


@pytest.mark.parametrize(
    "weight", ["1e308", "-1e308", "1e999", "NaN", "9" * 400, "true", "null", '"1"', "[1]"]
)
def test_weights_beyond_all_sense(tmp_path: Path, weight: str) -> None:
    path = tmp_path / "mine.json"
    write_calibration(path, CALIBRATION)
    data = path.read_text("utf-8").replace("0.25", weight).replace("0.125", weight)
    path.write_text(data, "utf-8")
    if weight in ("1e308", "-1e308"):
        marker = calibrated_grader(make_grader(RUBRIC), path)
        assessment = marker.assess("clipping", "It caps the norm of exploding gradients.")
        assert 0 <= assessment.points <= assessment.possible
        return
    with pytest.raises(InputError, match="no calibration"):
        read_calibration(path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has it")
def test_a_calibration_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interviewer.storage.calibration_file.LARGEST_FILE", 1_000_000)
    with pytest.raises(InputError, match="too large"):
        read_calibration(Path("/dev/zero"))


def test_caches_are_made_anew_and_nobody_notices(
    interviewer: Run, tmp_path: Path, trap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of the banks and that of the sessions, whatever is in them."""
    cache = tmp_path / "own-cache"
    saved(tmp_path / "t", finished(script()).events)
    commands = (
        ("rubric", "list", "--json"),
        ("transcript", "list", "--json", "--transcripts", "t"),
    )

    def run_all() -> list[str]:
        monkeypatch.setenv("INTERVIEWER_CACHE", str(cache))  # the fixture takes it back
        done = []
        for command in commands:
            monkeypatch.setenv("INTERVIEWER_CACHE", str(cache))
            done.append(interviewer(*command))
        assert [each.returncode for each in done] == [0, 0]
        assert [each.stderr for each in done] == ["", ""]
        return [each.stdout for each in done]

    shown = run_all()
    files = {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()}
    assert {path.parent.name for path in files} == {"rubrics", "sessions"}
    small = min(files.values(), key=len)
    for content in damages(small, trap, 42, scaled(1, 60)):
        for path in files:
            path.write_bytes(content)
        assert run_all() == shown
    assert not trap.exists()
    assert all(path.read_bytes() == content for path, content in files.items())


def test_sessions_are_read_as_far_as_they_hold(tmp_path: Path, trap: Path) -> None:
    folder = tmp_path / "t"
    path = saved(folder, finished(script()).events)
    (copy,) = (folder / "rubrics").iterdir()
    goods = {path: path.read_bytes(), copy: copy.read_bytes()}
    opened = 0
    for damaged, good in goods.items():
        for content in damages(good, trap, 43, FLIPS):
            damaged.write_bytes(content)
            (entry,) = list_past(folder)
            assert entry.path == path
            past = outcome(lambda: open_past_file(path))
            if not isinstance(past, InterviewerError):
                opened += 1
                assert past.state.started.rubric_id == RUBRIC.id
        damaged.write_bytes(good)
    assert opened > 10, "what is left of a session is shown"
    assert not trap.exists()


def test_drafts_are_whole_or_none(tmp_path: Path, trap: Path) -> None:
    answers = tmp_path / "new-bank.json"
    keep_answers(answers, {"title": "A bank", "id": "a-bank"})
    keep_draft(tmp_path, Path("small.yaml"), CLIPPING.id, Draft("- id: a\n", "- id: b\n"))
    drafted = draft_path(tmp_path, Path("small.yaml"), CLIPPING.id)
    for path in (answers, drafted):
        for content in damages(path.read_bytes(), trap, 44, FLIPS):
            path.write_bytes(content)
            found = read_answers(answers)
            assert all(isinstance(value, str) for value in found.values())
            assert commands_in(json.dumps(found, ensure_ascii=False)) == set()
            draft = read_draft(tmp_path, Path("small.yaml"), CLIPPING.id)
            assert draft is None or isinstance(draft.text + draft.base, str)
    assert not trap.exists()
