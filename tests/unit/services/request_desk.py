"""An interview with its candidate's requests, for the tests of what may be asked for."""

from collections.abc import Callable, Iterator
from pathlib import Path

from interviewer.dialogue.acts import Request
from interviewer.dialogue.wording import choose, turns_so_far
from interviewer.model.rubric import Stage
from interviewer.model.session import Mode
from interviewer.model.transcript import Acted
from interviewer.services.requests import Outcome, Requests
from interviewer.storage.transcript_log import read_transcript
from tests.factories import CLIPPING, DROPOUT, PHRASES, FakeClock, changed, make_rubric
from tests.factories import make_settings as settings_of
from tests.unit.services.interviews import begin, on_disk

SEED = 2
"""With it the items come in the order of the bank."""

CLEAR = changed(CLIPPING, clarify="Say what is done to a gradient, and on what occasion.")
SECOND = changed(CLIPPING, id="second")
RUBRIC = make_rubric(CLEAR, SECOND, DROPOUT)
BASIC = (Stage.BASIC, Stage.FRESHER)


class Desk:
    """An interview and what its candidate asks for, in the words that are typed."""

    def __init__(self, folder: Path, clock: FakeClock, mode: Mode, minutes: float | None) -> None:
        chosen = settings_of(minutes, mode, seed=SEED, stages=BASIC, items_per_stage=2)
        self.clock = clock
        self.live = begin(folder, clock, chosen, RUBRIC)
        self.requests = Requests(self.live)

    def say(self, text: str) -> Outcome:
        """Have a request done; it must be one."""
        found = self.requests.find(text)
        assert isinstance(found, Request), text
        outcome = self.requests.handle(found, text)
        if outcome is Outcome.MOVED:
            self.live.advance()
        return outcome

    def answer(self, text: str, confidence: int = 0) -> None:
        assert self.requests.find(text) is None
        self.requests.answer(text, False, confidence)
        self.live.advance()

    def events(self, kind: type) -> list:  # type: ignore[type-arg]
        """Return the events of one kind in the file."""
        assert on_disk(self.live) == self.live.state
        data = [event.data for event in read_transcript(self.live.path).events]
        return [entry for entry in data if isinstance(entry, kind)]

    @property
    def replies(self) -> list[str]:
        return [acted.reply for acted in self.events(Acted)]

    def phrase(self, situation: str, **values: str) -> str:
        variants = getattr(PHRASES, situation)
        return choose(variants, SEED, turns_so_far(self.live.state)).format(**values)

    @property
    def item(self) -> str:
        turn = self.live.state.open_turn
        assert turn is not None
        return turn.asked.item_id


Make = Callable[..., Desk]
"""Gives a desk: `make(mode, minutes)`, untimed practice unless told otherwise."""


def desks(folder: Path, clock: FakeClock) -> Iterator[Make]:
    """Yield what makes desks, and close their files in the end."""
    made: list[Desk] = []

    def make(mode: Mode = Mode.PRACTICE, minutes: float | None = None) -> Desk:
        made.append(Desk(folder / str(len(made)), clock, mode, minutes))
        return made[-1]

    yield make
    for here in made:
        here.live.close()
