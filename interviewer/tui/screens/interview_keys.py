"""The keys of an interview, and when each of them does something."""

from textual.binding import Binding

from interviewer.model.session import Mode
from interviewer.services.interview import Interview

KEYS: list[Binding] = [
    Binding(
        "f5,ctrl+enter",
        "send",
        "Send",
        id="interview.send",
        key_display="F5",
        tooltip="Send the answer; Ctrl+Enter does it too where the terminal can tell it",
    ),
    Binding(
        "f5,ctrl+enter",
        "next",
        "Next",
        id="interview.next",
        key_display="F5",
        tooltip="Go on; the clock runs again with the next question",
    ),
    Binding(
        "f5,ctrl+enter",
        "end",
        "Result",
        id="interview.result",
        key_display="F5",
        tooltip="End the interview and see how it went",
    ),
    Binding(
        "f4",
        "request('hint')",
        "Hint",
        id="interview.hint",
        tooltip="Ask what a hint would cost; again to take it",
    ),
    Binding(
        "f6",
        "sure",
        "Sure",
        id="interview.sure",
        tooltip="Say how sure you are of this answer: a guess, fairly sure, certain",
    ),
    Binding(
        "f6",
        "again",
        "Try again",
        id="interview.again",
        tooltip="Answer the question that was just done once more",
    ),
    Binding(
        "f7",
        "request('later')",
        "Later",
        id="interview.later",
        tooltip="Put the question off to the end of its stage; your text comes back with it",
    ),
    Binding(
        "f3",
        "models",
        "Model answers",
        id="interview.models",
        tooltip="Open or close the model answers",
        show=False,
    ),
    Binding(
        "escape",
        "leave",
        "Leave",
        id="interview.leave",
        tooltip="Pause or stop; the text in the editor stays",
    ),
    # The footer has no room for it here.
    Binding("f2", "app.switch_theme", "Colours", id="interview.theme", show=False),
]

_ON_A_QUESTION = frozenset({"send", "sure", "request"})


def is_offered(action: str, interview: Interview, at_end: bool) -> bool:
    """Return whether a key's action makes sense now; `at_end` says that no question is to come."""
    if action == "next":
        return interview.in_break and not at_end
    if action == "end":
        return interview.in_break and at_end
    if action == "again":
        return interview.in_break
    if action in _ON_A_QUESTION:
        return not interview.in_break
    if action == "models":
        return interview.state.started.settings.mode is Mode.PRACTICE
    return True
