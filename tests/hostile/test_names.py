"""Ids and names that would lead elsewhere, or that only look like others, never become files."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interviewer.model.errors import InterviewerError, RubricError, UsageError
from interviewer.services.imports import bank_name, make_id_of_name
from interviewer.services.review_files import free_name
from interviewer.storage.rubric_copies import copy_path
from interviewer.storage.rubric_file import load_rubric, parse_rubric
from interviewer.storage.rubric_kinds import RESERVED_IDS
from interviewer.storage.transcript_log import TranscriptWriter, find_session, list_sessions
from tests.hostile.banks import save_evil_session, write_evil_bank
from tests.hostile.texts import HOSTILE, commands_in
from tests.hostile.yaml_texts import BASE
from tests.unit.cli.conftest import Run

BAD_IDS = (
    *("", ".", "..", "/", "a/b", "../a", "/etc/passwd", "a\\b", "C:a", "~", "~root", "-a", ".a"),
    *("con", "nul", "aux", "prn", "com1", "lpt9", "CON", "Nul", "aux.txt", "nul.yaml", "con."),
    *("a.", "a b", "A", "a_b", "a\u2010b", "\u0430bc", "\uff41", "a\u0301", "\u0131d", "x\u200b"),
    *("a\u202eb", "\u0661", "\u00b2", "com\u00b9", "a$", "a*", "a?", "a|b", 'a"b', "a:stream"),
    *("x" * 65, "x" * 300, "%2e%2e", "$HOME", "`id`", "a;b", "a&b", "\U0001d41a", "a#b"),
)
"""No id that may be typed into a file; what differs in white space alone is trimmed by YAML."""

SECRET = "what nobody asked for"

BAD_SESSIONS = (
    *BAD_IDS[1:],
    *("../20261120T120000Z-small-00aa", "20261120T120000Z-small-00aa/../x", "*", "[a]", "rubrics/"),
    *HOSTILE,
)


@pytest.mark.parametrize("name", BAD_IDS, ids=ascii)
def test_no_bank_and_no_item_may_be_called_so(name: str) -> None:
    quoted = "'" + name.replace("'", "''") + "'"
    for old in ("id: deep-learning", "id: dropout"):
        with pytest.raises(RubricError) as refused:
            parse_rubric(BASE.replace(old, f"id: {quoted}"), "bank.yaml")
        assert commands_in(str(refused.value)) == set()


@pytest.mark.parametrize("name", [*BAD_IDS, *HOSTILE], ids=ascii)
def test_any_name_is_made_an_id_that_may_be_one(name: str) -> None:
    """For a bank made of a file; an id that was asked for is never bent."""
    made = make_id_of_name(name)
    assert made not in RESERVED_IDS
    parse_rubric(BASE.replace("id: deep-learning", f"id: '{made}'"), "bank.yaml")
    if name:
        with pytest.raises(UsageError) as refused:
            bank_name(Path("questions.csv"), None, name, "")
        assert commands_in(str(refused.value)) == set()


@pytest.mark.parametrize("name", BAD_SESSIONS, ids=ascii)
def test_no_session_is_found_or_begun_outside_its_folder(name: str, tmp_path: Path) -> None:
    outside = tmp_path / "20261120T120000Z-small-00aa.jsonl"
    outside.write_text("{}\n")
    folder = tmp_path / "transcripts"
    folder.mkdir()
    inside = folder / "20261120T120000Z-small-00bb.jsonl"
    inside.write_text("{}\n")
    with suppress(InterviewerError):
        assert find_session(folder, name) == inside, "a part of its name may name it"
    if name not in RESERVED_IDS:  # with the time before it, a reserved name is none
        with pytest.raises(UsageError):
            TranscriptWriter.create(folder, name, datetime(2026, 11, 20, tzinfo=UTC), "00aa")
    assert sorted(tmp_path.rglob("*")) == sorted([outside, folder, inside])


def test_what_only_looks_like_a_session_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    names = (
        "20261120T120000Z-small-00aa.JSONL",
        "20261120T120000Z-small-00aa.jsonl ",
        "20261120T120000Z-small-00aa.jsonl.",
        "20261120T120000Z-sm\u0430ll-00aa.jsonl",
        "20261120T120000Z-small-00aa.jsonl\n",
        "20261120T120000Z-Small-00aa.jsonl",
        "20261120T120000Z-small-00AA.jsonl",
        "20261120t120000z-small-00aa.jsonl",
        "\u0662\u0660\u0662\u06661120T120000Z-small-00aa.jsonl",
        ".20261120T120000Z-small-00aa.jsonl",
    )
    for name in names:
        (tmp_path / name).write_text("{}\n")
    (tmp_path / "20261120T120000Z-small-00ab.jsonl").symlink_to(tmp_path / names[0])
    (tmp_path / "20261120T120000Z-small-00ac.jsonl").mkdir()
    assert list_sessions(tmp_path) == ()


@pytest.mark.parametrize("name", ["..", "x" * 64, "../" + "a" * 61, "A" * 64, "a" * 63 + "/"])
def test_no_hash_leads_to_another_file(name: str, tmp_path: Path) -> None:
    """A session may name any text as the hash of its rubric."""
    try:
        path = copy_path(tmp_path, name)
    except InterviewerError:
        return
    assert path.resolve().is_relative_to(tmp_path.resolve())
    assert path != tmp_path


ELSEWHERE = ("../../etc/passwd", "../secret", "..", "/etc/passwd", "CON", "nul", "aux.yaml",
             "secret.", "secret ", "\uff53ecret", "\u2024\u2024/secret", "s\u0435cret", "-secret",
             "--", "\x1b[2J", "~/secret", "%2e%2e/secret", "x" * 4000)  # fmt: skip
"""Names of sessions, banks and items on the command line that must lead to none."""


@pytest.mark.parametrize("name", ELSEWHERE, ids=ascii)
def test_no_command_is_led_elsewhere_by_a_name(interviewer: Run, tmp_path: Path, name: str) -> None:
    """Each says in one line that there is none; nothing is made, changed or shown."""
    own, transcripts = tmp_path / "rubrics", tmp_path / "t" / "t"
    write_evil_bank(own, SECRET, "secret")
    save_evil_session(transcripts, SECRET)
    for place in (tmp_path, own, transcripts.parent):
        (place / "secret").write_text(SECRET, "utf-8")
    interviewer("rubric", "list")  # what the first start makes is there now
    before = contents(tmp_path)
    assert SECRET in interviewer("transcript", "show", "--transcripts", "t/t").stdout
    at = ("--transcripts", "t/t")
    turn = ("--turn", "2", "--criterion", "caps")
    for command in (
        ("transcript", "show", *at, "--", name),
        ("transcript", "export", *at, "--format", "md", "--", name),
        ("transcript", "delete", *at, "--yes", "--", name),
        ("transcript", "regrade", *at, "--", name),
        ("transcript", "contest", *at, *turn, "--note", "x", "--", name),
        ("transcript", "override", *at, *turn, "--points", "1", "--reason", "x", "--", name),
        ("resume", "--plain", *at, "--", name),
        ("rubric", "show", "--item", name, "--", "secret"),
        ("rubric", "mine", "--rubric", "secret", f"--item={name}"),
        ("grade", "--rubric", "secret", f"--item={name}"),
        ("rubric", "import", "t/secret", "--format", "markdown", f"--id={name}"),
    ):
        done = interviewer(*command, given="It caps the norm.")
        assert done.returncode in (2, 3), (command, done)
        assert SECRET not in done.stdout + done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert commands_in(done.stderr) == set()
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    "stem", ["CON", "nul", "Aux", "com1", "a ", "a.", "\uff41", "-x", "A\u0301"]
)
def test_a_new_bank_is_never_called_like_a_device(
    interviewer: Run, tmp_path: Path, stem: str
) -> None:
    """The file is called as was asked; its id, by which it is found, is one that may be."""
    (tmp_path / "in.csv").write_text("question,answer\nWhy?,Because.\n", "utf-8")
    for number, command in enumerate((("new",), ("import", "in.csv", "--output"))):
        path = tmp_path / str(number) / f"{stem}.yaml"
        path.parent.mkdir()
        done = interviewer("rubric", *command, str(path))
        assert commands_in(done.stdout + done.stderr) == set()
        assert done.returncode in (0, 2, 3), done
        assert "Traceback" not in done.stderr
        if done.returncode == 0:
            assert list(path.parent.iterdir()) == [path]
            assert load_rubric(path).id not in RESERVED_IDS
        else:
            assert not list(path.parent.iterdir())


def contents(folder: Path) -> dict[Path, bytes]:
    """Return what is in every file of a folder, but for caches and drafts of the program."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_report_takes_a_name_that_is_free(tmp_path: Path) -> None:
    (tmp_path / "s.html").symlink_to(tmp_path)
    (tmp_path / "s-2.html").mkdir()
    assert free_name(tmp_path, "s", ".html") == tmp_path / "s-3.html"


@pytest.mark.parametrize("name", ["x" * 300, "x" * 5000, "/dev/null/x", "a/b/c/d", "\udcff"])
def test_a_path_that_cannot_be_is_said_in_a_line(interviewer: Run, name: str) -> None:
    """By every command that takes one: never as a fault of the program."""
    deep = ("--rubric", "deep-learning")
    commands = (
        ("rubric", "show", name),
        ("rubric", "check", name),
        ("rubric", "list", "--rubrics", name),
        ("rubric", "export", "deep-learning", "--format", "csv", "--output", f"{name}/x"),
        ("rubric", "import", name, "--format", "csv"),
        ("grade", *deep, "--item", "dropout", name),
        ("grade", *deep, "--item", "dropout", "--calibration", name),
        ("grade", *deep, "--answers", name, "--output", "out.csv"),
        ("run", "--plain", "--transcripts", f"/dev/null/{name}"),
        ("transcript", "show", name),
        ("transcript", "list", "--transcripts", f"/dev/null/{name}"),
        ("resume", "--plain", name),
    )
    for command in commands:
        done = interviewer(*command)
        assert done.returncode in (2, 3, 4), (command[:3], done)
        assert "fault" not in done.stderr
        assert "Traceback" not in done.stderr
        assert commands_in(done.stderr) == set()
        assert ";" in done.stderr, "it says what to do"
