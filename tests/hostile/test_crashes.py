"""A fault in the program itself: one line, a report without anybody's words, nothing typed lost."""

import os
import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from interviewer.services.sessions import list_past, open_past_file
from interviewer.storage.crash_report import MOST_REPORTS, crash_text, write_crash_report
from interviewer.tui.app import InterviewerApp
from interviewer.tui.widgets.conversation import ConversationView
from tests.factories import CLIPPING, NOON
from tests.hostile.texts import commands_in
from tests.tui.pilots import Desk, notice, send, until, write
from tests.unit.cli.conftest import Done, Run

SECRET = "my-secret-answer"
PROMPT = "What is gradient clipping"


def broken(*_: object, **__: object) -> None:
    """Fail with what somebody typed in the message and in a local variable."""
    typed = SECRET
    raise ValueError(typed)


def report_of(done: Done, folder: Path) -> str:
    """Return the report that a command's one line names."""
    (line,) = done.stderr.splitlines()
    assert SECRET not in line
    assert commands_in(line) == set()
    found = re.search(r"; the report is (.+)$", line)
    assert found is not None, line
    path = Path(found[1])
    assert path.is_relative_to(folder)
    assert path.stat().st_mode & 0o077 == 0, "it is its owner's alone"
    return path.read_text("utf-8")


@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("interviewer.services.banks.list_banks", ("rubric", "list")),
        ("interviewer.services.banks.load_bank", ("rubric", "show", SECRET)),
        ("interviewer.services.sessions.list_past", ("transcript", "list", "--text", SECRET)),
        ("interviewer.grading.grader.Grader.assess", ("grade", "--rubric", "deep-learning",
                                                      "--item", "dropout")),
        ("interviewer.cli.output.say", ("paths",)),
    ],
)  # fmt: skip
def test_a_fault_in_a_command_is_one_line_and_a_report(
    interviewer: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    command: tuple[str, ...],
) -> None:
    monkeypatch.setattr(place, broken)
    done = interviewer(*command, given=SECRET)
    assert done.returncode == 70
    assert SECRET not in done.stdout
    report = report_of(done, tmp_path / "data")
    assert "ValueError" in report
    assert "in broken" in report
    assert "interviewer/cli/main.py:" in report
    assert SECRET not in report
    assert str(tmp_path) not in report


def test_a_report_in_a_folder_with_a_hostile_name_is_named_harmlessly(
    interviewer: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviewer.services.banks.list_banks", broken)
    monkeypatch.setenv("INTERVIEWER_DATA", str(tmp_path / "\x1b[31m\u202e\x9b[bold"))
    done = interviewer("rubric", "list")
    assert done.returncode == 70
    assert "; the report is " in done.stderr
    assert commands_in(done.stderr) == set()
    (report,) = tmp_path.glob("*/crashes/*")
    assert commands_in(report.read_text("utf-8")) == set()


def test_a_fault_while_an_answer_is_marked_loses_nothing(
    interviewer: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviewer.grading.grader.Grader.assess", broken)
    done = interviewer("run", "--plain", "--transcripts", "t", given=f"{SECRET}\n")
    assert done.returncode == 70
    asked = next(line for line in done.stdout.splitlines() if line.startswith("Interviewer: "))
    report = report_of(done, tmp_path / "data")
    assert SECRET not in report
    assert asked.split(maxsplit=1)[1][:30] not in report
    (entry,) = list_past(tmp_path / "t")
    answered = open_past_file(entry.path).state.records[0].main.answered
    assert answered is not None
    assert answered.text == SECRET


def test_half_an_answer_is_in_the_transcript_after_a_fault(
    interviewer: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second line fails; the first was kept as a draft."""
    monkeypatch.setattr("interviewer.cli.plain.PlainInterview._handle", broken)
    done = interviewer("run", "--plain", "--transcripts", "t", given=f"{SECRET}\\\nmore\n")
    assert done.returncode == 70
    (entry,) = list_past(tmp_path / "t")
    turn = open_past_file(entry.path).state.open_turn
    assert turn is not None
    assert turn.draft == SECRET


def test_a_fault_in_a_thread_is_one_line_too(
    interviewer: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the way in which threads end is as before afterwards."""
    before = threading.excepthook

    def in_thread(*_: object) -> None:
        thread = threading.Thread(target=broken)
        thread.start()
        thread.join()

    monkeypatch.setattr("interviewer.cli.output.say", in_thread)
    done = interviewer("paths")
    assert threading.excepthook is before
    for line in done.stderr.splitlines():
        assert line.startswith("interviewer: a fault in the program (ValueError at ")
    assert done.stderr
    assert SECRET not in done.stderr
    (report,) = (tmp_path / "data" / "crashes").iterdir()
    assert SECRET not in report.read_text("utf-8")


async def crash(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> InterviewerApp:
    """Type an answer into the app, and let a key fail; return the app after its end."""
    app = desk.interview(CLIPPING)

    async def take_part() -> None:
        async with app.run_test() as pilot:
            await write(pilot, SECRET)
            monkeypatch.setattr(ConversationView, "toggle_models", broken)
            await pilot.press("f3")
            await until(pilot, lambda: app._exception is not None)

    with pytest.raises(ValueError, match=SECRET):  # the pilot raises it again
        await take_part()
    return app


async def test_a_fault_in_the_app_is_one_line_and_a_report(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("textual.app.App.panic", lambda _, *words: said.extend(map(str, words)))
    app = await crash(desk, monkeypatch)
    assert app.return_code == 1
    (line,) = said
    (report,) = (desk.folder / "crashes").iterdir()
    assert line.endswith(f"; what you typed is saved; the report is {report}")
    for text in (line, report.read_text("utf-8")):
        assert SECRET not in text
        assert PROMPT not in text
        assert "ValueError" in text
    turn = desk.session().state.open_turn
    assert turn is not None
    assert turn.draft == SECRET


async def test_a_fault_without_a_place_for_the_report_is_said_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.folder / "crashes").write_text("a file in the way")
    said: list[str] = []
    monkeypatch.setattr("textual.app.App.panic", lambda _, *words: said.extend(map(str, words)))
    app = await crash(desk, monkeypatch)
    assert app.return_code == 1
    assert said[0].endswith("; what you typed is saved")


async def test_a_fault_in_a_worker_is_told_on_the_screen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is kept, and can be marked again."""
    monkeypatch.setattr("interviewer.grading.grader.Grader.assess", broken)
    async with desk.interview(CLIPPING).run_test() as pilot:
        await send(pilot, SECRET)
        assert "ValueError" in notice(pilot.app)
        assert SECRET not in notice(pilot.app)
    answered = desk.session().state.records[0].main.answered
    assert answered is not None
    assert answered.text == SECRET


def raised(fail: Callable[[], None]) -> BaseException:
    """Return what a function raises."""
    try:
        fail()
    except BaseException as error:
        return error
    raise AssertionError("it did not fail")


def test_a_report_names_what_led_to_a_fault_and_no_folder_of_the_machine() -> None:
    def twice() -> None:
        try:
            broken()
        except ValueError as error:
            raise KeyError(SECRET) from error

    text = crash_text(raised(twice), NOON)
    lines = text.splitlines()
    assert lines[2] == "2026-11-20 12:00:00 UTC"
    assert lines.index("KeyError") < lines.index("ValueError")
    assert SECRET not in text
    assert os.sep + "home" not in text
    assert str(Path.cwd()) not in text
    assert all(line.startswith("  ") or " in " not in line for line in lines[3:])


def test_an_endless_recursion_has_a_short_report() -> None:
    def deeper() -> None:
        deeper()

    assert len(crash_text(raised(deeper), NOON).splitlines()) < 100


def test_an_error_that_caused_itself_ends() -> None:
    error = ValueError(SECRET)
    error.__cause__ = error
    assert crash_text(error, NOON).count("ValueError") == 1


def test_only_the_last_reports_stay(tmp_path: Path) -> None:
    other = tmp_path / "crashes" / "notes.txt"
    other.parent.mkdir()
    other.write_text("mine")
    begun = datetime(2026, 11, 20, tzinfo=UTC)
    paths = [
        write_crash_report(tmp_path, ValueError(), begun + timedelta(seconds=number))
        for number in range(MOST_REPORTS + 3)
    ]
    assert sorted(other.parent.iterdir()) == sorted([other, *filter(None, paths[3:])])
