"""Small pictures made of characters."""

import pytest

from interviewer.cli.text_charts import ASCII, BLOCKS, Charts, charts_for


@pytest.mark.parametrize(
    ("share", "bar"),
    [(0, "...."), (0.01, "#..."), (0.5, "##.."), (0.9, "####"), (7, "####"), (-1, "....")],
)  # fmt: skip
def test_a_bar(share: float, bar: str) -> None:
    """A little shows as one cell; what is out of range fills or leaves all."""
    assert ASCII.bar(share, 4) == bar


def test_a_line() -> None:
    """From nothing to the most, one cell a value; the newest where there are too many."""
    assert ASCII.line((0, 0.05, 0.1, 0.55, 0.99, 1.0), 20) == "001599"
    assert BLOCKS.line((0, 0.5, 1), 20) == "▁▅█"
    assert ASCII.line((0.1, 0.2, 0.3), 2) == "23"
    assert ASCII.line((10, 20), 20, most=20) == "59"
    assert ASCII.line((0, 0), 20, most=0) == "00"
    assert ASCII.line((), 20) == ""


@pytest.mark.parametrize(
    ("environment", "encoding", "charts"),
    [
        ({}, "utf-8", BLOCKS),
        ({"TERM": "xterm"}, "UTF-8", BLOCKS),
        ({"TERM": "dumb"}, "utf-8", ASCII),
        ({}, "ascii", ASCII),
        ({}, "latin-1", ASCII),
        ({}, "no such encoding", ASCII),
    ],
)
def test_what_the_terminal_can_show(
    environment: dict[str, str], encoding: str, charts: Charts
) -> None:
    assert charts_for(environment, encoding) is charts
