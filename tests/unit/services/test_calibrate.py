"""Learning how a coach marks: what is learnt, what is refused, and by whom it is judged."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.grading.calibration import CalibratedGrader
from interviewer.model.errors import InputError
from interviewer.services.calibrate import FEWEST_ANSWERS, calibrated_grader, learn, steps_of
from interviewer.services.marked_answers import MarkedAnswer, read_marked
from interviewer.storage.calibration_file import write_calibration
from tests.factories import CLIPPING, make_grader, make_rubric

GRADER = make_grader()
FULL = "It caps the norm of exploding gradients, above all in recurrent networks"
HALF = "It caps the norm of the gradient"
THIN = "It is about recurrent networks and their training"


def marked(text: str, score: float, times: int) -> list[MarkedAnswer]:
    """Return answers that differ in a word or two, all with the same mark."""
    extras = "then here now first second third also even always often".split()
    return [
        MarkedAnswer("clipping", f"{text}, {extras[n % 10]} case {n}.", score) for n in range(times)
    ]


GENEROUS = [*marked(FULL, 1.0, 10), *marked(HALF, 0.9, 10), *marked(THIN, 0.6, 10)]


def test_a_generous_coach() -> None:
    """Marks come nearer to those of the coach, and the figures say so."""
    learnt = learn(GRADER, GENEROUS)
    assert learnt.calibration is not None
    assert learnt.after.error < learnt.before.error
    assert learnt.before.answers == len(learnt.scores) == len(GENEROUS)
    grader = CalibratedGrader(GRADER, learnt.calibration)
    plain, ours = GRADER.assess("clipping", HALF), grader.assess("clipping", HALF)
    assert abs(ours.score - 0.9) < abs(plain.score - 0.9)


def test_the_same_marks_teach_the_same() -> None:
    """Nothing is left to chance."""
    assert learn(GRADER, GENEROUS) == learn(GRADER, GENEROUS)


def test_what_a_coach_values_is_learnt_in_words() -> None:
    """A word that goes with full marks, and that no pattern knows, moves the mark."""
    loved = marked(f"{HALF} as Pascanu showed", 1.0, 15)
    plain = marked(f"{HALF} as somebody showed", 0.2, 15)
    learnt = learn(GRADER, [*loved, *plain])
    assert learnt.words
    assert learnt.calibration is not None
    weights = learnt.calibration.items["clipping"]
    assert weights["word pascanu"] > 0 > weights["word somebodi"]


def test_marks_without_sense_are_refused() -> None:
    """Nothing is stored that would make the marks worse."""
    exact = [
        replace(each, score=GRADER.assess("clipping", each.answer).score)
        for each in [*marked(FULL, 0, 8), *marked(HALF, 0, 8), *marked(THIN, 0, 8)]
    ]
    learnt = learn(GRADER, exact)
    assert learnt.calibration is None
    assert learnt.before.error == 0


def test_no_answer_is_judged_by_itself() -> None:
    """Copies of one answer share a fold: a mark that only they know cannot be foreseen."""
    odd = [MarkedAnswer("clipping", f"{HALF}{mark}", 0.0) for mark in (".", "!", " ...", "", "?")]
    others = [*marked(FULL, 1.0, 12), *marked(f"{FULL} says Bengio", 1.0, 12)]
    learnt = learn(GRADER, [*odd, *others])
    assert all(score > 0.3 for score in learnt.scores[: len(odd)])


def test_too_few() -> None:
    """Twenty answers are needed; the message says how many there are."""
    with pytest.raises(InputError, match="19 marked answers are too few"):
        learn(GRADER, GENEROUS[: FEWEST_ANSWERS - 1])
    assert learn(GRADER, GENEROUS[:FEWEST_ANSWERS]).before.answers == FEWEST_ANSWERS


def test_gated_answers_alone_teach_nothing() -> None:
    """Twenty times noise: no error, and nothing is stored."""
    learnt = learn(GRADER, [MarkedAnswer("clipping", f"qqzzx wwxxy {n}", 0.5) for n in range(20)])
    assert learnt.calibration is None


def test_every_step_is_told() -> None:
    """A progress bar reaches its end."""
    steps: list[None] = []
    learn(GRADER, GENEROUS, lambda: steps.append(None))
    assert len(steps) == steps_of(GENEROUS)


def test_a_calibration_belongs_to_one_rubric(tmp_path: Path) -> None:
    """For another version of the rubric it is refused."""
    learnt = learn(GRADER, GENEROUS).calibration
    assert learnt is not None
    write_calibration(tmp_path / "mine.json", learnt)
    assert calibrated_grader(GRADER, tmp_path / "mine.json").assess("clipping", HALF).adjustment
    other = make_grader(make_rubric(replace(CLIPPING, minutes=5)))
    with pytest.raises(InputError, match="another version of the rubric"):
        calibrated_grader(other, tmp_path / "mine.json")


Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a CSV."""

    def write(text: str) -> Path:
        path = tmp_path / "marked.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_marked_answers_are_read(write: Write) -> None:
    """Other columns and their order do not matter."""
    path = write('score,who,answer,item_id\n0.5,a,"two\nlines", clipping \n1,b,,dropout\n')
    assert read_marked(path, make_rubric()) == [
        MarkedAnswer("clipping", "two\nlines", 0.5),
        MarkedAnswer("dropout", "", 1.0),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("item_id,answer\n", "no column score"),
        ("item_id,answer,score\nclipping,a,2\n", "row 2: score '2'"),
        ("item_id,answer,score\nclipping,a,-0.1\n", "row 2: score '-0.1'"),
        ("item_id,answer,score\nclipping,a,nan\n", "row 2: score 'nan'"),
        ("item_id,answer,score\nclipping,a,good\n", "row 2: score 'good'"),
        ("item_id,answer,score\nclipping,a,1\nnone,a,1\n", "row 3: bank 'small' has no item"),
        ("item_id,answer,score\nclipping,a\n", "row 2 has 2 columns"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(write: Write, text: str, said: str) -> None:
    """One clear line for each mistake."""
    with pytest.raises(InputError) as caught:
        read_marked(write(text), make_rubric())
    assert said in str(caught.value)
