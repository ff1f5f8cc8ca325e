"""Printing: text that is safe for a terminal, tables, JSON."""

import json
import sys
from collections.abc import Sequence

import click

from interviewer.model.text import clean_text, one_line
from interviewer.services.json_text import printable_json


def say(text: str = "", error: bool = False) -> None:
    """Print text without any control character that people may have written into it."""
    click.echo(clean_text(text), err=error)


def print_json(data: object) -> None:
    """Print data as JSON; what a terminal might not show as it is stands there as an escape."""
    click.echo(printable_json(data) if _is_unicode() else json.dumps(data, indent=2))


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns; the last column may be as long as it likes."""
    cells = [[one_line(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    for row in cells:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(padded).rstrip())


def _is_unicode() -> bool:
    # Where standard output is closed there is nothing to ask, and nothing is printed either.
    encoding = getattr(sys.stdout, "encoding", None) or ""
    return encoding.lower().replace("-", "") == "utf8"
