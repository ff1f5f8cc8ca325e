"""What the docs point at is there: files, headings, commands and their options."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from interviewer.cli.program import program

ROOT = Path(__file__).parents[3]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
)


def links_of(text: str) -> list[str]:
    """Return where the links and pictures of a page lead, but for other sites."""
    found = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S))
    return [target for target in found if "://" not in target]


def anchors_of(text: str) -> set[str]:
    """Return the names of the headings, as they are made of their words."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def broken_links(page: Path, text: str) -> list[str]:
    """Return the links of a page that lead nowhere."""
    broken = []
    for target in links_of(text):
        name, _, anchor = target.partition("#")
        path = page.parent / name if name else page
        is_there = path.exists() and (
            not anchor or anchor in anchors_of(path.read_text("utf-8") if name else text)
        )
        broken += [] if is_there else [target]
    return broken


def commands_of(text: str) -> Iterator[list[str]]:
    """Yield the words of each command that stands on a line of its own in a box."""
    for line in re.findall(r"^    interviewer +(.+)$", text, re.MULTILINE):
        yield shlex.split(line, comments=True)


def wrong_words(words: list[str]) -> list[str]:
    """Return the commands and options among the words of a command that there are not."""
    command: click.Command = program
    wrong, rest = [], list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        found = command.get_command(click.Context(command), rest[0])
        if found is None:
            return [rest[0]]
        command, rest = found, rest[1:]
    known = {name for option in command.params for name in option.opts} | {"--help", "--version"}
    wrong += [word for word in rest if word.startswith("--") and word not in known]
    return wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_and_commands(page: Path) -> None:
    text = page.read_text("utf-8")
    assert broken_links(page, text) == []
    assert [(words, wrong_words(words)) for words in commands_of(text) if wrong_words(words)] == []


def test_what_is_broken_is_found() -> None:
    """A file, a heading, a command and an option that there are not."""
    page = ROOT / "docs" / "patterns.md"
    text = "# One\n[a](nowhere.md) [b](#two) [c](#one) ![d](pictures/interview.svg)\n"
    assert broken_links(page, text) == ["nowhere.md", "#two"]
    commands = "    interviewer rubric chekc my-bank\n    interviewer grade --rubrik a  # --no\n"
    assert [wrong_words(words) for words in commands_of(commands)] == [["chekc"], ["--rubrik"]]
