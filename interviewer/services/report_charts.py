"""Charts of a report: drawn as SVG in shares of the width, so that letters never shrink."""

from collections.abc import Iterator, Sequence

from interviewer.services.report import Attempt
from interviewer.services.report_elements import Element, element
from interviewer.services.report_words import Bar, day, percent

MOST_POINTS = 24
"""How many sessions a chart over time shows: the newest."""

_LABEL_LENGTH = 40
_BAR_SHARE = 0.66  # the rest of the width is for the value beside the bar
_ROW, _BAR_HEIGHT = 64, 12
_LEFT, _RIGHT = 14.0, 92.0  # per cent of the width: where the first and the last session stand
_TOP, _BOTTOM, _HEIGHT = 28, 168, 200
_LABELS = 6


def bar_chart(name: str, title: str, bars: Sequence[Bar], mark: float | None = None) -> Element:
    """Return bars of scores, each with its value beside it.

    Args:
        name: an id of its own in the document, of small letters, digits and hyphens.
        title: what the chart shows.
        bars: the rows.
        mark: a score to draw a line at, the pass mark.
    """
    height = _ROW * len(bars) + (20 if mark is not None else 0)
    told = "; ".join(
        f"{bar.label}: {percent(bar.unaided)} unaided, {percent(bar.aided)} with help"
        for bar in bars
    )
    drawn = [part for place, bar in enumerate(bars) for part in _bar(bar, place * _ROW)]
    if mark is not None:
        x = _across(mark)
        for place in range(len(bars)):
            top = place * _ROW
            drawn.append(
                element("line", x1=x, x2=x, y1=str(top + 18), y2=str(top + 52), class_="pass")
            )
        drawn.append(_text(f"pass mark {percent(mark)}", x, height - 5, "soft", "middle"))
    return _figure(name, title, f"{told}.", height, drawn)


def trend_chart(name: str, title: str, attempts: Sequence[Attempt]) -> Element:
    """Return the scores of sessions one after the other, unaided and with help."""
    attempts = attempts[-MOST_POINTS:]
    told = "; ".join(
        f"{_when(attempt, number)}: {percent(attempt.unaided)} unaided, "
        f"{percent(attempt.aided)} with help"
        for number, attempt in enumerate(attempts, 1)
    )
    drawn = [*_grid(), *_path([a.aided for a in attempts], "path with-help")]
    drawn += _path([a.unaided for a in attempts], "path")
    step = -(-len(attempts) // _LABELS)
    for place, attempt in enumerate(attempts):
        x = _along(place, len(attempts))
        drawn.append(_circle(x, attempt.aided, "ring"))
        drawn.append(_circle(x, attempt.unaided, "unaided"))
        # The newest session is always named: labels are counted from the end.
        if (len(attempts) - 1 - place) % step == 0:
            drawn.append(_text(percent(attempt.unaided), x, _value_at(attempt), "", "middle"))
            label = day(attempt.began) or str(place + 1)
            drawn.append(_text(label, x, _HEIGHT - 8, "soft", "middle"))
    return _figure(name, title, f"{told}.", _HEIGHT, drawn)


def _bar(bar: Bar, top: int) -> Iterator[Element]:
    """Yield a label with two bars below it: filled for unaided, an outline for with help."""
    label = bar.label if len(bar.label) <= _LABEL_LENGTH else f"{bar.label[: _LABEL_LENGTH - 1]}…"
    yield _text(label, "0", top + 14)
    for place, (score, kind, said) in enumerate(
        ((bar.unaided, "unaided", "unaided"), (bar.aided, "aided", "with help"))
    ):
        y = top + 21 + place * (_BAR_HEIGHT + 4)
        sized = {"height": str(_BAR_HEIGHT), "y": str(y), "x": "0"}
        yield element("rect", class_="track", width=_across(1), **sized)
        if score > 0:
            yield element("rect", class_=kind, width=_across(min(1.0, score)), **sized)
        yield _text(f"{percent(score)} {said}", f"{_BAR_SHARE * 100 + 2:g}%", y + 10, "soft")


def _figure(name: str, title: str, told: str, height: int, drawn: Sequence[Element]) -> Element:
    labels = f"{name}-title {name}-desc"
    return element(
        "figure",
        element("figcaption", title),
        element(
            "svg",
            element("title", title, id=f"{name}-title"),
            element("desc", told, id=f"{name}-desc"),
            *drawn,
            role="img",
            aria_labelledby=labels,
            width="100%",
            height=str(height),
        ),
    )


def _grid() -> Iterator[Element]:
    for score in (0.0, 0.5, 1.0):
        y = _down(score)
        yield element("line", x1="11%", x2="97%", y1=f"{y:g}", y2=f"{y:g}", class_="axis")
        yield _text(percent(score), "0", y + 4, "soft")


def _path(scores: Sequence[float], kind: str) -> Iterator[Element]:
    for place, score in enumerate(scores[1:], 1):
        yield element(
            "line",
            x1=_along(place - 1, len(scores)),
            y1=f"{_down(scores[place - 1]):g}",
            x2=_along(place, len(scores)),
            y2=f"{_down(score):g}",
            class_=kind,
        )


def _circle(x: str, score: float, kind: str) -> Element:
    return element("circle", cx=x, cy=f"{_down(score):g}", r="5", class_=kind)


def _value_at(attempt: Attempt) -> float:
    """Return where the value stands: below its point, as the one with help is above."""
    below = _down(attempt.unaided) + 19
    return below if below < _BOTTOM else _down(attempt.aided) - 10


def _text(text: str, x: str, y: float, kind: str = "", anchor: str = "start") -> Element:
    named = {"class_": kind} if kind else {}
    return element("text", text, x=x, y=f"{y:g}", text_anchor=anchor, **named)


def _when(attempt: Attempt, number: int) -> str:
    return day(attempt.began) or f"session {number}"


def _across(score: float) -> str:
    return f"{score * _BAR_SHARE * 100:.2f}%"


def _along(place: int, count: int) -> str:
    share = place / (count - 1) if count > 1 else 0.5
    return f"{_LEFT + share * (_RIGHT - _LEFT):.2f}%"


def _down(score: float) -> float:
    return round(_BOTTOM - score * (_BOTTOM - _TOP), 2)
