"""The answers that a rubric is mined with: from past sessions, or from a CSV."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewer.dialogue.moderation import in_force
from interviewer.model.rubric import Rubric
from interviewer.services.answer_pool import csv_answers
from interviewer.services.csv_rows import SCORE_COLUMN, csv_rows, open_csv
from interviewer.services.marked_answers import read_marked
from interviewer.services.session_states import ReplayedSession


@dataclass(frozen=True)
class MinedAnswer:
    """An answer to an item; `score` is what a person gave it, 0 to 1, None where nobody did."""

    item_id: str
    answer: str
    score: float | None = None


def answers_of_sessions(sessions: Iterable[ReplayedSession]) -> Iterator[MinedAnswer]:
    """Yield the first answers to all items in some sessions.

    Further attempts and answers after the model answer had been read are left out: they say again
    what was read. An answer has a score where a coach decided on a mark of it: that of the item
    with the coach's decisions.
    """
    for session in sessions:
        decided = {each.turn for each in session.state.overrides}
        for record in in_force(session.state).records:
            main = record.main
            if main.answered is None or main.told:
                continue
            score = None
            if main.number in decided and main.assessment is not None:
                score = main.assessment.score
            yield MinedAnswer(record.planned.item_id, main.answered.text, score)


def answers_of_csv(source: Path, rubric: Rubric) -> list[MinedAnswer]:
    """Return the rows of a CSV with the columns item_id and answer, and maybe score.

    Raises:
        InputError: the file cannot be read, lacks a column, names an item that the rubric does
            not have, or holds a score that is no number between 0 and 1; the error names the row.
    """
    with open_csv(source) as text:
        heading = next(csv_rows(source, text), ())
    if SCORE_COLUMN in heading:
        marked = read_marked(source, rubric)
        return [MinedAnswer(each.item_id, each.answer, each.score) for each in marked]
    return [MinedAnswer(each.item_id, each.answer) for each in csv_answers(source, rubric)]
