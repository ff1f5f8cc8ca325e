"""Figures beside those of an earlier run: what is worse is told, and a bar fails."""

import json
from datetime import date
from pathlib import Path

import pytest

import benchmarks.__main__
from benchmarks.__main__ import compared
from benchmarks.recorded import RECORDED, Comparison, Recorded, compare, read, written
from benchmarks.table import Ratio, Row

PAINT = "first paint, over an empty app's"
GAIN = "gain by two jobs"
USUAL = "one answer, over a loop"


def row(name: str, value: float, more_is_better: bool = False, bar: bool = True) -> Row:
    """Return a row with a ratio; with a bar, which it meets."""
    ratio = Ratio(name, value, more_is_better)
    return Row(name, f"{value:.1f} ms", "at most 9 ms" if bar else "", bar or None, ratio)


def recorded(**ratios: float) -> Recorded:
    """Return an earlier run with the ratios that are given, and the usual ones for the others."""
    usual = {"paint": 1.2, "gain": 1.8, "usual": 0.8} | ratios
    names = {"paint": PAINT, "gain": GAIN, "usual": USUAL}
    found = {names.get(key, key): value for key, value in usual.items()}
    return Recorded("a machine", "3.11.7", "2026-11-20", found)


def run(paint: float = 1.2, gain: float = 1.8, usual: float = 0.8) -> Comparison:
    """Compare a run of three ratios with the recorded one."""
    rows = [row(PAINT, paint), row(GAIN, gain, True), row(USUAL, usual, bar=False)]
    return compare([Row("the yardstick", "1 ms", "yardstick"), *rows], recorded())


@pytest.mark.parametrize(
    "figures", [{}, {"paint": 1.49}, {"gain": 1.45}, {"paint": 0.1, "gain": 9.0, "usual": 0.1}]
)
def test_a_quarter_more_is_noise(figures: dict[str, float]) -> None:
    """Nothing is said of what is as it was, a little worse, or better."""
    comparison = run(**figures)
    assert not comparison.failed
    assert comparison.lines == ("Nothing is worse than recorded by more than a quarter.",)


def test_what_is_worse_is_told_with_both_figures() -> None:
    """Less is better here."""
    comparison = run(paint=1.8)
    assert comparison.failed
    assert comparison.lines == (f"WORSE   {PAINT}: 1.8 instead of 1.2, 1.50 times as bad",)


def test_where_more_is_better_less_is_worse() -> None:
    """The other way round."""
    comparison = run(gain=1.2)
    assert comparison.failed
    assert comparison.lines == (f"WORSE   {GAIN}: 1.2 instead of 1.8, 1.50 times as bad",)


def test_a_figure_without_a_bar_is_told_and_fails_nothing() -> None:
    """Only bars are promises."""
    comparison = run(usual=1.6)
    assert not comparison.failed
    assert comparison.lines == (f"WORSE   {USUAL}: 1.6 instead of 0.8, 2.00 times as bad",)


def test_a_bar_that_is_missed_as_it_was_does_not_fail_again() -> None:
    """The table says that it is missed; the comparison is about change."""
    ratio = Ratio(PAINT, 1.2)
    comparison = compare([Row(PAINT, "9 ms", "at most 1 ms", False, ratio)], recorded())
    assert not comparison.failed


def test_new_and_vanished_figures_are_told() -> None:
    """Neither is a failure: the next recording mends it."""
    comparison = compare([row("new one", 3.0)], recorded())
    assert not comparison.failed
    assert "NEW     new one: 3, not recorded yet" in comparison.lines
    assert f"GONE    {PAINT}: recorded, but not measured now" in comparison.lines


def test_what_is_written_is_read_again() -> None:
    """With where and when it was measured; ratios keep four digits."""
    rows = [row(PAINT, 1.23456), Row("the yardstick", "1 ms", "yardstick")]
    text = written(rows, "a machine", date(2026, 11, 20))
    found = read(text)
    assert found.ratios == {PAINT: 1.235}
    assert (found.machine, found.date) == ("a machine", "2026-11-20")
    assert [figure["what"] for figure in json.loads(text)["figures"]] == [PAINT, "the yardstick"]
    assert not compare(rows, found).failed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"figures": [{"ratio": {"name": "x"}}]}',
        written([row(PAINT, 0.0)], "a machine", date(2026, 11, 20)),
    ],
)
def test_a_file_that_holds_no_figures_is_refused(text: str) -> None:
    """Nothing is compared with nonsense."""
    with pytest.raises(ValueError, match=r"."):
        read(text)


def test_the_recorded_run_can_be_read() -> None:
    """It is part of the repository."""
    assert read(RECORDED.read_text("utf-8")).ratios


def test_the_exit_code_tells_that_a_bar_is_worse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 without a recorded run, and beside one that is as good."""
    path = tmp_path / "recorded.json"
    monkeypatch.setattr(benchmarks.__main__, "RECORDED", path)
    assert compared([row(PAINT, 1.2)]) == 0
    assert "ARGS=--record" in capsys.readouterr().out
    path.write_text(written([row(PAINT, 1.2)], "a machine", date(2026, 11, 20)), "utf-8")
    assert compared([row(PAINT, 1.2)]) == 0
    assert "Recorded on 2026-11-20" in capsys.readouterr().out
    assert compared([row(PAINT, 1.6)]) == 1
    assert f"WORSE   {PAINT}" in capsys.readouterr().out
