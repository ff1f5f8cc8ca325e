"""A clock that is turned by hand, and an interview that has asked its first question."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.services.interview import Interview
from tests.factories import FakeClock
from tests.unit.services.interviews import (
    begin,
)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def interview(tmp_path: Path, clock: FakeClock) -> Iterator[Interview]:
    live = begin(tmp_path / "transcripts", clock)
    yield live
    live.close()
