"""The grader gets ready in the background."""

from threading import Event, Thread, current_thread

import pytest

from interviewer.grading.grader import Grader
from interviewer.model.rubric import Rubric
from interviewer.services import grader_loader
from interviewer.services.grader_loader import GraderLoader
from tests.factories import make_grader, make_rubric

RUBRIC = make_rubric()


def test_it_gives_the_grader_of_the_rubric() -> None:
    """The real one; the same one every time."""
    loader = GraderLoader(RUBRIC)
    ready_before = loader.is_ready
    marker = loader()
    assert (ready_before, loader.is_ready) == (False, True)
    assert marker.assess("clipping", "It caps the norm.").points >= 2
    assert loader() is marker


def test_it_loads_once_in_a_thread_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever calls first waits; nobody loads again; the thread never holds up the exit."""
    release = Event()
    threads: list[Thread] = []

    def load(rubric: Rubric, apart: bool) -> Grader:
        assert apart
        threads.append(current_thread())
        assert release.wait(30)
        return make_grader(rubric)

    monkeypatch.setattr(grader_loader, "grader_of", load)
    loader = GraderLoader(RUBRIC)
    loader.start()
    loader.start()
    assert not loader.is_ready
    release.set()
    loader()
    loader()
    (thread,) = threads
    assert thread is not current_thread()
    assert thread.daemon


def test_nothing_is_loaded_before_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making a loader costs nothing."""
    loaded: list[Rubric] = []
    monkeypatch.setattr(grader_loader, "grader_of", loaded.append)
    GraderLoader(RUBRIC)
    assert loaded == []


@pytest.mark.parametrize("error", [MemoryError("no room"), SystemExit(3)])
def test_an_error_is_raised_where_the_grader_is_needed(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Not lost in the thread; every call raises it."""

    def fail(rubric: Rubric, apart: bool) -> Grader:  # as it is called
        raise error

    monkeypatch.setattr(grader_loader, "grader_of", fail)
    loader = GraderLoader(RUBRIC)
    for _ in range(2):
        with pytest.raises(type(error)) as caught:
            loader()
        assert caught.value is error
    assert loader.is_ready
