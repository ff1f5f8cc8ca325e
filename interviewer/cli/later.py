"""Groups of commands that are imported when they are wanted, and not before every start."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LaterGroup(click.Group):
    """A group some of whose commands lie in modules that are not imported yet."""

    def __init__(self, *arguments: Any, later: Mapping[str, str], **settings: Any) -> None:
        """Know the commands in `later`: their names, and ``package.module:function`` of each."""
        super().__init__(*arguments, **settings)
        self._later = dict(later)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order."""
        return sorted({*super().list_commands(ctx), *self._later})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with this name, imported now, or None."""
        if cmd_name not in self._later:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._later[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command
