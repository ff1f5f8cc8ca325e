"""The answers that a coach can mark: those of a CSV, or those in the transcripts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewer.dialogue.credit import done_records
from interviewer.grading.grader import Marker
from interviewer.model.errors import InputError
from interviewer.model.rubric import Rubric
from interviewer.model.text import cap_answer, one_line
from interviewer.services.csv_rows import (
    ANSWER_COLUMN,
    ITEM_COLUMN,
    bad_row,
    column_places,
    csv_rows,
    file_name,
    open_csv,
)
from interviewer.services.sampling import Scored, spread_order
from interviewer.services.session_states import ReplayedSession

MOST_GRADED = 300
"""How many answers are graded to choose among them: so many take a second or two."""


@dataclass(frozen=True)
class GivenAnswer:
    """An answer to an item; `source` says where it stands: a session and its turn, or a row."""

    item_id: str
    answer: str
    source: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells answers apart: the item, and the words whatever their layout."""
        return answer_key(self.item_id, self.answer)


def answer_key(item_id: str, answer: str) -> tuple[str, str]:
    """Return what tells answers apart: the item, and the words whatever their layout."""
    return item_id, one_line(answer).casefold()


def csv_answers(source: Path, rubric: Rubric) -> list[GivenAnswer]:
    """Return the answers in a CSV with the columns item_id and answer.

    Raises:
        InputError: it cannot be read, lacks a column, or names an item that the rubric does not
            have; the error names the row.
    """
    answers = []
    with open_csv(source) as text:
        rows = csv_rows(source, text)
        heading = next(rows, None)
        if heading is None:
            raise InputError(f"{file_name(source)}: is empty; it must hold item_id,answer")
        item_at, answer_at = column_places(source, heading, (ITEM_COLUMN, ANSWER_COLUMN))
        for number, row in enumerate(rows, start=2):
            if len(row) != len(heading):
                raise bad_row(source, number, len(row), len(heading))
            item_id = row[item_at].strip()
            if rubric.item(item_id) is None:
                raise InputError(
                    f"{file_name(source)}: row {number}: bank '{rubric.id}' has no item "
                    f"'{one_line(item_id)[:60]}'; 'interviewer rubric show {rubric.id}' lists them"
                )
            answers.append(GivenAnswer(item_id, cap_answer(row[answer_at])[0], f"row {number}"))
    return answers


def session_answers(sessions: Iterable[ReplayedSession], rubric: Rubric) -> Iterator[GivenAnswer]:
    """Yield the first answers to the items of a rubric.

    An answer that was given after the model answer had been read is left out.
    """
    for session in sessions:
        for record in done_records(session.state):
            turn = record.main
            known = rubric.item(record.planned.item_id) is not None
            if known and turn.answered is not None and not turn.told:
                source = f"{session.id} turn {turn.number}"
                yield GivenAnswer(record.planned.item_id, turn.answered.text, source)


def distinct(answers: Iterable[GivenAnswer], item_id: str = "") -> tuple[GivenAnswer, ...]:
    """Return each answer once, without blank ones; with `item_id` those to that item alone."""
    found: dict[tuple[str, str], GivenAnswer] = {}
    for answer in answers:
        if answer.answer.strip() and item_id in ("", answer.item_id):
            found.setdefault(answer.key, answer)
    return tuple(found.values())


def sampled(
    answers: Sequence[GivenAnswer],
    marker: Marker,
    seed: int,
    on_step: Callable[[], None] = lambda: None,
    most: int = MOST_GRADED,
) -> tuple[GivenAnswer, ...]:
    """Return all answers in the order in which to mark them; see `spread_order`.

    The marks of the program go into the order and nowhere else: whoever marks does not see them.
    Of more than `most` answers so many, spread over the items, come first and are graded; the
    others follow ungraded. `on_step` is called once for each answer that is graded.
    """
    rough: Sequence[int] = range(len(answers))
    if len(answers) > most:
        rough = tuple(spread_order([Scored(answer.item_id, 0.0) for answer in answers], seed))
    graded, others = rough[:most], rough[most:]
    scores: dict[int, float] = {}
    # Item by item: a grader may keep few items prepared.
    for place in sorted(graded, key=lambda place: answers[place].item_id):
        scores[place] = marker.assess(answers[place].item_id, answers[place].answer).score
        on_step()
    scored = [Scored(answers[place].item_id, scores[place]) for place in graded]
    order = [graded[place] for place in spread_order(scored, seed)]
    return tuple(answers[place] for place in (*order, *others))
