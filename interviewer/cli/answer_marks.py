"""One answer from a file or from standard input, and its marks as text."""

import sys
from pathlib import Path

from interviewer.cli.output import say
from interviewer.cli.text_view import feedback_lines, marked
from interviewer.grading.feedback import feedback
from interviewer.model.assessment import Assessment
from interviewer.model.errors import InputError
from interviewer.model.rubric import Item
from interviewer.model.text import ANSWER_LIMIT, cap_answer, one_line


def read_answer(name: str) -> str:
    """Return an answer from a file, or from standard input where `name` is ``-``.

    Raises:
        InputError: the file cannot be read.
    """
    if name == "-":
        raw = sys.stdin.buffer.read(10 * ANSWER_LIMIT)
    else:
        try:
            with Path(name).open("rb") as file:
                raw = file.read(10 * ANSWER_LIMIT)
        except OSError as error:
            raise InputError(
                f"{one_line(name)}: cannot be read ({error.strerror}); check the path"
            ) from None
    text, cut = cap_answer(raw.decode("utf-8-sig", errors="replace"))
    if cut:
        say(f"The answer was cut at {ANSWER_LIMIT:,} characters.", error=True)
    return text


def say_marks(item: Item, assessment: Assessment, answer: str) -> None:
    """Print what an answer to an item got, and the answer with its words marked."""
    words = feedback(item, assessment, answer)
    for line in feedback_lines(words):
        say(line)
    if words.highlights:
        say()
        say(marked(answer, words.highlights).rstrip("\n"))
