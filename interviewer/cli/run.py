"""`interviewer run` and `interviewer resume`: take an interview, go on with one."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options

if TYPE_CHECKING:
    from interviewer.services.interview import Interview
    from interviewer.storage.paths import Paths

_STAGES = ("basic", "fresher", "experienced")


@click.command()
@click.option("--rubric", metavar="ID|FILE", help="The bank to ask from.")
@click.option(
    "--stage", "stages", type=click.Choice(_STAGES), multiple=True, help="A stage; repeatable."
)
@click.option("--items", type=click.IntRange(1, 50), help="Questions a stage (3 by default).")
@click.option("--minutes", type=click.FloatRange(0.1, 600), help="The time for the whole session.")
@click.option("--untimed", is_flag=True, help="Without any clock.")
@click.option(
    "--mode",
    type=click.Choice(("practice", "live")),
    default="practice",
    show_default=True,
    help="Marks after each answer, or only at the end.",
)
@click.option("--gate", is_flag=True, help="End after a stage that was not passed.")
@click.option("--seed", type=click.IntRange(min=0), help="The same seed asks the same questions.")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes.")
@folder_options
@click.pass_context
def run(
    context: click.Context,
    rubric: str | None,
    stages: tuple[str, ...],
    items: int | None,
    minutes: float | None,
    untimed: bool,
    mode: str,
    gate: bool,
    seed: int | None,
    plain: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Take an interview."""
    from interviewer.cli.app import new_seed, new_token, open_interview
    from interviewer.model.rubric import Stage
    from interviewer.model.session import Mode
    from interviewer.services.banks import default_bank, load_bank
    from interviewer.services.choices import DEFAULT_ITEMS_PER_STAGE, complete_settings
    from interviewer.services.clock import SystemClock
    from interviewer.services.grader_loader import GraderLoader
    from interviewer.services.interview import begin_interview

    if untimed and minutes is not None:
        raise click.UsageError("--untimed and --minutes exclude each other; give one of them.")
    paths = find_paths(context, rubrics, transcripts)
    bank = load_bank(paths, rubric or default_bank(paths))
    settings = complete_settings(
        bank,
        [Stage(stage) for stage in stages],
        items or DEFAULT_ITEMS_PER_STAGE,
        minutes,
        not untimed,
        Mode(mode),
        gate,
        new_seed() if seed is None else seed,
    )
    if not plain:
        context.exit(open_interview(paths, bank, settings))
    loader = GraderLoader(bank)
    loader.start()
    _hold_plain(
        begin_interview(bank, settings, paths.transcripts, SystemClock(), new_token(), loader)
    )


@click.command()
@click.argument("session", required=False)
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes.")
@folder_options
@click.pass_context
def resume(
    context: click.Context,
    session: str | None,
    plain: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Go on with an interview: SESSION, or the newest that is not finished."""
    from interviewer.cli.app import open_session
    from interviewer.services.clock import SystemClock
    from interviewer.services.grader_loader import GraderLoader
    from interviewer.services.interview import reopen_interview

    paths = find_paths(context, rubrics, transcripts)
    path = _session_path(paths, session)
    if not plain:
        context.exit(open_session(paths, path))
    _hold_plain(reopen_interview(path, SystemClock(), GraderLoader))


def _session_path(paths: "Paths", session: str | None) -> Path:
    from interviewer.model.errors import UsageError
    from interviewer.services.sessions import latest_unfinished
    from interviewer.storage.transcript_log import find_session

    if session is not None:
        return find_session(paths.transcripts, session)
    path = latest_unfinished(paths.transcripts)
    if path is None:
        raise UsageError("no session waits to be resumed; 'interviewer run' starts one")
    return path


def _hold_plain(interview: "Interview") -> None:
    """Hold an interview on standard input and output."""
    from interviewer.cli.output import say
    from interviewer.cli.plain import Console, hold

    interactive = sys.stdin.isatty()

    def read_line(prompt: str) -> str | None:
        if interactive:
            sys.stdout.write(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
        return line.rstrip("\r\n") if line else None

    with _ended_by_signals():
        hold(interview, Console(read_line, say, interactive))


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A closed window or a shutdown leaves the session paused, as Ctrl+C does."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = [(number, signal.signal(number, end)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
