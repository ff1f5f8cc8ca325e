"""The entry point: what a start costs, and how every error ends."""

import os
import sys
from pathlib import Path

from interviewer.model.errors import InterviewerError
from interviewer.model.text import clean_text

UNEXPECTED = 70
"""The exit code of a fault in the program itself (EX_SOFTWARE of sysexits.h)."""


def main() -> None:
    """Run the program; every error ends in one clear line and an exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # Whatever the locale, what a terminal cannot show must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = _open_app() if len(sys.argv) == 1 else _run_command()
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = 130
    except InterviewerError as error:
        code = error.exit_code
        _say(str(error))
    except BrokenPipeError:
        # The reader went away: nothing more to say, and nothing to complain about either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        # No traceback: it would show a candidate's words. The place of the fault is enough.
        code = UNEXPECTED
        _say(_describe(error))
    sys.exit(code)


def _open_app() -> int:
    """Open the app without click, which has nothing to parse here and costs a tenth of a start."""
    from interviewer.cli.app import open_home
    from interviewer.storage.paths import resolve_paths

    return open_home(resolve_paths(None, None, Path.cwd(), os.environ))


def _run_command() -> int:
    from interviewer.cli.program import run_program

    return run_program()


def _say(line: str) -> None:
    sys.stderr.write(f"interviewer: {clean_text(line)}\n")


def _describe(error: Exception) -> str:
    """Return what went wrong inside the program, without any text that someone typed."""
    place = "unknown place"
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        place = f"{file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"a fault in the program ({type(error).__name__} at {place}); "
        "nothing that was sent is lost, 'interviewer resume' goes on"
    )
