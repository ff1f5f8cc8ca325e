"""Every command and option is documented."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from interviewer.cli.program import program

ROOT = Path(__file__).parents[3]
DOCS = "\n".join(
    path.read_text("utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
)


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None, f"{path} {name}"
            assert child.name == name
            yield from commands(child, f"{path} {name}")


EVERY = list(commands(program, "interviewer"))


@pytest.mark.parametrize(("path", "command"), EVERY, ids=[path for path, _ in EVERY])
def test_command_is_documented(path: str, command: click.Command) -> None:
    """Each has a help text and options with help, and stands in README or docs."""
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{path} {option.opts}"
    assert path in DOCS, f"{path} is not in README.md or docs/"
