"""The result as plain lines: every section, the width, and what stays hidden."""

import json

import pytest

from interviewer.cli.result_view import result_lines
from interviewer.dialogue.credit import summarise
from interviewer.dialogue.state import SessionState
from interviewer.model.assessment import FollowUpResult
from interviewer.model.moderation import Overridden, Regraded
from interviewer.model.rubric import Rubric
from interviewer.model.session import Mode
from interviewer.model.transcript import Answered, EndReason, Finished, Reopened, TurnKind
from interviewer.services.result import session_result
from tests.factories import (
    CLIPPING,
    DROPOUT,
    TUNING,
    Script,
    changed,
    earned,
    make_assessment,
    make_rubric,
    make_settings,
    make_started,
)
from tests.unit.cli.conftest import Run

RUBRIC = make_rubric()


def lines_of(state: SessionState, rubric: Rubric = RUBRIC) -> list[str]:
    """Return the lines, none of which is too wide or ends in white space."""
    lines = list(result_lines(session_result(state, rubric)))
    assert [line for line in lines if len(line) > 88 or line != line.rstrip()] == []
    return lines


def full_session() -> Script:
    """A session in which everything happened that a result tells of."""
    started = make_started(settings=make_settings(minutes=6))
    script = Script(started).ask(CLIPPING)
    script.add(Answered(script.turn, "I think " + "word " * 18, 1.0, False, 130, 3))
    script.assess(make_assessment(CLIPPING, [0.5, 0], ["cures-vanishing"]))
    script.ask(CLIPPING, TurnKind.PROBE, "exploding", 130).answer("So it is.", elapsed=145)
    script.assess(earned(CLIPPING, "exploding"))
    script.ask(DROPOUT, elapsed=145).answer("Units are dropped.", timed_out=True, elapsed=205)
    script.assess(make_assessment(DROPOUT, [1, -1]))
    script.add(Reopened("dropout", 206)).ask(DROPOUT, TurnKind.RETRY, elapsed=206)
    script.answer(elapsed=240).assess(make_assessment(DROPOUT, [1, 1]))
    return script.ask(TUNING, elapsed=240).skip(elapsed=250)


def test_the_whole_result_of_a_full_session() -> None:
    """Line by line."""
    script = full_session()
    state = script.add(Finished(EndReason.COMPLETED, summarise(script.state), 250)).state
    assert lines_of(state) == [
        "Result: 0% unaided (missing), 17% with help",
        "  It is too early to say what you are ready for. Basic: one answer is too few to judge.",
        "  Fresher: one answer is too few to judge. Experienced: nothing was answered, which is",
        "  too little to judge.",
        "Stages and topics:",
        "  Stage basic: 0% unaided, 50% with help, not passed yet.",
        "  Stage fresher: 0% unaided, 0% with help, not passed yet.",
        "  Stage experienced: 0% unaided, 0% with help, not passed yet.",
        "  Topic judgement: 0% unaided, 0% with help, 1 question.",
        "  Topic optimisation: 0% unaided, 50% with help, 1 question.",
        "  Topic regularisation: 0% unaided, 0% with help, 1 question.",
        "To put right:",
        "  - Clipping does nothing for vanishing gradients; it only makes large ones smaller.",
        "    (costs 2 points, question 1, clipping)",
        "Gaps:",
        "  o It caps the size of the gradient. [said in part] (2 points, question 1, clipping)",
        "  o It reduces overfitting. [you said the opposite] (2 points, question 2, dropout)",
        "  o Recurrent networks need it most. (1 point, question 1, clipping)",
        "  o The model answer as a whole: How would you choose a learning rate?",
        "    (question 3, tuning)",
        "Strengths:",
        "  + Random units are silenced. (2 points, question 2, dropout)",
        "Earned with help:",
        "  ~ It answers exploding gradients. (3 points, question 1, clipping)",
        "Time:",
        "  * 4 min 10 s used, of 6 min.",
        "  * Longest over its budget: 2 min 25 s of 2 min (question 1, clipping)",
        "  * The time was up: what stood there was taken (question 2, dropout)",
        "How you said it:",
        "  * 11.5 words an answer (the median of 2 answers).",
        "  * Very short, under 15 words (question 2, dropout)",
        '  * Hedging: 3.8 in a hundred words, most of all "I think" (1).',
        "  * 1 of 1 follow-up brought something new.",
        "How sure you were:",
        "  * Certain: 1 answer, 0% on average.",
        "  - You were certain, and it earned 0% (question 1, clipping)",
        "Tried again (the first attempt counts):",
        "  * 2 attempts: first 0%, best 100%, last 100% (question 2, dropout)",
        "Question by question:",
        "  1. clipping (optimisation): 0%, 50% with help; 2 min 25 s of 2 min",
        "  2. dropout (regularisation): 0%; 1 min of 1 min",
        "  3. tuning (judgement): skipped; 10 s of 3 min",
        "Study next:",
        "  1. Clipping does nothing for vanishing gradients; it only makes large ones smaller.",
        "     (2 points, question 1, clipping)",
        "  2. It reduces overfitting. [you said the opposite] (2 points, question 2, dropout)",
        "  3. It caps the size of the gradient. [said in part] (2 points, question 1, clipping)",
    ]


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (EndReason.STOPPED, "  The interview was stopped after 1 of 3 questions."),
        (EndReason.TIME, "  The time was up after 1 of 3 questions."),
        (
            EndReason.GATE,
            "  The interview ended with a stage below its pass mark, after 1 of 3 questions.",
        ),
    ],
)
def test_an_early_end_is_told(reason: EndReason, told: str) -> None:
    """With its reason."""
    script = Script().ask(CLIPPING).answer().assess(make_assessment())
    assert lines_of(script.add(Finished(reason, summarise(script.state))).state)[1] == told


def test_an_unfinished_session_says_so() -> None:
    """Before any mark, and after one."""
    asked = "This interview is not finished: {} of 3 questions {} asked so far."
    assert lines_of(Script().state) == [
        "Result: no score",
        f"  {asked.format(0, 'were')}",
        "  Nothing was answered, so there is nothing to judge.",
        "Time:",
        "  * 0 s used, no limit.",
    ]
    script = Script().ask(CLIPPING).answer().assess(make_assessment())
    assert lines_of(script.state)[1] == f"  {asked.format(1, 'was')}"


def test_an_unfinished_live_interview_shows_no_marks() -> None:
    """Neither scores nor ideas, only how far it came and the time."""
    script = Script(make_started(settings=make_settings(mode=Mode.LIVE)))
    script.ask(CLIPPING).answer().assess(make_assessment(credits=[1]))
    assert lines_of(script.state) == [
        "Result: The marks of a live interview show when it is finished.",
        "  This interview is not finished: 1 of 3 questions was asked so far.",
        "Time:",
        "  * 0 s used, no limit.",
    ]


def test_changed_marks_say_what_they_were() -> None:
    """By a coach, by another grading, by both."""
    script = Script().ask(DROPOUT).answer().assess(make_assessment(DROPOUT, [1]))
    overridden = Overridden(script.turn, "overfitting", 2, "said so")
    regraded = Regraded("1" * 64, ())
    told = lines_of(script.add(regraded).state)[1]
    assert told == "  Graded again: was 50% unaided, 50% with help."
    assert lines_of(script.add(overridden).state)[:2] == [
        "Result: 100% unaided (strong), 100% with help",
        "  Moderated: was 50% unaided, 50% with help (1 decision of a coach, graded again).",
    ]


def test_put_right_in_a_follow_up() -> None:
    """With what it had cost."""
    script = Script().ask(CLIPPING).answer()
    script.assess(make_assessment(credits=[1, 1, 1], misconceptions=["cures-vanishing"]))
    script.ask(CLIPPING, TurnKind.MISCONCEPTION, "cures-vanishing").answer()
    lines = lines_of(script.assess(FollowUpResult(put_right=True)).state)
    at = lines.index("Put right in a follow-up:")
    assert lines[at + 1].startswith("  ~ Clipping does nothing")
    assert lines[at + 2] == "    (2 points, question 1, clipping)"
    assert not [line for line in lines if line == "To put right:"]


def test_a_long_list_says_how_many_more_there_are() -> None:
    """Five gaps are told, and three answers that were blank."""
    items = [changed(DROPOUT, id=f"item-{number}") for number in range(4)]
    rubric = make_rubric(*items)
    script = Script(make_started(rubric))
    for item in items:
        script.ask(item).answer("").assess(make_assessment(item))
    script.ask(items[0], TurnKind.PROBE, "random").answer("words").assess(FollowUpResult())
    script.add(Finished(EndReason.STOPPED, summarise(script.state)))
    lines = lines_of(script.state, rubric)
    assert "    and 3 more" in lines[lines.index("Gaps:") : lines.index("Time:")]
    assert len([line for line in lines if "Left blank" in line]) == 3
    assert "    and 1 more" in lines
    assert "  * No hedging in 1 word." in lines
    assert [line for line in lines if "median" in line] == []


def test_show_prints_the_result_as_json(interviewer: Run) -> None:
    """All of it; null while the marks of a live interview may not be shown."""
    run = ("run", "--plain", "--seed", "3", "--items", "1", "--transcripts", "t")
    show = ("transcript", "show", "--json", "--transcripts", "t")
    answer = "I think that many layers of neurons learn features.\n"
    interviewer(*run, given=answer * 20)
    result = json.loads(interviewer(*show).stdout)["result"]
    assert len(result["items"]) == 3
    assert result["progress"] == {"asked": 3, "planned": 3, "end": "completed"}
    assert result["speech"]["most_used"][0]["phrase"] == "i think"
    # In a folder of its own: of two sessions of one second neither is the newest.
    interviewer(*run, "--mode", "live", "--transcripts", "u", given=answer)
    shown = interviewer(*show, "--transcripts", "u").stdout
    assert json.loads(shown)["result"] is None
