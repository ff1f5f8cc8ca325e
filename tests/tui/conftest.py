"""What the tests of the app share."""

from pathlib import Path

import pytest

from tests.factories import FakeClock
from tests.tui.pilots import Desk


@pytest.fixture(autouse=True)
def coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw in colour whatever the environment says; the test of NO_COLOR sets it itself."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with everything an app needs."""
    return Desk(tmp_path, FakeClock())
