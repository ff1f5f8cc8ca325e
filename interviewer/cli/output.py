"""Printing: text that is safe for a terminal, tables, JSON."""

import json
import sys
from collections.abc import Sequence

import click

from interviewer.model.text import clean_text, one_line


def say(text: str = "", error: bool = False) -> None:
    """Print text without any control character that people may have written into it."""
    click.echo(clean_text(text), err=error)


def print_json(data: object) -> None:
    """Print data as JSON; control characters are escaped by it, the others kept readable."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=not _is_unicode()))


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns; the last column may be as long as it likes."""
    cells = [[one_line(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    for row in cells:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(padded).rstrip())


def _is_unicode() -> bool:
    encoding = sys.stdout.encoding or ""
    return encoding.lower().replace("-", "") == "utf8"
