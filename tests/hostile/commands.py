"""Every command in a folder where everything says something hostile: how to call each."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import click

from interviewer.cli.program import program
from tests.hostile.banks import GOOD, save_evil_session, write_evil_bank
from tests.hostile.texts import KEEPABLE
from tests.unit.cli.conftest import Done, Run

MARK = "\u00a7"
"""Stands before each hostile text, so that what is left out altogether is noticed."""

ALL = f"{MARK} {' '.join(text.replace(chr(0), '') for text in KEEPABLE)}"
TYPED = ALL.replace("\n", " ").replace("\r", " ")
BANK, TURN = ("--rubric", "evil"), ("--turn", "2", "--criterion", "caps")

CALLS: dict[str, tuple[tuple[str, ...], ...]] = {
    "calibrate": ((*BANK, "--marked", "marks.csv", "--output", "calibration.json"),),
    "grade": (
        (*BANK, "--item", "clipping", "answer.txt"),
        (*BANK, "--answers", "answers.csv", "--output", "out.csv"),
    ),
    "paths": ((),),
    "progress": ((), BANK),
    "resume": (("--plain",),),
    "rubric check": (("evil",), ("evil", "--notes", "--cross")),
    "rubric diff": (("evil", "rubrics/other.yaml"), ("evil", "rubrics/other.yaml", "--all")),
    "rubric edit": (("evil", "--yes"),),
    "rubric export": (
        ("evil", "--format", "csv", "--output", "bank.csv"),
        ("evil", "--format", "markdown", "--output", "bank.md"),
        ("evil", "--format", "anki", "--output", "bank.apkg"),
    ),
    "rubric import": (("questions.csv", "--output", "imported.yaml"),),
    "rubric list": ((),),
    "rubric mark": (
        (*BANK, "--answers", "answers.csv", "--output", "given.csv"),
        (*BANK, "--output", "marks.csv", "--agreement"),
        (*BANK, "--compare", "marks.csv", "marks.csv"),
    ),
    "rubric mine": (BANK, (*BANK, "--answers", "answers.csv")),
    "rubric new": (("new.yaml",),),
    "rubric schema": ((),),
    "rubric show": (("evil",), ("evil", "--item", "clipping")),
    "rubric stats": (BANK,),
    "rubric test": (("evil",), ("evil", "--all")),
    "rubric try": (("evil", "--item", "clipping", "answer.txt"),),
    "run": (("--plain", *BANK, "--items", "1", "--untimed"),),
    "transcript contest": ((*TURN, "--note", TYPED),),
    "transcript delete": (("--all", "--yes"),),
    "transcript export": tuple(
        ("--output", "-", "--format", form) for form in ("md", "html", "json", "csv")
    ),
    "transcript list": ((), ("--text", "gradients")),
    "transcript override": ((*TURN, "--points", "1", "--reason", TYPED, "--by", TYPED),),
    "transcript regrade": (("--all", "--workers", "1"), ("--all", "--dry-run")),
    "transcript show": ((), ("--why",)),
}
"""What to call each command with, once or more."""

EACH = [(name, call) for name, calls in CALLS.items() for call in calls]
NAMES = [f"{name} {number}" for number, (name, _) in enumerate(EACH)]


def every_command(command: click.Command = program, path: str = "") -> Iterator[str]:
    """Yield the words of each command that is no group."""
    if not isinstance(command, click.Group):
        yield path
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        child = command.get_command(context, name)
        assert child is not None
        yield from every_command(child, f"{path} {name}".strip())


def command_of(name: str) -> click.Command:
    """Return a command by the words that call it."""
    command: click.Command | None = program
    for word in name.split():
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), word)
    assert command is not None
    return command


def takes_json(name: str) -> bool:
    """Return whether a command can print JSON."""
    return any("--json" in option.opts for option in command_of(name).params)


def formats(name: str) -> set[str]:
    """Return what a command takes as its --format."""
    (option,) = (option for option in command_of(name).params if "--format" in option.opts)
    assert isinstance(option.type, click.Choice)
    return set(option.type.choices)


def typed_for(name: str) -> str:
    """Return what somebody types into a command that asks for something."""
    if name == "rubric mark":
        return "1\n?\n\n0.5\n"
    return f"{TYPED}\n/stop\n"


def lay_out(folder: Path, interviewer: Run) -> None:
    """Put banks, sessions, answers, marks and questions into a folder; one session is open."""
    rubrics, transcripts = folder / "rubrics", folder / "transcripts"
    write_evil_bank(rubrics, ALL)
    write_evil_bank(rubrics, f"Other {ALL}", "other")
    done: Done = interviewer("run", "--plain", *BANK, "--untimed", given=f"{TYPED}\n")
    assert done.returncode == 0, done
    for days in (1, 2, 3):
        save_evil_session(transcripts, ALL, days, "evil")
    (folder / "answer.txt").write_text(f"It {GOOD}. {ALL}", "utf-8")
    good = f"It {GOOD} and puts a ceiling on it {MARK}"
    answers = [f"{good}, number {number} {ALL}" for number in range(12)]
    answers += [f"It buys computers, number {number}." for number in range(12)]
    marked = [["clipping", text, str(1 - place // 12)] for place, text in enumerate(answers)]
    write_table(folder / "marks.csv", ["item_id", "answer", "score"], marked)
    write_table(folder / "answers.csv", ["item_id", "answer"], [row[:2] for row in marked])
    write_table(folder / "questions.csv", ["question", "answer"], [[ALL, ALL], ["Why?", ALL]])


def write_table(path: Path, heading: list[str], rows: list[list[str]]) -> None:
    """Write a CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([heading, *rows])
    path.write_bytes(text.getvalue().encode())
