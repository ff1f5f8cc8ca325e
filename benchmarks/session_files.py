"""Ten thousand past sessions to measure with: some that were really held, and their likenesses."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from random import Random

from interviewer.grading.grader import Grader
from interviewer.model.phrases import Phrases
from interviewer.model.rubric import Rubric, Stage
from interviewer.model.session import Mode, Settings
from interviewer.services.clock import Clock
from interviewer.services.interview import Interview
from interviewer.services.interview_start import begin_interview
from interviewer.storage.transcript_log import SUFFIX

HELD = 24
"""How many sessions are held with the real grader; the others differ in their times alone."""

ITEMS_A_STAGE = 5
BEGAN = datetime(2021, 1, 4, 9, 0, tzinfo=UTC)
_WORDS = "perhaps I would begin with the data and look at what the loss does over time".split()


class SteppedClock(Clock):
    """A clock that goes on only when it is told to."""

    def __init__(self, wall: datetime) -> None:
        """Begin at `wall`."""
        self.wall = wall
        self.seconds = 0.0

    def monotonic(self) -> float:
        """Return the seconds since the beginning."""
        return self.seconds

    def now(self) -> datetime:
        """Return the time."""
        return self.wall

    def tick(self, seconds: float) -> None:
        """Go on."""
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)


def make_sessions(
    folder: Path, rubric: Rubric, phrases: Phrases, count: int, seed: int = 1
) -> None:
    """Fill `folder` with `count` sessions of about 20 answers each; the same for the same seed."""
    random, grader = Random(seed), Grader(rubric)
    held = [
        hold(folder, rubric, phrases, grader, random, number) for number in range(min(HELD, count))
    ]
    contents = [path.read_bytes() for path in held]
    for number in range(len(held), count):
        _write_likeness(folder, rubric.id, contents[number % len(held)], number)


def hold(
    folder: Path,
    rubric: Rubric,
    phrases: Phrases,
    grader: Grader,
    random: Random,
    number: int,
    items_a_stage: int = ITEMS_A_STAGE,
) -> Path:
    """Hold one session and return its file; every eighth is left unfinished."""
    clock = SteppedClock(_began(number))
    mode = Mode.LIVE if number % 3 == 2 else Mode.PRACTICE
    settings = Settings(tuple(Stage), items_a_stage, None, mode, False, number)
    interview = begin_interview(
        rubric, settings, folder, clock, f"{number % 65536:04x}", lambda: grader, phrases
    )
    try:
        left = 9 if number % 8 == 7 else 1000
        for _ in islice(_turns(interview), left):
            text = _answer(interview, random)
            for part in (3, 2):  # the autosaves
                clock.tick(random.uniform(5, 30))
                interview.draft(text[: len(text) // part])
            clock.tick(random.uniform(5, 60))
            interview.answer(text)
        if interview.state.finished is None:
            interview.pause()
    finally:
        interview.close()
    return interview.path


def _turns(interview: Interview) -> Iterator[int]:
    while interview.state.finished is None:
        interview.advance()
        if interview.state.open_turn is not None:
            yield interview.state.open_turn.number


def _answer(interview: Interview, random: Random) -> str:
    """Return an answer of 15 to 80 words: an example of the item, cut anywhere, and other words."""
    item = interview.item
    assert item is not None, "a turn is open"
    example = random.choice(item.examples).answer.split()
    kept = example[: random.randint(len(example) // 3, len(example))]
    return " ".join([*kept, *random.choices(_WORDS, k=random.randint(8, 30))])


def _began(number: int) -> datetime:
    return BEGAN + timedelta(hours=5 * number, minutes=number % 60)


def _write_likeness(folder: Path, rubric_id: str, content: bytes, number: int) -> None:
    """Write a session again under another name, with the beginning that belongs to it."""
    first, rest = content.split(b"\n", 1)
    fields = json.loads(first)
    began = _began(number)
    fields["at"] = f"{began:%Y-%m-%dT%H:%M:%S}.000Z"
    del fields["sum"]
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"))
    fields["sum"] = blake2b(canonical.encode("ascii"), digest_size=8).hexdigest()
    name = f"{began:%Y%m%dT%H%M%SZ}-{rubric_id}-{number % 65536:04x}{SUFFIX}"
    line = json.dumps(fields, separators=(",", ":")).encode("ascii")
    (folder / name).write_bytes(line + b"\n" + rest)
