"""`interviewer run` and `interviewer resume`: take an interview, go on with one."""

import math
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from interviewer.cli.options import STAGES, find_paths, folder_options

if TYPE_CHECKING:
    from interviewer.services.interview import Interview
    from interviewer.storage.paths import Paths


class _Amount(click.FloatRange):
    """A number in a range; nan is in none, and lies in every one for click."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number."""
        amount: float = super().convert(value, param, ctx)
        if math.isnan(amount):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return amount


@click.command()
@click.option("--rubric", metavar="ID|FILE", help="The bank to ask from.")
@click.option(
    "--stage", "stages", type=click.Choice(STAGES), multiple=True, help="A stage; repeatable."
)
@click.option("--items", type=click.IntRange(1, 50), help="Questions a stage (3 by default).")
@click.option("--minutes", type=_Amount(0.1, 600), help="The time for the whole session.")
@click.option("--untimed", is_flag=True, help="Without any clock.")
@click.option(
    "--mode",
    type=click.Choice(("practice", "live")),
    default="practice",
    show_default=True,
    help="Marks after each answer, or only at the end.",
)
@click.option("--gate", is_flag=True, help="End after a stage that was not passed.")
@click.option("--topic", default="", help="A drill: questions on this topic alone.")
@click.option(
    "--extra-time",
    type=_Amount(0, 300),
    default=0.0,
    metavar="PERCENT",
    help="More time for every question and for the session.",
)
@click.option("--fresh", is_flag=True, help="Plan without a look at earlier sessions.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    help="With the same past, the same seed asks the same questions.",
)
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
    topic: str,
    extra_time: float,
    fresh: bool,
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
    from interviewer.services.history import read_standings
    from interviewer.services.interview_start import begin_interview
    from interviewer.services.phrases import phrases_in_force

    if untimed and minutes is not None:
        raise click.UsageError("--untimed and --minutes exclude each other; give one of them.")
    paths = find_paths(context, rubrics, transcripts)
    bank = load_bank(paths, rubric or default_bank(paths))
    clock = SystemClock()
    past = {} if fresh else read_standings(paths.transcripts, bank, clock.now())
    settings = complete_settings(
        bank,
        [Stage(stage) for stage in stages],
        items or DEFAULT_ITEMS_PER_STAGE,
        minutes,
        not untimed,
        Mode(mode),
        gate,
        new_seed() if seed is None else seed,
        topic,
        extra_time,
        fresh,
        past,
    )
    if not plain:
        context.exit(open_interview(paths, bank, settings, past))
    phrases = phrases_in_force(paths)
    loader = GraderLoader(bank)
    loader.start()
    folder, token = paths.transcripts, new_token()
    _hold_plain(begin_interview(bank, settings, folder, clock, token, loader, phrases, past))


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
    from interviewer.services.interview_start import reopen_interview
    from interviewer.services.phrases import phrases_in_force

    paths = find_paths(context, rubrics, transcripts)
    path = _session_path(paths, session)
    if not plain:
        context.exit(open_session(paths, path))
    phrases = phrases_in_force(paths)
    _hold_plain(reopen_interview(path, SystemClock(), GraderLoader, phrases))


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
    from interviewer.cli.waiting_lines import WaitingLines

    interactive = sys.stdin.isatty()

    lines = WaitingLines(sys.stdin) if interactive else None

    def read_line(prompt: str, meanwhile: Callable[[], None]) -> str | None:
        if interactive:
            sys.stdout.write(prompt)
        sys.stdout.flush()
        line = lines.next(meanwhile) if lines is not None else sys.stdin.readline()
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
