"""The status line: where the interview is, and how much time is left."""

import math
from dataclasses import dataclass
from enum import IntEnum

from textual.content import Content
from textual.widget import Widget

from interviewer.dialogue.timing import TimeLeft
from interviewer.tui.prose import joined, meter

WARN_SHARE = 0.2
"""A gentle warning comes when this much of a question's time is left."""
LAST_SECONDS = 30.0
UNTIMED = TimeLeft(None, None)


class Urgency(IntEnum):
    """How close the end of the time is."""

    NONE = 0
    SOON = 1
    LAST = 2


def urgency(left: float | None, total: float | None) -> Urgency:
    """Return how urgent `left` seconds of `total` are."""
    if left is None:
        return Urgency.NONE
    if left <= LAST_SECONDS:
        return Urgency.LAST
    if total is not None and left <= WARN_SHARE * total:
        return Urgency.SOON
    return Urgency.NONE


def clock_text(seconds: float) -> str:
    """Return minutes and seconds, rounded up so that 0:00 means that the time is up."""
    whole = max(0, math.ceil(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def time_text(left: TimeLeft) -> str:
    """Return in words how much time is left."""
    parts = []
    if left.item is not None:
        parts.append(f"{clock_text(left.item)} for this question")
    if left.session is not None:
        parts.append(f"{clock_text(left.session)} for the interview")
    return f"Time left: {', '.join(parts)}." if parts else "This interview is untimed."


@dataclass(frozen=True)
class Status:
    """What the status line says."""

    stage: str = ""
    position: int = 0
    total: int = 0
    follow_up: bool = False
    left: TimeLeft = UNTIMED
    urgency: Urgency = Urgency.NONE
    timed: bool = True
    over: bool = False


def status_content(status: Status, width: int) -> Content:
    """Return the status in the longest form that fits into `width` cells."""
    forms = (
        (_place(status, True), _progress(status, 18), _time(status, True)),
        (_place(status, True), _progress(status, 9), _time(status, True)),
        (_place(status, True), None, _time(status, True)),
        (_place(status, True), None, _time(status, False)),
        (_place(status, False), None, _time(status, False)),
    )
    for place, bar, time in forms:
        left = place if bar is None else joined(place, Content("  "), bar)
        gap = width - left.cell_length - time.cell_length
        if gap >= 2:
            return joined(left, Content(" " * gap), time)
    return _place(status, False).truncate(max(1, width))


def _place(status: Status, long: bool) -> Content:
    if not status.total:
        return Content.styled("Interview", "bold")
    stage = status.stage.capitalize()
    parts = [Content.styled(stage, "bold")]
    if long:
        parts.append(Content(f" · question {status.position} of {status.total}"))
        if status.follow_up:
            parts.append(Content.styled(" · follow-up", "$accent"))
    else:
        parts.append(Content(f" {status.position}/{status.total}"))
    return joined(*parts)


def _progress(status: Status, width: int) -> Content:
    share = status.position / status.total if status.total else 0.0
    return meter(share, width, "$accent")


def _time(status: Status, long: bool) -> Content:
    if status.over:
        return Content.styled("the end", "$muted")
    if not status.timed:
        return Content.styled("untimed", "$muted")
    parts: list[Content] = []
    if status.left.item is not None:
        text = clock_text(status.left.item) + (" left" if long else "")
        if status.urgency is Urgency.NONE:
            parts.append(Content.styled(text, "bold"))
        else:
            parts.append(Content.styled(f"! {text}", "bold $withheld"))
    if status.left.session is not None:
        text = clock_text(status.left.session) + (" in all" if long else "")
        parts.append(Content.styled(text, "$muted"))
    return Content(" · ").join(parts)


class StatusBar(Widget):
    """One line that is drawn anew when what it says has changed."""

    def __init__(self, id: str) -> None:
        """Begin with nothing to say."""
        super().__init__(id=id)
        self.status = Status()

    def show(self, status: Status) -> None:
        """Say `status` from now on."""
        if status != self.status:
            self.status = status
            self.refresh()

    def render(self) -> Content:
        """Draw the line at the present width."""
        return status_content(self.status, self.content_size.width)
