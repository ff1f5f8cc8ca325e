"""What people wrote, in all that is printed or written: shown as typed, obeyed by nothing."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from interviewer.model.text import clean_text, one_line
from interviewer.services.export_anki import anki_package
from interviewer.services.export_bank import csv_bank, markdown_bank
from interviewer.services.report_formats import ReportFormat, write_report
from tests.hostile.banks import evil_rubric, save_evil_session, write_evil_bank
from tests.hostile.texts import HOSTILE, KEEPABLE, commands_in
from tests.unit.cli.conftest import Done, Run
from tests.unit.services.report_sessions import full_session
from tests.unit.services.test_export_anki import collection

MARK = "\u00a7"
"""Stands before each hostile text, so that what is left out altogether is noticed."""


def check(done: Done, *codes: int) -> Done:
    """Assert that a command ended well, or with one of these codes, and printed no command."""
    assert done.returncode in (codes or (0,)), done
    assert commands_in(done.stdout + done.stderr) == set()
    assert "Traceback" not in done.stderr
    assert "fault in the program" not in done.stderr
    return done


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_reports_of_every_format(text: str) -> None:
    session = full_session(lambda name: f"{MARK}{text}")
    for form in ReportFormat:
        written = write_report(form, [session, session])
        assert commands_in(written) == set(), form
        assert MARK in written
        assert written.encode()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_exports_of_a_bank(text: str, tmp_path: Path) -> None:
    """Also of one that no file could hold."""
    bank = evil_rubric(f"{MARK}{text}")
    for written in (csv_bank(bank), markdown_bank(bank)):
        assert commands_in(written) == set()
        assert written.count(MARK) >= 7
        assert written.encode()
    with closing(collection(anki_package(bank), tmp_path)) as database:
        for fields, question, tags in database.execute("select flds, sfld, tags from notes"):
            assert commands_in((fields + question + tags).replace("\x1f", "")) == set()
        ((decks,),) = database.execute("select decks from col").fetchall()
        assert commands_in(decks) == set()


@pytest.mark.parametrize("text", KEEPABLE, ids=range(len(HOSTILE)))
def test_banks_in_every_command(interviewer: Run, tmp_path: Path, text: str) -> None:
    """As far as a file can hold the text; a file with the rest is refused just as harmlessly."""
    folder = tmp_path / "rubrics"
    write_evil_bank(folder, text)
    (folder / "broken.yaml").write_text(f"format: 1\nid: x\ntitle: '{text}'\n{text}", "utf-8")
    said = one_line(text)
    assert said in check(interviewer("rubric", "show", "evil", "--item", "clipping")).stdout
    check(interviewer("rubric", "list"))
    check(interviewer("rubric", "list", "--json"))
    check(interviewer("rubric", "show", "broken"), 3)
    check(interviewer("rubric", "check", "broken"), 1, 3)
    check(interviewer("grade", "--rubric", "evil", "--item", "clipping", given=text))


def lines_of(text: str) -> str:
    """Return a text as it may be typed on one line."""
    return text.replace("\n", " ").replace("\r", " ")


@pytest.fixture
def held(interviewer: Run, tmp_path: Path) -> Done:
    """A plain interview about a hostile bank, in which every hostile text was typed."""
    write_evil_bank(tmp_path / "rubrics", KEEPABLE[2])
    typed = [f"{MARK} It caps the norm. {lines_of(text)}" for text in KEEPABLE]
    commands = [f"/{lines_of(text)}" for text in KEEPABLE[:4]]
    return interviewer(
        "run", "--plain", "--rubric", "evil", "--items", "1", "--untimed", "--transcripts", "t",
        given="\n".join([*commands, "/hint", *typed, "/stop"]) + "\n",
    )  # fmt: skip


def test_a_plain_interview_and_all_that_is_made_of_it(
    interviewer: Run, tmp_path: Path, held: Done
) -> None:
    check(held)
    assert held.stdout.count(MARK) > 5
    at = ("--transcripts", "t")
    check(interviewer("transcript", "list", *at))
    check(interviewer("transcript", "list", *at, "--json"))
    check(interviewer("transcript", "list", *at, "--text", "\x1b[31m \x9b"))
    check(interviewer("transcript", "show", *at, "--why"))
    check(interviewer("transcript", "show", *at, "--json"))
    check(interviewer("progress", *at, "--rubric", "evil"))
    check(interviewer("progress", *at, "--rubric", "evil", "--json"))
    for form in ReportFormat:
        done = check(
            interviewer("transcript", "export", *at, "--format", form.value, "--output", "-")
        )
        assert MARK in done.stdout
    (file,) = (tmp_path / "t").glob("*.jsonl")
    assert commands_in(file.read_text("utf-8")) == set(), "what is kept is harmless too"


def test_what_was_typed_is_kept_as_typed(interviewer: Run, tmp_path: Path) -> None:
    write_evil_bank(tmp_path / "rubrics", "dropout")
    for number, text in enumerate(KEEPABLE):
        answer = f"{MARK} {lines_of(text)}"
        at = ("--transcripts", f"t{number}")
        given = f"{answer}\n/stop\n"
        check(interviewer("run", "--plain", "--rubric", "evil", "--untimed", *at, given=given))
        data = check(interviewer("transcript", "export", *at, "--format", "json")).stdout
        kept = json.loads(data)["sessions"][0]["turns"][0]["answer"]["text"]
        assert kept == clean_text(answer)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_session_that_another_program_wrote(interviewer: Run, tmp_path: Path, text: str) -> None:
    """Its file and its rubric hold everything raw."""
    save_evil_session(tmp_path / "t", f"{MARK}{text}")
    at = ("--transcripts", "t")
    check(interviewer("transcript", "list", *at))
    assert MARK in check(interviewer("transcript", "show", *at, "--why")).stdout
    check(interviewer("transcript", "show", *at, "--json"))
    for form in ReportFormat:
        check(interviewer("transcript", "export", *at, "--format", form.value, "--output", "-"))
    check(interviewer("transcript", "regrade", *at), 0, 1, 2, 3)
    check(interviewer("progress", *at), 0, 2)


def test_names_of_files_are_printed_harmlessly(interviewer: Run, tmp_path: Path) -> None:
    """As text and as JSON: a name of a file may hold anything but a slash and a NUL."""
    folder = tmp_path / "rubrics"
    folder.mkdir()
    for text in KEEPABLE:
        name = text.replace("/", "").replace("\0", "").encode()[:200].decode("utf-8", "ignore")
        (folder / f"{name}.yaml").write_text("format: [\n")
    done = check(interviewer("rubric", "list"))
    assert done.stdout.count(".yaml") >= len(KEEPABLE)
    listed = json.loads(check(interviewer("rubric", "list", "--json")).stdout)
    assert any("\x9b" in entry["id"] for entry in listed), "in JSON as an escape"
    check(interviewer("rubric", "show", "no\x1bsuch\x9b"), 2)
    check(interviewer("rubric", "show", "no such", "--rubrics", "\x1b[31m\u202e"), 2)
    check(interviewer("\x1b]0;x\x07"), 2)
    check(interviewer("run", "--plain", "--topic", "\x1b[31m\x9b", "--transcripts", "t"), 2)
