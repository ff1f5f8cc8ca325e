"""One more pattern in a criterion: its line alone changes."""

import pytest

from interviewer.model.errors import UsageError
from interviewer.storage.rubric_match_entry import with_pattern

ITEM = """\
  # about clipping
  - id: clipping
    criteria:
      - id: lines  # the first
        match:
          - cap norm  # tried
          # more to come
          - >-
            shrink large
            step
      - id: brackets
        match: [ 'a, b', huge,  # kept
                 third ]
      - {id: inline, points: 1, match: [one]}
    examples: []
"""


@pytest.mark.parametrize(
    ("criterion", "pattern", "line", "written"),
    [
        ("brackets", "coin toss", 11, "        match: [coin toss, 'a, b', huge,  # kept"),
        ("inline", "coin toss", 13, "      - {id: inline, points: 1, match: [coin toss, one]}"),
        ("inline", "!coin toss", 13, "      - {id: inline, points: 1, match: ['!coin toss', one]}"),
    ],
)  # fmt: skip
def test_a_pattern_comes_first_in_brackets(
    criterion: str, pattern: str, line: int, written: str
) -> None:
    text, at = with_pattern(ITEM, criterion, pattern)
    lines = text.split("\n")
    assert (at, lines[at]) == (line, written)
    assert [*lines[:at], *lines[at + 1 :]] == [
        each for number, each in enumerate(ITEM.split("\n")) if number != at
    ]


def test_a_pattern_comes_last_in_a_list_of_lines() -> None:
    item = ITEM.replace("          - >-\n            shrink large\n            step\n", "")
    text, at = with_pattern(item, "lines", "!it's so")
    lines = text.split("\n")
    assert lines[at] == "          - '!it''s so'"
    assert [*lines[:at], *lines[at + 1 :]] == item.split("\n")
    assert lines[at - 1] == "          - cap norm  # tried"


def test_what_cannot_be_done_by_one_line_is_refused() -> None:
    with pytest.raises(UsageError, match="by hand"):
        with_pattern(ITEM, "lines", "coin toss")
    with pytest.raises(UsageError, match="already"):
        with_pattern(ITEM, "inline", "one")
    with pytest.raises(UsageError, match="no criterion 'none'"):
        with_pattern(ITEM, "none", "coin toss")
    with pytest.raises(UsageError, match="cannot be read"):
        with_pattern(ITEM.replace("'a, b'", "'a, b"), "inline", "coin toss")
