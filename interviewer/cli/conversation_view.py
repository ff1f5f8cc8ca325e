"""A conversation as plain lines of text, for --plain and for `transcript show`."""

from collections.abc import Iterator

from interviewer.cli.text_view import feedback_lines, marked, wrapped
from interviewer.services.conversation import Speaker, Utterance

_LABELS = {
    Speaker.INTERVIEWER: "Interviewer",
    Speaker.CANDIDATE: "You",
    Speaker.MODEL: "Model answer",
    Speaker.NOTE: "Note",
}


def utterance_lines(utterance: Utterance, with_why: bool = False) -> Iterator[str]:
    """Yield the lines of one piece of the conversation."""
    if utterance.feedback is not None:
        yield from feedback_lines(utterance.feedback)
        return
    text = marked(utterance.text, utterance.highlights)
    yield from _paragraphs(f"{_LABELS[utterance.speaker]}: {text}")
    if with_why and utterance.why:
        yield from wrapped(f"why: {utterance.why}", "  (", "   ", end=")")


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from wrapped(line, "", "") if line.strip() else [""]
