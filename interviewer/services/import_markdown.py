"""Question lists in Markdown or plain text: headings, bold or numbered lines that ask something."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from interviewer.model.rubric import Stage
from interviewer.model.text import counted, one_line
from interviewer.services.import_source import Imported, Question, read_source, stage_in
from interviewer.services.markdown_blocks import Block, Style, read_blocks

_FEWEST = 2
_FEWEST_USUAL, _USUAL_SHARE = 4, 0.85
_SHORTEST_UNUSUAL = 30
_LONGEST_TOPIC = 60
_ANSWER_LABEL = re.compile(r"(?:a|ans|answer|solution)\s*[:.)-]+\s+|answer$", re.IGNORECASE)


def import_markdown(source: Path) -> Imported:
    """Return the questions of a list, each with the text below it as its answer.

    Raises:
        InputError: the file cannot be read, is too large or is not UTF-8.
    """
    return parse_markdown(read_source(source))


def parse_markdown(text: str) -> Imported:
    """Return the questions of a cleaned text.

    The strongest style with two questions or more (headings, then bold, then numbers) is the one
    of the list: within an answer only a question of that style, or a stronger one, begins anew, so
    that numbered steps stay what they are. A heading that asks nothing names a stage or a topic.
    """
    blocks = read_blocks(text)
    lines = _with_unusual_questions(blocks.lines)
    counts = Counter(block.style for block in lines if block.style is not None)
    styles = [style for style in Style if counts[style] >= _FEWEST]
    reader = _Reader(styles[0] if styles else Style.NUMBERED)
    for block in lines:
        reader.take(block)
    reader.close()
    left_out = [
        f"{counted(count, kind, _PLURALS.get(kind, ''))} left out"
        for kind, count in sorted(blocks.left_out.items())
    ]
    return Imported(tuple(reader.questions), reader.title, tuple(left_out))


def _with_unusual_questions(lines: Sequence[Block]) -> list[Block]:
    """Return lines in which a heading among headings that nearly all ask something asks too."""
    asking = Counter(block.level for block in lines if block.style is Style.HEADING)
    silent = Counter(block.level for block in lines if block.section)
    usual = {
        level
        for level, count in asking.items()
        if count >= _FEWEST_USUAL and count >= _USUAL_SHARE * (count + silent[level])
    }
    return [
        replace(block, style=Style.HEADING, section=False)
        if block.section and block.level in usual and len(block.text) >= _SHORTEST_UNUSUAL
        else block
        for block in lines
    ]


_PLURALS = {"block of code": "blocks of code", "part of a line": "parts of lines"}


class _Reader:
    """Takes line after line, and knows which question is open and which section holds."""

    def __init__(self, style: Style) -> None:
        self.questions: list[Question] = []
        self.title = ""
        self._style = style
        self._stage: Stage | None = None
        self._stage_level = 6
        self._topic = ""
        self._open: Block | None = None
        self._paragraphs: list[str] = []
        self._goes_on = False

    def take(self, block: Block) -> None:
        """Take one line."""
        if block.blank:
            self._goes_on = False
        elif block.style is not None and self._begins(block.style):
            self.close()
            self._open = block
            if block.rest:
                self._add(block.rest, goes_on=False)
        elif block.section and (self._open is None or block.level <= self._level()):
            self.close()
            self._enter(block)
        elif self._open is not None:
            text = f"{block.text.rstrip(':')}:" if block.section else block.text
            listed = block.bullet or block.style is Style.NUMBERED
            goes_on = self._goes_on and not listed and block.style is None
            self._add(f"- {text}" if listed else f"{text} {block.rest}".rstrip(), goes_on)

    def close(self) -> None:
        """Keep the question that is open."""
        if self._open is not None:
            answer = "\n".join(line for line in self._paragraphs if line.strip(" -:"))
            answers = (answer,) if answer else ()
            prompt = self._open.text
            self.questions.append(Question(prompt, answers, stage=self._stage, topic=self._topic))
        self._open, self._paragraphs, self._goes_on = None, [], False

    def _begins(self, style: Style) -> bool:
        if self._open is None or self._open.style is None:
            return True
        return style <= max(self._style, self._open.style)

    def _level(self) -> int:
        """Return the level at which a heading ends the answer that is open."""
        return self._open.level or 6 if self._open else 6

    def _enter(self, block: Block) -> None:
        stage, words = stage_in(block.text), block.text.casefold().split()
        if block.level == 1 and not self.title and not self.questions:
            self.title = one_line(block.text)
            return
        if block.level <= self._stage_level:
            self._stage = None
        is_topic = stage is None and "questions" not in words and "interview" not in words
        if stage is not None or not is_topic:
            self._stage, self._stage_level = stage, block.level
        self._topic = block.text[:_LONGEST_TOPIC].strip() if is_topic else ""

    def _add(self, text: str, goes_on: bool) -> None:
        """Add a line to the answer: to its last paragraph where that goes on."""
        if not self._paragraphs:
            text = _ANSWER_LABEL.sub("", text, count=1) if _ANSWER_LABEL.match(text) else text
        if goes_on and self._paragraphs:
            self._paragraphs[-1] += f" {text}"
        elif text:
            self._paragraphs.append(text)
        self._goes_on = True
