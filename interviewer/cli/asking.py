"""Questions on the terminal, one line an answer; the end of the input is an answer of its own."""

import sys

import click

from interviewer.model.text import clean_text

GOES_ON = "\\"
"""A line that ends so goes on in the next one, as in `interviewer run --plain`."""


class NoMoreAnswersError(Exception):
    """The input has ended: what was not asked yet keeps its default."""


def ask(question: str, default: str = "", shown: str | None = None) -> str:
    """Return the line that was typed, or the default where it is empty.

    Args:
        question: what is asked, in a few words.
        default: what an empty line stands for.
        shown: how the default is called, where it is too long to be shown.

    Raises:
        NoMoreAnswersError: the input has ended.
        KeyboardInterrupt: Ctrl+C was pressed.
    """
    known = default if shown is None else shown
    prompt = clean_text(f"{question} [{known}]: " if known else f"{question}: ")
    lines = [_line(prompt)]
    while lines[-1].endswith(GOES_ON):
        lines[-1] = lines[-1].removesuffix(GOES_ON).rstrip()
        lines.append(_line("... "))
    text = clean_text("\n".join(lines)).strip()
    return text or default


def _line(prompt: str) -> str:
    """Return a line; on a terminal it can be edited, and be longer than the terminal's own 4 KB."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        import contextlib

        with contextlib.suppress(ImportError):
            import readline  # noqa: F401 - importing it is what makes `input` editable
        try:
            return input(prompt)
        except EOFError:
            raise NoMoreAnswersError from None
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    click.echo()
    if not line:
        raise NoMoreAnswersError
    return line.rstrip("\r\n")
