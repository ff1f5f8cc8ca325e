"""The status line: where the interview is, and how much time is left."""

import math
from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget

from interviewer.dialogue.timing import UNTIMED, TimeLeft, Urgency
from interviewer.tui.prose import joined, meter


def clock_text(seconds: float) -> str:
    """Return minutes and seconds, rounded up so that 0:00 means that the time is up."""
    whole = max(0, math.ceil(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


@dataclass(frozen=True)
class Status:
    """What the status line says; `note` is what the question is besides the next of the plan."""

    stage: str = ""
    position: int = 0
    total: int = 0
    note: str = ""
    left: TimeLeft = UNTIMED
    item_urgency: Urgency = Urgency.NONE
    session_urgency: Urgency = Urgency.NONE
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
        if status.note:
            parts.append(Content.styled(f" · {status.note}", "$accent"))
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
    left, parts = status.left, []
    if left.item is not None:
        text = clock_text(left.item) + (" left" if long else "")
        parts.append(_clock(text, status.item_urgency, "bold"))
    if left.session is not None:
        text = clock_text(left.session) + (" in all" if long else "")
        parts.append(_clock(text, status.session_urgency, "$muted"))
    return Content(" · ").join(parts)


def _clock(text: str, urgency: Urgency, style: str) -> Content:
    if urgency is Urgency.NONE:
        return Content.styled(text, style)
    return Content.styled(f"! {text}", "bold $withheld")


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
