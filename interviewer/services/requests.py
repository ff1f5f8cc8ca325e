"""What the candidate asks for, besides answering: the same for every front end."""

import re
from enum import Enum, auto

from interviewer.dialogue.acts import Act, Request, UnknownCommand, find_act
from interviewer.dialogue.policy import retry_record, skipped_record
from interviewer.dialogue.timing import TimeLeft
from interviewer.model.session import Mode
from interviewer.model.text import duration
from interviewer.services.interview import Interview

LEVELS = {1: "a guess", 2: "fairly sure", 3: "certain"}
"""How sure a candidate can be of an answer."""

_WORD = re.compile(r"[a-z']+")

DONT_KNOW = "I don't know."
"""What the command stands for in the transcript."""


class Outcome(Enum):
    """What the front end is to do after a request."""

    REPLIED = auto()
    """Show what is new in the conversation."""
    MOVED = auto()
    """Let the interview advance."""
    PAUSE = auto()
    STOP = auto()
    HELP = auto()


class Requests:
    """Does what a candidate asks for, and remembers what was offered."""

    def __init__(self, interview: Interview) -> None:
        """Serve the candidate of `interview`."""
        self.confidence = 0
        self._interview = interview
        self._offer: Act | None = None

    @property
    def offered(self) -> bool:
        """Return whether the interviewer waits for a yes or a no."""
        return self._offer is not None

    def find(self, text: str) -> Request | UnknownCommand | None:
        """Return what a text asks for; None where it is an answer to the open question."""
        item = self._interview.item
        words = frozenset[str]()
        if item is not None:
            words = frozenset(_WORD.findall(" ".join((item.prompt, *item.references)).lower()))
        return find_act(text, words, self.offered)

    def answer(self, text: str, timed_out: bool, confidence: int = 0) -> None:
        """Take an answer; `confidence` said with it counts before what was said earlier."""
        sure = confidence or self.confidence
        self._offer, self.confidence = None, 0
        self._interview.answer(text, timed_out, sure)

    def handle(self, request: Request, text: str) -> Outcome:
        """Do what was asked for; `text` is how it was said."""
        offer, self._offer = self._offer, None
        match request.act:
            case Act.YES:
                return self._accept(offer, text)
            case Act.NO:
                situation = "stop_declined" if offer is Act.STOP else "hint_declined"
                return self._reply(Act.NO, text, self._interview.phrase(situation))
            case Act.HINT:
                return self._accept(offer, text) if offer is Act.HINT else self._offer_hint(text)
            case Act.STOP if request.in_words and offer is not Act.STOP:
                self._offer = Act.STOP
                return self._reply(Act.STOP, text, self._interview.phrase("stop_offer"))
            case Act.PAUSE | Act.STOP | Act.HELP:
                if request.in_words:
                    self._interview.remark(request.act, text, "")
                return Outcome[request.act.name]
            case Act.SKIP | Act.LATER | Act.DONT_KNOW:
                return self._pass_on(request, text)
            case Act.BACK | Act.RETRY:
                return self._reopen(request, text)
            case Act.CONFIDENCE:
                return self._note_confidence(request, text)
            case Act.REPEAT | Act.CLARIFY:
                return self._say_again(request.act, text)
            case Act.TIME:
                return self._reply(Act.TIME, text, self._time())

    def _accept(self, offer: Act | None, text: str) -> Outcome:
        self._interview.remark(Act.YES, text, "")
        if offer is Act.STOP:
            return Outcome.STOP
        self._interview.hint()
        return Outcome.REPLIED

    def _offer_hint(self, text: str) -> Outcome:
        """Say what a hint would cost."""
        criterion = self._interview.next_hint()
        if criterion is None:
            return self._reply(Act.HINT, text, self._interview.phrase("hint_none"))
        self._offer = Act.HINT
        points = f"{criterion.points} point{'' if criterion.points == 1 else 's'}"
        offer = self._interview.phrase("hint_offer", points=points)
        return self._reply(Act.HINT, text, offer)

    def _pass_on(self, request: Request, text: str) -> Outcome:
        if request.act is Act.DONT_KNOW:
            self.answer(text if request.in_words else DONT_KNOW, timed_out=False)
            return Outcome.MOVED
        self.confidence = 0
        if request.in_words:
            self._interview.remark(request.act, text, "")
        self._interview.skip(later=request.act is Act.LATER)
        return Outcome.MOVED

    def _reopen(self, request: Request, text: str) -> Outcome:
        """Leave the open question for one that was skipped, or for another attempt."""
        state = self._interview.state
        if request.act is Act.BACK:
            record, none = skipped_record(state), "back_none"
        elif state.started.settings.mode is Mode.LIVE:
            record, none = None, "retry_live"
        else:
            record, none = retry_record(state), "retry_none"
        if record is None:
            return self._reply(request.act, text, self._interview.phrase(none))
        self.confidence = 0
        if request.in_words:
            self._interview.remark(request.act, text, "")
        self._interview.reopen(record.planned.item_id)
        return Outcome.MOVED

    def _note_confidence(self, request: Request, text: str) -> Outcome:
        if request.value not in LEVELS:
            levels = ", ".join(f"/sure {value} ({name})" for value, name in LEVELS.items())
            return self._reply(Act.CONFIDENCE, text, f"Say how sure you are with {levels}.")
        self.confidence = request.value
        noted = self._interview.phrase("sure", level=LEVELS[request.value])
        return self._reply(Act.CONFIDENCE, text, noted)

    def _say_again(self, act: Act, text: str) -> Outcome:
        """Say the open question again, or put it differently where the rubric can."""
        turn, item = self._interview.state.open_turn, self._interview.item
        if turn is None or item is None:
            return Outcome.REPLIED
        question, situation = turn.asked.text, "repeat"
        if act is Act.CLARIFY:
            situation = "clarify_none"
            if item.clarify and not turn.asked.kind.is_follow_up:
                question, situation = item.clarify, "clarify"
        return self._reply(act, text, f"{self._interview.phrase(situation)} {question}")

    def _time(self) -> str:
        left = self._interview.time_left()
        if left.session is None:
            return self._interview.phrase("untimed")
        return self._interview.phrase("time", time=time_in_words(left))

    def _reply(self, act: Act, text: str, reply: str) -> Outcome:
        self._interview.remark(act, text, reply)
        return Outcome.REPLIED


def time_in_words(left: TimeLeft) -> str:
    """Return how much time is left, such as "2 min for this question, 9 min in all"."""
    if left.session is None:
        return "untimed"
    parts = []
    if left.item is not None:
        parts.append(f"{duration(left.item)} for this question")
    parts.append(f"{duration(left.session)} in all")
    return ", ".join(parts)
