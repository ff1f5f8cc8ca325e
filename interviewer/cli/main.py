"""The entry point: what a start costs, and how every error ends."""

import errno
import gc
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from interviewer.model.errors import InterviewerError, StorageError
from interviewer.model.text import clean_text, one_line
from interviewer.storage.collection import collection_paused

UNEXPECTED = 70
"""The exit code of a fault in the program itself (EX_SOFTWARE of sysexits.h)."""

_LONGEST_NAME = 200
# What standard output says where its disk or its reader is gone; files say it with their names.
_OUTPUT_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def main() -> None:
    """Run the program; every error ends in one clear line and an exit code."""
    _prepare_streams()
    with _quiet_threads():
        code = _run_to_the_end()
    # Python looks for garbage once more as it ends, which takes up to a twentieth of a command.
    gc.freeze()
    sys.exit(code)


def _prepare_streams() -> None:
    """Make sure that all three streams are there and that nothing printed can end the program."""
    # Closed by the caller, as in `interviewer paths >&-`: Python leaves None in its place.
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY))
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # Whatever the locale, what a terminal cannot show must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _run_to_the_end() -> int:
    """Run the program and return its exit code; whatever went wrong has been said."""
    try:
        code = _open_app() if len(sys.argv) == 1 else _run_command()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except InterviewerError as error:
        _say(str(error))
        return error.exit_code
    except BrokenPipeError:
        # The reader went away: nothing more to say, and nothing to complain about either.
        _forget_output()
        return 0
    except OSError as error:
        line = _system_trouble(error)
        if line is None:
            return _fault(error)
        _say(line)
        return StorageError.exit_code
    except Exception as error:
        return _fault(error)
    return code


def _open_app() -> int:
    """Open the app without click, which has nothing to parse here and costs a tenth of a start."""
    from interviewer.cli.app import open_home
    from interviewer.storage.paths import resolve_paths

    return open_home(resolve_paths(None, None, Path.cwd(), os.environ))


def _run_command() -> int:
    # Of what is imported nothing is garbage, and looking for some takes a while.
    with collection_paused():
        from interviewer.cli.program import run_program

    return run_program()


@contextmanager
def _quiet_threads() -> Iterator[None]:
    """Say in one line, too, what ends a thread: Python would print what it was working on."""
    before = threading.excepthook

    def tell(ended: threading.ExceptHookArgs) -> None:
        if isinstance(ended.exc_value, Exception):
            _fault(ended.exc_value)

    threading.excepthook = tell
    try:
        yield
    finally:
        threading.excepthook = before


def _forget_output() -> None:
    """Lead standard output nowhere, or Python would try to write the rest when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(line: str) -> None:
    # Where nobody hears it, the exit code tells.
    with suppress(OSError):
        sys.stderr.write(f"interviewer: {clean_text(line)}\n")
        sys.stderr.flush()


def _system_trouble(error: OSError) -> str | None:
    """Return what the system refused and the mend, or None where it is a fault of the program."""
    reason = error.strerror or type(error).__name__
    if isinstance(error.filename, str | bytes):
        name = one_line(os.fsdecode(error.filename))[:_LONGEST_NAME]
        return f"{name}: cannot be used ({reason}); check the name and the folder"
    try:
        Path.cwd()
    except OSError:
        return "the working folder is not there any more; change to another folder"
    if error.errno in _OUTPUT_ERRORS:
        _forget_output()
        return f"the output cannot be written ({reason}); free some space, or write it elsewhere"
    return None


def _fault(error: Exception) -> int:
    """Say that there is a fault in the program, where, and where the report lies."""
    # No traceback: it would show a candidate's words. The place of the fault is enough.
    line = _describe(error)
    with suppress(Exception):
        from datetime import UTC, datetime

        from interviewer.storage.crash_report import told_report
        from interviewer.storage.paths import resolve_paths

        user_data = resolve_paths(None, None, Path.cwd(), os.environ).user_data
        line += told_report(user_data, error, datetime.now(UTC))
    _say(line)
    return UNEXPECTED


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
