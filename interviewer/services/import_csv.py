"""Questions from a table: a column of questions, and what else it says of each."""

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from interviewer.model.errors import InputError
from interviewer.model.text import one_line
from interviewer.services.csv_rows import bad_row, csv_rows, file_name
from interviewer.services.import_prose import html_prose
from interviewer.services.import_source import Imported, Question, read_source, stage_in

MOST_ROWS = 5000

_NAMES = {
    "question": ("question", "prompt"),
    "answer": ("answer", "reference", "model answer", "reference answer"),
    "stage": ("stage", "level", "difficulty"),
    "topic": ("topic", "subject", "category", "section"),
    "points": ("points", "marks", "max points"),
    "minutes": ("minutes",),
    "id": ("id", "item_id", "name"),
}
_SEPARATORS = ",;\t"
_NUMBERED = re.compile(r"(answer|reference)[ _]?\d{1,2}")
_LONGEST_TOPIC = 60


def import_csv(source: Path) -> Imported:
    """Return the questions of a CSV whose first line names its columns.

    Columns between commas, semicolons or tabs: question (or prompt), and where they are there
    answer (or reference; answer_2 and so on for more), stage, topic, points, minutes, id.

    Raises:
        InputError: it cannot be read, or has no column of questions; the error names the line.
    """
    text = read_source(source)
    heading, _, _ = text.partition("\n")
    separator = max(_SEPARATORS, key=heading.count)
    rows = csv_rows(source, io.StringIO(text, newline=""), separator)
    names = next(rows, ())
    columns = _columns(source, names)
    questions: list[Question] = []
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(names):
            raise bad_row(source, number, len(row), len(names))
        if len(questions) == MOST_ROWS:
            raise InputError(
                f"{file_name(source)}: row {number}: there are more than {MOST_ROWS:,} questions; "
                "split the file"
            )
        question = _question({key: row[place] for key, place in columns.items()})
        if question is not None:
            questions.append(question)
    return Imported(tuple(questions))


def _columns(source: Path, names: Sequence[str]) -> Mapping[str, int]:
    """Return where each known column stands; those that hold more answers are `answer 2` ..."""
    columns: dict[str, int] = {}
    for place, raw in enumerate(names):
        name = one_line(raw).casefold()
        known = next((key for key, others in _NAMES.items() if name in others), None)
        if _NUMBERED.fullmatch(name):
            known = f"answer {place}"
        if known is not None:
            columns.setdefault(known, place)
    if "question" not in columns:
        found = ", ".join(one_line(name)[:40] for name in names[:8]) or "nothing"
        raise InputError(
            f"{file_name(source)}: line 1: there is no column question or prompt among {found}; "
            "name the column of the questions so"
        )
    return columns


def _question(cells: Mapping[str, str]) -> Question | None:
    prompt = one_line(html_prose(cells["question"]))
    if not prompt:
        return None
    answers = (html_prose(text) for key, text in cells.items() if key.startswith("answer"))
    remarks: list[str] = []
    return Question(
        prompt,
        tuple(answer for answer in answers if answer),
        name=one_line(cells.get("id", "")),
        stage=stage_in(cells.get("stage", "")),
        topic=one_line(cells.get("topic", ""))[:_LONGEST_TOPIC].strip(),
        minutes=_number(cells, "minutes", 0.5, 60, remarks),
        points=_number(cells, "points", 0.01, 1000, remarks),
        remarks=tuple(remarks),
    )


def _number(
    cells: Mapping[str, str], name: str, lowest: float, highest: float, remarks: list[str]
) -> float | None:
    """Return the number in a cell, None where there is none; `remarks` says where it is none."""
    text = one_line(cells.get(name, "")).replace(",", ".")
    if not text:
        return None
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", text) and lowest <= float(text) <= highest:
        return float(text)
    remarks.append(f"{name} is not a number from {lowest:g} to {highest:g}: {text[:40]}")
    return None
