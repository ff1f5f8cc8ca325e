"""The Markdown report: a reader of Markdown finds the text that was typed, and no other markup."""

from html import unescape

import pytest
from markdown_it import MarkdownIt

from interviewer.model.text import clean_text, one_line
from interviewer.services.report import Attempt
from interviewer.services.report_markdown import escape, fenced, markdown_report
from tests.unit.services.report_sessions import BEGAN, HOSTILE, full_session, live_session

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

PLAIN = {"text", "softbreak"}


def kinds(markdown: str) -> list[str]:
    """Return all that a reader makes of a document, without the words."""
    found = []
    for token in READER.parse(markdown):
        found.append(f"{token.type} {token.tag} {token.info}")
        found += [child.type for child in token.children or () if child.type != "text"]
    return found


def text_of(markdown: str) -> str:
    """Return the words that a reader finds, block by block."""
    blocks = []
    for token in READER.parse(markdown):
        if token.type == "inline":
            blocks.append("".join(child.content for child in token.children or ()))
        elif token.type == "fence":
            blocks.append(token.content)
    return "\n".join(blocks)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_in_every_slot(hostile: str) -> None:
    """It comes back as typed, the answers line by line, and forms no markup."""
    slots: dict[str, str] = {}

    def fill(name: str) -> str:
        return slots.setdefault(name, f"{hostile} :end of {name}")

    report = markdown_report([full_session(fill)])
    harmless = markdown_report([full_session(lambda name: f"words :end of {name}")])
    assert kinds(report) == kinds(harmless)
    read = text_of(report)
    assert f"{clean_text(slots['answer'])}\n" in read
    assert f"{clean_text(slots['later answer'])}\n" in read
    assert f"{clean_text(slots['request'])}\n" in read
    for name in ("title", "topic", "why", "lead", "probe", "hint", "reply", "reason", "contest"):
        assert one_line(slots[name]) in read, name


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_an_escaped_line_is_one_paragraph_of_text(hostile: str) -> None:
    """Alone on a line, in a list and in a cell of a table."""
    line = one_line(hostile)
    if not line:
        return
    assert kinds(escape(hostile)) == kinds("words")
    assert text_of(escape(hostile)) == line
    assert kinds(f"- {escape(hostile)}") == kinds("- words")
    table = "| a | b |\n| - | - |\n| {} | c |"
    assert kinds(table.format(escape(hostile))) == kinds(table.format("words"))


def test_escapes_stay_out_of_the_way() -> None:
    """What forms no markup is written as it is, so that the text reads well."""
    plain = 'It\'s 2.5 of 6 points (42%): a - b, "c" = d + e; see f/g. 3.14 is pi!'
    assert escape(plain) == plain
    assert escape("1. first") == "1\\. first"
    assert escape("- item") == "\\- item"
    assert escape("www.a.example") == "www\\.a.example"
    assert escape("http://a.example") == "http\\://a.example"


@pytest.mark.parametrize("run", [0, 1, 3, 4, 9])
def test_fences_are_longer_than_any_run_of_backticks(run: int) -> None:
    """The text cannot end its fence."""
    text = f"a\n{'`' * run}\nb"
    assert [token.type for token in READER.parse(fenced(text))] == ["fence"]
    assert text_of(fenced(text)) == f"{text}\n"


def test_the_report_reads_well_as_text() -> None:
    """Scores, the sessions before, the conversation, the decision of a coach, in this order."""
    earlier = (Attempt("Bank", BEGAN, 0.25, 0.5),)
    report = markdown_report([full_session()], earlier)
    parts = (
        "# Interview report",
        "| Bank, 20 November 2026, 08:51 UTC | 25%     | 50%       |",
        "## title",
        "**17% unaided (weak), 17% with help**",
        "| question 1, first",
        "### Study next",
        "### Conversation",
        "#### Question 1: first",
        "**Interviewer:** lead prompt",
        "```text\nanswer\n```",
        "**Afterwards**",
        "Reason: reason",
        "**Model answer:** reference",
    )
    places = [report.index(part) for part in parts]
    assert places == sorted(places)


def test_an_unfinished_live_interview_shows_no_marks() -> None:
    """Only that they show later."""
    report = markdown_report([live_session()])
    assert "The marks of a live interview show when it is finished." in report
    assert "points" not in report
    assert unescape(report) == report
