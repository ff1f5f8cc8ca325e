"""Text on its way to the screen: marks, wrapping, and nothing parsed."""

import pytest

from interviewer.grading.feedback import Feedback, FeedbackLine, Highlight, Verdict
from interviewer.model.assessment import Span
from interviewer.model.text import clean_text
from interviewer.tui.marks import feedback_rows, highlighted
from interviewer.tui.prose import Row, Rows, line, meter, plain
from tests.tui.pilots import HOSTILE


def highlight(start: int, end: int, verdict: Verdict = Verdict.EARNED) -> Highlight:
    return Highlight(Span(start, end), verdict)


def test_words_carry_a_mark_for_what_they_did() -> None:
    found = [
        highlight(0, 3),
        highlight(4, 7, Verdict.LOST),
        highlight(8, 13, Verdict.WITHHELD),
    ]
    assert highlighted("one two three.", found).plain == "one⁺ two⁻ three~."


def test_the_styles_of_words_differ_without_any_colour() -> None:
    content = highlighted("a b c", [highlight(0, 1), highlight(2, 3, Verdict.LOST)])
    styles = {str(span.style) for span in content.spans}
    assert any("underline" in style for style in styles)
    assert any("strike" in style for style in styles)


def test_neighbours_of_one_verdict_share_a_mark() -> None:
    assert highlighted("neural nets", [highlight(0, 6), highlight(7, 11)]).plain == "neural nets⁺"


def test_highlights_that_overlap_or_lie_outside_do_no_harm() -> None:
    found = [highlight(0, 5), highlight(3, 6), highlight(90, 99), highlight(8, 8)]
    assert highlighted("abcdef gh", found).plain == "abcde⁺f gh"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_cleaned_and_never_parsed(text: str) -> None:
    assert plain(text).plain == clean_text(text)
    assert highlighted(text, []).plain == clean_text(text)
    assert "\n" not in line(text).plain
    rows = Rows([Row(plain(text), plain(text), plain(text))])
    for width in (1, 2, 5, 20, 80):
        content = rows.content(width)
        assert "\x1b" not in content.plain
        assert content.plain.count("\n") + 1 == rows.get_height({}, width)


def test_a_body_wraps_beside_its_lead() -> None:
    content = Rows([Row(plain("one two three four"), plain("+2"))]).content(17)
    assert content.plain.splitlines() == ["   +2  one two", "       three four"]


def test_a_narrow_row_puts_the_lead_above() -> None:
    lines = Rows([Row(plain("one two"), plain("+2"))]).content(9).plain.splitlines()
    assert [text.strip() for text in lines] == ["+2", "one two"]


def test_a_tail_stands_only_where_there_is_room() -> None:
    row = Row(plain("headline"), tail=plain("bar"))
    assert Rows([row]).content(13).plain == "headline  bar"
    assert Rows([row]).content(12).plain == "headline"


@pytest.mark.parametrize(
    ("share", "filled"), [(0, 0), (0.01, 1), (0.5, 5), (1, 10), (7, 10), (-1, 0)]
)
def test_a_meter_is_full_for_one_and_shows_the_least(share: float, filled: int) -> None:
    assert meter(share, 10).plain == "━" * filled + "─" * (10 - filled)


def test_feedback_says_points_quotes_and_the_sum() -> None:
    lines = (
        FeedbackLine(Verdict.EARNED, "An idea.", 0.5, "its words"),
        FeedbackLine(Verdict.LOST, "Not right.", -1.0),
        FeedbackLine(Verdict.WITHHELD, "Denied."),
        FeedbackLine(Verdict.MISSING, "Left out."),
    )
    feedback = Feedback("Weak: 1 of 9 points", "criteria 1", lines, ())
    assert Rows(feedback_rows(feedback, 0.1)).content(60).plain.splitlines() == [
        "Weak: 1 of 9 points  ━━──────────────────",
        " +0.5  An idea.",
        "       “its words”",
        "   \N{MINUS SIGN}1  Not right.",
        "    ~  Denied.",
        "    ○  Left out.",
        "  sum  criteria 1",
    ]
