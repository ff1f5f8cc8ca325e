"""The set-up: ``make`` with fake interpreters on PATH, and the lock file."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("make", "sh", "cp", "dirname", "mkdir", "rm", "touch")
needs_make = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="make or a POSIX shell is missing"
)

# Logs its calls, says which version it is, and "builds" a .venv that holds itself.
FAKE_PYTHON = """#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in
    --version) echo "Python {version}" ;;
    *ensurepip*) {ensurepip} ;;
    "-m venv"*) rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
    *"{failing}"*) echo "ERROR: no route to host" >&2; exit 1 ;;
esac
"""


class Checkout:
    """A copy of the set-up, in a folder with a space in its name, with its own PATH."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "check out"
        self.bin = folder / "bin"
        self.calls = folder / "calls"
        self.stamp = self.root / ".venv/.stamp"
        (self.root / "scripts").mkdir(parents=True)
        self.bin.mkdir()
        for name in ("Makefile", "pyproject.toml", "requirements.lock", "scripts/setup_venv.sh"):
            shutil.copy(ROOT / name, self.root / name)
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool) or tool)

    def add_python(
        self, name: str, version: str, *, ensurepip: bool = True, failing: str = "nothing"
    ) -> None:
        """Puts a fake interpreter on PATH; ``failing`` is the call that goes wrong."""
        python = self.bin / name
        python.write_text(
            FAKE_PYTHON.format(
                version=version, ensurepip="exit 0" if ensurepip else "exit 1", failing=failing
            )
        )
        python.chmod(0o755)

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs make with nothing from outside in its environment."""
        self.calls.write_text("")
        return subprocess.run(
            [self.bin / "make", *arguments],
            cwd=self.root,
            env={"PATH": str(self.bin), "CALLS": str(self.calls)},
            capture_output=True,
            text=True,
            check=False,
        )

    def complaint(self, *arguments: str) -> str:
        """The one line that a failing make prints before its own closing line."""
        result = self.make(*arguments)
        assert result.returncode != 0
        assert result.stdout == ""
        assert not self.stamp.exists()
        line, closing = result.stderr.splitlines()
        assert closing.startswith("make: ***")
        return line


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout without any interpreter on its PATH."""
    return Checkout(tmp_path)


@needs_make
def test_no_python_is_told_in_one_line(checkout: Checkout) -> None:
    """Without an interpreter the set-up says what to install, and fails."""
    assert checkout.complaint("run") == (
        "Python 3.11 or newer is needed; none was found. "
        "Install it, or name one: make run PYTHON=/path/to/python3.12"
    )


@needs_make
@pytest.mark.parametrize("version", ["2.7.18", "3.9.2", "3.10.13"])
def test_old_python_is_told_in_one_line(checkout: Checkout, version: str) -> None:
    """An interpreter that is too old is named with its version."""
    checkout.add_python("python3", version)
    assert checkout.complaint("run") == (
        f"Python 3.11 or newer is needed; python3 is {version}. "
        "Install it, or name one: make run PYTHON=/path/to/python3.12"
    )


@needs_make
def test_missing_ensurepip_is_told_in_one_line(checkout: Checkout) -> None:
    """Debian's Python without its venv package: the line names that package."""
    checkout.add_python("python3", "3.11.2", ensurepip=False)
    assert checkout.complaint("venv") == (
        "python3-venv is missing: apt install python3-venv (Debian, Ubuntu), then run make again"
    )


@needs_make
def test_named_python_that_does_not_run_is_told_in_one_line(checkout: Checkout) -> None:
    """A wrong PYTHON is reported, not replaced by another interpreter."""
    checkout.add_python("python3", "3.12.1")
    line = checkout.complaint("run", "PYTHON=/no/such/python")
    assert line.startswith("Python 3.11 or newer is needed; /no/such/python does not run. ")


@needs_make
def test_old_python3_gives_way_to_a_newer_one(checkout: Checkout) -> None:
    """A python3 that is too old does not hide a python3.12 beside it."""
    checkout.add_python("python3", "3.9.2")
    checkout.add_python("python3.12", "3.12.1")
    result = checkout.make("venv")
    assert (result.returncode, result.stderr) == (0, "")
    assert "python3.12 3.12.1" in result.stdout


@needs_make
def test_second_make_installs_nothing(checkout: Checkout) -> None:
    """A finished set-up is not touched again."""
    checkout.add_python("python3", "3.13.0")
    checkout.make("venv")
    assert "pip install" in checkout.calls.read_text()
    assert checkout.make("venv").returncode == 0
    assert checkout.calls.read_text() == ""


@needs_make
@pytest.mark.parametrize("changed", ["pyproject.toml", "requirements.lock"])
def test_changed_requirements_install_again(checkout: Checkout, changed: str) -> None:
    """A newer pyproject.toml or lock is installed into the .venv that is there."""
    checkout.add_python("python3", "3.13.0")
    checkout.make("venv")
    # The stamp is made the older one: waiting for the clock would take longer.
    past = (checkout.root / changed).stat().st_mtime - 60
    for name in ("pyproject.toml", "requirements.lock"):
        os.utime(checkout.root / name, (past - 60, past - 60))
    os.utime(checkout.stamp, (past, past))
    os.utime(checkout.root / changed)
    checkout.make("venv")
    assert "--require-hashes -r requirements.lock" in checkout.calls.read_text()
    assert "-m venv" not in checkout.calls.read_text()


@needs_make
def test_interrupted_set_up_is_repaired(checkout: Checkout) -> None:
    """A set-up that failed half way leaves no stamp, and the next one starts from scratch."""
    checkout.add_python("python3", "3.13.0", failing="--require-hashes")
    failed = checkout.make("venv")
    assert failed.returncode != 0
    assert "requirements.lock could not be installed" in failed.stderr
    assert not checkout.stamp.exists()
    checkout.add_python("python3", "3.13.0")
    assert checkout.make("venv").returncode == 0
    assert "-m venv --clear .venv" in checkout.calls.read_text()
    assert checkout.stamp.exists()


@needs_make
def test_requirement_outside_the_lock_is_told(checkout: Checkout) -> None:
    """Where pyproject.toml asks for more than the lock holds, the way out is named."""
    checkout.add_python("python3", "3.13.0", failing="--dry-run")
    result = checkout.make("venv")
    assert result.returncode != 0
    assert "hold: run make lock" in result.stderr
    assert not checkout.stamp.exists()


@needs_make
def test_make_alone_prints_the_targets(checkout: Checkout) -> None:
    """``make`` sets nothing up: it lists what there is."""
    (checkout.bin / "sed").symlink_to(shutil.which("sed") or "sed")
    result = checkout.make()
    targets = [line.split(":")[0] for line in result.stdout.splitlines()]
    wanted = "help run venv test coverage check fuzz bench lock clean"
    assert targets == wanted.split()
    assert checkout.calls.read_text() == ""


def locked() -> dict[str, str]:
    """Each requirement of the lock by its normalised name, with all its lines joined."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {normal(line): line for line in lines}


def normal(requirement: str) -> str:
    """The name at the start of a requirement, as package indexes compare it."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match.group()).lower()


def test_lock_names_no_host_and_no_path() -> None:
    """The lock holds names, versions and hashes: any registry will do."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert " @ " not in text
    assert not re.search(r"^\s*(-|[./~])(?!-hash=)", text, re.MULTILINE)


def test_every_locked_requirement_is_pinned_and_hashed() -> None:
    """An install can tell that it got the very files that were locked."""
    for line in locked().values():
        assert re.match(r"[a-z0-9-]+==[^ ]+ ", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", line), line


def test_lock_holds_everything_pyproject_asks_for() -> None:
    """Each direct dependency, of the program and of its development, is locked."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {normal(requirement) for requirement in wanted} <= locked().keys()
