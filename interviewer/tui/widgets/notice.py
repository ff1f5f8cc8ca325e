"""One line, or a few, that tell the user something without getting in the way."""

from enum import StrEnum

from textual.content import Content
from textual.widgets import Static

from interviewer.tui.prose import Row, Rows, plain


class Tone(StrEnum):
    """How a notice is meant."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


MARKS = {Tone.INFO: "i", Tone.WARNING: "!", Tone.ERROR: "!!"}
STYLES = {Tone.INFO: "bold $accent", Tone.WARNING: "bold $withheld", Tone.ERROR: "bold $lost"}


class Notice(Static):
    """Hidden until there is something to say."""

    def __init__(self, id: str = "notice") -> None:
        """Begin hidden."""
        super().__init__(markup=False, id=id)
        self.tone = Tone.INFO
        self.message = ""

    def say(self, message: str, tone: Tone = Tone.INFO) -> None:
        """Show a message until it is cleared or another takes its place."""
        self.message, self.tone = message, tone
        mark = Content.styled(MARKS[tone], STYLES[tone])
        self.update(Rows([Row(plain(message), mark)], lead_width=4))
        self.set_class(bool(message), "-shown")
        for each in Tone:
            self.set_class(each is tone, f"-{each}")

    def clear(self, *tones: Tone) -> None:
        """Hide what is shown, if it is of one of these tones; without any, whatever it is."""
        if not tones or self.tone in tones:
            self.message = ""
            self.set_class(False, "-shown")
