"""The reports for programs: JSON with everything, CSV with a row for each answer."""

import csv
import io
import json
from dataclasses import replace

import pytest

from interviewer.model.text import clean_text
from interviewer.services.report import anonymised
from interviewer.services.report_csv import COLUMNS, csv_report, safe_cell
from interviewer.services.report_json import json_report
from tests.unit.services.report_sessions import BEGAN, HOSTILE, full_session, live_session


def rows(report: str) -> list[dict[str, str]]:
    """Return the rows as another program reads them."""
    return list(csv.DictReader(io.StringIO(report, newline="")))


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_json_loses_nothing(hostile: str) -> None:
    """Every text comes back exactly, and the file is plain ASCII-safe text for any terminal."""
    report = json_report([full_session(lambda name: f"{name}: {hostile}")], anonymous=False)
    (session,) = json.loads(report)["sessions"]
    assert session["turns"][0]["answer"]["text"] == f"answer: {hostile}"
    assert session["turns"][0]["lead"] == f"lead: {hostile}"
    assert session["overrides"][0]["reason"] == f"reason: {hostile}"
    assert session["contests"][0]["note"] == f"contest: {hostile}"
    assert {remark.get("reply") for remark in session["remarks"]} >= {f"reply: {hostile}"}
    assert all(c == "\n" or c.isprintable() for c in report)
    report.encode()


def test_json_has_all_that_happened() -> None:
    """Settings, plan, turns with both marks, requests, decisions, the result."""
    data = json.loads(json_report([full_session()], anonymous=False))
    assert (data["format"], data["anonymous"]) == (1, False)
    (session,) = data["sessions"]
    assert session["status"] == "finished"
    assert session["settings"]["minutes"] == 20
    assert [planned["item_id"] for planned in session["plan"]] == ["first", "second"]
    assert [turn["turn"] for turn in session["turns"]] == [2, 8, 11]
    first, probe, _ = session["turns"]
    assert (first["mark"]["points"], first["in_force"]["points"]) == (0, 2)
    assert first["asked_at"] == BEGAN
    assert first["answer"]["confidence"] == 3
    assert first["mark"]["criteria"][0]["evidence"][0]["words"][0]["text"] == "ans"
    assert probe["mark"]["kind"] == "follow-up"
    assert [remark["type"] for remark in session["remarks"]] == ["acted", "hinted"]
    assert session["result"]["summary"]["items"] == 2
    assert session["end"] == "completed"


def test_csv_has_a_row_for_each_answer() -> None:
    """With the marks of the program, and those in force where they are others."""
    first, probe, blank = rows(csv_report([replace(full_session(), began=BEGAN)]))
    assert tuple(first) == COLUMNS
    assert first["answer"] == "answer"
    assert (first["seconds"], first["timed_out"], first["confidence"]) == ("61.5", "yes", "3")
    assert (first["points"], first["possible"], first["score"]) == ("0", "6", "0")
    assert (first["band"], first["moderated_points"]) == ("missing", "2")
    assert (probe["kind"], probe["target"], probe["points"]) == ("probe", "three", "2")
    assert (probe["band"], probe["moderated_points"]) == ("", "")
    assert (blank["item"], blank["answer"], blank["confidence"]) == ("second", "", "")
    assert {row["began"] for row in (first, probe, blank)} == {BEGAN}


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_csv_survives_any_text(hostile: str) -> None:
    """Rows and columns stay, and no cell begins as a formula does."""
    report = csv_report([full_session(lambda name: hostile)])
    found = rows(report)
    assert len(found) == 3
    assert all(set(row) == set(COLUMNS) and None not in row.values() for row in found)
    for row in found:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert found[0]["answer"].removeprefix("'") == clean_text(hostile).removeprefix("'")
    report.encode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\ufeff="])
def test_formulas_get_an_apostrophe(start: str) -> None:
    """Also where the sign is hidden behind a mark that is not shown."""
    assert safe_cell(f"{start}1+1").startswith("'")
    assert safe_cell("a = b") == "a = b"
    assert safe_cell("") == ""


def test_an_unfinished_live_interview_shows_no_marks() -> None:
    """What was said is there, what it was worth is not."""
    (session,) = json.loads(json_report([live_session()], anonymous=False))["sessions"]
    assert session["marks_shown"] is False
    assert session["result"] is None
    assert all(turn["mark"] is None and turn["in_force"] is None for turn in session["turns"])
    for row in rows(csv_report([live_session()])):
        assert [row[name] for name in COLUMNS[12:]] == [""] * 6


def test_anonymous_data_name_nobody() -> None:
    """Names and dates go, in both formats; reasons and answers stay."""
    session = replace(full_session(), name="20261120T085100Z-small-00aa", began=BEGAN)
    sessions = anonymised([session, session])
    report = json_report(sessions, anonymous=True)
    for text in (report, csv_report(sessions)):
        assert "2026" not in text
        assert "session-2" in text
    (first, _) = json.loads(report)["sessions"]
    assert json.loads(report)["anonymous"] is True
    assert first["began"] is None
    assert first["overrides"][0]["by"] == ""
    assert first["overrides"][0]["reason"] == "reason"
    assert first["turns"][0]["asked_at"] is None
    assert first["turns"][1]["elapsed"] == 62
