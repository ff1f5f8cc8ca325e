"""Many past sessions for the tests: really held, by a candidate who gets better.

`python -m tests.unit.services.many_sessions FOLDER [COUNT]` fills a folder with sessions with the
shipped bank, to look at.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from interviewer.grading.grader import Grader
from interviewer.model.rubric import Item, Rubric
from interviewer.model.session import Mode
from interviewer.model.transcript import TurnKind
from interviewer.services.history import read_standings
from interviewer.services.interview import Interview
from interviewer.services.interview_start import begin_interview
from interviewer.storage.rubric_file import load_rubric
from tests.factories import NOON, PHRASES, FakeClock, make_grader, make_settings

SPREAD = 0.2
"""How much one answer may be better or worse than the session it is in."""

SECONDS = 40.0
"""How long every answer takes."""


def hold_sessions(
    folder: Path,
    rubric: Rubric,
    count: int,
    last: datetime = NOON,
    days: float = 2.0,
    quality: tuple[float, float] = (0.05, 0.75),
    items_per_stage: int = 1,
    mode: Mode = Mode.PRACTICE,
    grader: Grader | None = None,
) -> list[Path]:
    """Hold sessions one after the other, and return their files, the oldest first.

    Args:
        folder: where their transcripts go.
        rubric: the bank to ask from.
        count: how many.
        last: when the last one begins; the others begin `days` days earlier each.
        days: the days between two sessions.
        quality: how good the answers of the first and of the last one are, between 0 and 1.
        items_per_stage: how many questions each stage has.
        mode: practice or live.
        grader: what marks the answers, where another than that of the tests should.
    """
    marker, random = grader or make_grader(rubric), Random(count)
    paths = []
    for number in range(count):
        share = number / (count - 1) if count > 1 else 1.0
        clock = FakeClock()
        clock.wall = last - timedelta(days=days * (count - 1 - number))
        settings = make_settings(seed=number, items_per_stage=items_per_stage, mode=mode)
        past = read_standings(folder, rubric, clock.now())
        interview = begin_interview(
            rubric, settings, folder, clock, f"{number:04x}", lambda: marker, PHRASES, past
        )
        first, final = quality
        _hold(interview, clock, random, first + share * (final - first))
        paths.append(interview.path)
    return paths


def answer_of(item: Item, quality: float) -> str:
    """Return an answer to an item that is about so good, between 0 and 1: empty, cut or whole.

    Below 0.15 it is nothing but a misconception's own words, where the item has an example of one.
    """
    if quality < 0.15 and item.misconceptions:
        return item.misconceptions[0].match[0].replace("|", " ")
    words = item.references[0].split()
    return " ".join(words[: round(len(words) * min(1.0, quality))])


def _hold(interview: Interview, clock: FakeClock, random: Random, quality: float) -> None:
    try:
        interview.advance()
        while interview.state.finished is None:
            turn, item = interview.state.open_turn, interview.item
            assert turn is not None, "it is the candidate's turn"
            assert item is not None, "a turn is about an item"
            clock.tick(SECONDS)
            wanted = quality + random.uniform(-SPREAD, SPREAD)
            if turn.asked.kind is not TurnKind.ITEM or wanted <= 0:
                interview.skip()
            else:
                interview.answer(answer_of(item, wanted))
            interview.advance()
    finally:
        interview.close()


def _main(folder: str, count: str = "30") -> None:
    rubric = load_rubric(Path(__file__).parents[3] / "rubrics" / "deep-learning.yaml")
    hold_sessions(Path(folder), rubric, int(count), items_per_stage=3)


if __name__ == "__main__":
    _main(*sys.argv[1:])
