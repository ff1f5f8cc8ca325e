"""What the hostile tests share with those of the command line and of the app."""

from tests.tui.conftest import coloured as coloured
from tests.tui.conftest import desk as desk
from tests.unit.cli.conftest import interviewer as interviewer
