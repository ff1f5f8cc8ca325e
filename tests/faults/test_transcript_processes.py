"""Real processes, real kills and real limits: the transcript as the kernel treats it."""

import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interviewer.model.errors import StorageError
from interviewer.model.transcript import Paused
from interviewer.storage.durable import AppendFile
from interviewer.storage.transcript_log import TranscriptWriter, list_sessions, read_transcript

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 8, 51, tzinfo=UTC)

APPENDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from interviewer.model.transcript import Drafted
from interviewer.storage.transcript_log import TranscriptWriter

now = datetime(2026, 11, 20, tzinfo=UTC)
writer = TranscriptWriter.create(Path(sys.argv[1]), "dl", now, "00aa")
while True:
    event = writer.append(Drafted(1, "typed " * 200), now)
    print(event.seq, flush=True)
"""


def test_sigkill_while_writing_loses_no_acknowledged_event(tmp_path: Path) -> None:
    """Every number that the process had printed before it was killed is in the file."""
    command = [sys.executable, "-c", APPENDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        printed = [process.stdout.readline() for _ in range(40)]
        process.send_signal(signal.SIGKILL)
        printed += process.stdout.readlines()
    numbers = [int(line) for line in printed if line.endswith("\n")]
    assert process.returncode == -signal.SIGKILL
    assert len(numbers) >= 40
    (path,) = list_sessions(tmp_path)
    assert set(numbers) <= {event.seq for event in read_transcript(path).events}
    writer = TranscriptWriter.reopen(path)  # the lock is free again
    assert writer.append(Paused(1.0), NOW).seq > numbers[-1]
    writer.close()


def test_a_second_window_is_refused_while_the_first_writes(tmp_path: Path) -> None:
    """Another process holds the file: opening it fails at once, and leaves it as it is."""
    command = [sys.executable, "-c", APPENDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            process.stdout.readline()
            (path,) = list_sessions(tmp_path)
            with pytest.raises(StorageError, match="is open in another interviewer window"):
                TranscriptWriter.reopen(path)
        finally:
            process.kill()
    assert read_transcript(path).events[0].seq == 1


LIMITED = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from interviewer.model.errors import StorageError
from interviewer.model.transcript import Drafted
from interviewer.storage.transcript_log import TranscriptWriter

now = datetime(2026, 11, 20, tzinfo=UTC)
writer = TranscriptWriter.create(Path(sys.argv[1]), "dl", now, "00aa")
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, hard))
try:
    while True:
        print(writer.append(Drafted(1, "typed " * 50), now).seq)
except StorageError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
print(writer.append(Drafted(1, "room again"), now).seq)
"""


def test_a_short_write_of_the_kernel_is_cut_back(tmp_path: Path) -> None:
    """At a real limit the write comes back short: the torn line goes, and the session goes on."""
    command = [sys.executable, "-c", LIMITED, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    *numbers, message, last = result.stdout.splitlines()
    assert "File too large" in message
    (path,) = list_sessions(tmp_path)
    transcript = read_transcript(path)
    assert transcript.problems == ()
    assert [event.seq for event in transcript.events] == [int(n) for n in (*numbers, last)]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_device_is_said_in_one_line() -> None:
    """The kernel's own full disk: the error names it and what to do."""
    file = AppendFile(Path("/dev/full"))
    with pytest.raises(StorageError, match=r"^/dev/full: cannot be written: No space left .*free"):
        file.append(b"line\n")
    file.close()


FULL = """
import subprocess, sys
from datetime import UTC, datetime
from pathlib import Path
from interviewer.model.errors import StorageError
from interviewer.model.transcript import Drafted
from interviewer.storage.durable import write_atomic
from interviewer.storage.transcript_log import TranscriptWriter

folder = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "none", folder], check=True)
filler, kept = folder / "filler", folder / "rubric.json"
filler.write_bytes(b"x" * 40_000)
write_atomic(kept, b"as it was")
now = datetime(2026, 11, 20, tzinfo=UTC)
writer = TranscriptWriter.create(folder, "dl", now, "00aa")
content = b""
try:
    while True:
        writer.append(Drafted(1, "typed " * 50), now)
        content = writer.path.read_bytes()
except StorageError as error:
    print(error)
print(writer.path.read_bytes() == content)
try:
    write_atomic(kept, b"y" * 60_000)
except StorageError as error:
    print(error)
print(kept.read_bytes() == b"as it was", sorted(path.suffix for path in folder.iterdir()))
filler.unlink()
print(writer.append(Drafted(1, "room again"), now).seq == content.count(b"\\n") + 1)
"""
NAMESPACE = ["unshare", "--map-root-user", "--mount"]


def can_mount(folder: Path) -> bool:
    """Return whether this user may mount a file system where nobody else sees it."""
    command = [*NAMESPACE, "mount", "-t", "tmpfs", "none", str(folder)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def test_a_file_system_that_is_full(tmp_path: Path) -> None:
    """Said in one line; the files that are there stay as they were, and it goes on with room."""
    if not can_mount(tmp_path):
        pytest.skip("no file system of a size of its own can be mounted here")
    command = [*NAMESPACE, sys.executable, "-c", FULL, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    log, same, atomic, rest, goes_on = result.stdout.splitlines()
    for line in (log, atomic):
        assert "No space left" in line
        assert "free" in line
    assert (same, rest, goes_on) == ("True", "True ['', '.json', '.jsonl']", "True")
