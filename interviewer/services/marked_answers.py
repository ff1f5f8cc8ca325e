"""Answers that a coach has marked, from a CSV."""

import math
from dataclasses import dataclass
from pathlib import Path

from interviewer.model.errors import InputError
from interviewer.model.rubric import Rubric
from interviewer.model.text import cap_answer, one_line
from interviewer.services.csv_rows import (
    ANSWER_COLUMN,
    ITEM_COLUMN,
    SCORE_COLUMN,
    bad_row,
    column_places,
    csv_rows,
    file_name,
    open_csv,
)


@dataclass(frozen=True)
class MarkedAnswer:
    """An answer to an item and the score between 0 and 1 that a person gave it."""

    item_id: str
    answer: str
    score: float


def read_marked(source: Path, rubric: Rubric) -> list[MarkedAnswer]:
    """Return the rows of a CSV with the columns item_id, answer and score.

    Raises:
        InputError: the file cannot be read, lacks a column, names an item that the rubric does
            not have, or holds a score that is no number between 0 and 1; the error names the row.
    """
    marked = []
    with open_csv(source) as text:
        rows = csv_rows(source, text)
        heading = next(rows, None)
        if heading is None:
            raise InputError(f"{file_name(source)}: is empty; it must hold item_id,answer,score")
        places = column_places(source, heading, (ITEM_COLUMN, ANSWER_COLUMN, SCORE_COLUMN))
        for number, row in enumerate(rows, start=2):
            if len(row) != len(heading):
                raise bad_row(source, number, len(row), len(heading))
            item_id, answer, score = (row[place] for place in places)
            if rubric.item(item_id.strip()) is None:
                raise InputError(
                    f"{file_name(source)}: row {number}: bank '{rubric.id}' has no item "
                    f"'{one_line(item_id)[:60]}'; 'interviewer rubric show {rubric.id}' lists them"
                )
            marked.append(
                MarkedAnswer(item_id.strip(), cap_answer(answer)[0], _score(source, number, score))
            )
    return marked


def _score(source: Path, number: int, text: str) -> float:
    try:
        score = float(text)
    except ValueError:
        score = math.nan
    if not 0 <= score <= 1:
        raise InputError(
            f"{file_name(source)}: row {number}: score '{one_line(text)[:30]}' is no number "
            "between 0 and 1; divide each mark by the full marks of its item"
        )
    return score
