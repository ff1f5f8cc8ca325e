"""Banks and sessions that say something hostile wherever they say anything."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from interviewer.model.moderation import Contested, Overridden
from interviewer.model.rubric import Band, Example, Rubric
from interviewer.model.text import clean_text
from interviewer.model.transcript import TurnKind
from interviewer.storage.rubric_file import load_rubric
from interviewer.storage.rubric_writer import write_rubric
from tests.factories import (
    CLIPPING,
    DROPOUT,
    NOON,
    Script,
    changed,
    make_grader,
    make_rubric,
    make_started,
)
from tests.tui.reviews import finished, saved

GOOD = "caps the norm of exploding gradients"


def evil_rubric(text: str) -> Rubric:
    """Return a bank that says `text`, which no file need be able to hold, in every place."""
    criteria = tuple(replace(c, says=text, probe=text, hint=text) for c in CLIPPING.criteria)
    misconception = CLIPPING.misconceptions[0]
    item = changed(
        CLIPPING,
        prompt=text,
        topic=text,
        references=(text,),
        criteria=criteria,
        misconceptions=(type(misconception)(misconception.id, text, misconception.match, 2, text),),
    )
    bank = make_rubric(item, DROPOUT)
    return Rubric("small", text, bank.items, bank.synonyms)


def write_evil_bank(folder: Path, text: str, name: str = "evil") -> Path:
    """Write a bank that says `text` as far as a file can hold it, and return the file."""
    said = f"\u00a7 {' '.join(clean_text(text).split())}"
    bank = evil_rubric(said)
    first = changed(bank.items[0], examples=(Example(Band.WEAK, said),))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(write_rubric(replace(bank, id=name, items=(first, DROPOUT))), "utf-8")
    return path


def save_evil_session(folder: Path, text: str, days: int = 0, bank: str = "small") -> Path:
    """Write a session that holds `text` raw, as this program would never write it."""
    rubric = replace(evil_rubric(text), id=bank)
    grader, item = make_grader(rubric), rubric.items[0]
    answer = f"It caps the norm. It can fix vanishing gradients. {text}"
    script = Script(make_started(rubric)).ask(item)
    first = script.turn
    script.hint("caps", text).answer(answer, elapsed=20).assess(grader.assess(item.id, answer))
    script.ask(item, TurnKind.PROBE, "exploding", 30).answer(text, elapsed=50)
    script.assess(grader.assess_follow_up(item.id, text, ["exploding"]))
    finished(script).add(
        Overridden(first, "exploding", 1.0, text, text), Contested(first, "caps", text)
    )
    at = NOON + timedelta(days=days)
    return saved(folder, script.events, rubric, at, f"{days:04x}")


def save_evil_class(folder: Path, bank: Path, text: str, answers: int) -> None:
    """Write a session for each of some answers: every other one is poor, the rest say `text`."""
    rubric = load_rubric(bank)
    item, grader = rubric.items[0], make_grader(rubric)
    for number in range(answers):
        answer = f"It buys computers, number {number}."
        if number % 2:
            # Half of an answer must be words, or it is noise.
            answer = (
                f"It {GOOD} and puts a ceiling on it, number {number}. So one large step cannot "
                "throw the weights far away, and the training goes on as it did before, as long "
                f"as the ceiling is neither too low nor too high for it. {text}"
            )
        script = Script(make_started(rubric)).ask(item).answer(answer)
        assessment = grader.assess(item.id, answer)
        saved(folder, finished(script.assess(assessment)).events, rubric, token=f"c{number:03x}")
