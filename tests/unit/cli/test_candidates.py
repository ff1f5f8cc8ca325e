"""Ten scripted candidates take a plain interview of the shipped bank: it reads like one."""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from interviewer.cli.conversation_view import utterance_lines
from interviewer.cli.main import main
from interviewer.cli.result_view import result_lines
from interviewer.dialogue.follow_ups import MOST_FOLLOW_UPS
from interviewer.dialogue.state import SessionState
from interviewer.grading.grader import Grader
from interviewer.model.rubric import Rubric
from interviewer.model.session import Mode
from interviewer.model.transcript import Asked, EndReason
from interviewer.services.banks import load_bank_file
from interviewer.services.conversation import Speaker, conversation
from interviewer.services.result import Result, session_result
from interviewer.services.sessions import open_past_file
from interviewer.storage.transcript_log import list_sessions, read_transcript
from tests.unit.cli import candidates
from tests.unit.cli.candidates import Keyboard, Says, TurnedClock

ROOT = Path(__file__).parents[3]
EXAMPLES: dict[str, tuple[str, Says, tuple[str, ...]]] = {
    "weak": ("A live interview with gaps", candidates.weak, ("--items", "1", "--mode", "live")),
    "chatty": ("A candidate who asks back", candidates.chatty, ("--items", "1")),
}
PRAISE = ("excellent", "perfect", "great", "brilliant", "well done", "correct", "complete")


@cache
def bank() -> Rubric:
    return load_bank_file(ROOT / "rubrics" / "deep-learning.yaml")


@cache
def grader() -> Grader:
    """Return the one grader of all these interviews: getting it ready takes two seconds."""
    return Grader(bank())


@dataclass(frozen=True)
class Taken:
    """An interview that was taken: what stood on the screen, and its file read back."""

    screen: str
    state: SessionState
    result: Result
    asked: tuple[Asked, ...]


Take = Callable[..., Taken]


@pytest.fixture
def take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Take:
    """Return a function that lets a candidate take an interview through the program's entry."""
    clock = TurnedClock()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTERVIEWER_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("interviewer.services.clock.SystemClock", lambda: clock)
    place = "interviewer.services.grader_loader.grader_of"
    monkeypatch.setattr(place, lambda _rubric, apart: grader())
    folder = tmp_path / "t"

    def run(says: Says, *arguments: str, command: str = "run", **habits: float) -> Taken:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        keyboard = Keyboard(folder, bank(), says, clock, **habits)  # type: ignore[arg-type]
        options = ["--seed", "5", "--items", "2"] if command == "run" else []
        line = ["interviewer", command, "--plain", "--transcripts", "t", *options, *arguments]
        with monkeypatch.context() as patched:
            patched.setattr(sys, "argv", line)
            patched.setattr(sys, "stdin", keyboard)
            patched.setattr(sys, "stdout", out)
            with pytest.raises(SystemExit) as ended:
                main()
        assert ended.value.code == 0
        out.flush()
        assert isinstance(out.buffer, io.BytesIO)
        screen = out.buffer.getvalue().decode()
        path = list_sessions(folder)[0]
        past = open_past_file(path)
        asked = [event.data for event in read_transcript(path).events]
        return Taken(
            screen,
            past.state,
            session_result(past.state, past.rubric),
            tuple(data for data in asked if isinstance(data, Asked)),
        )

    return run


def check_manners(taken: Taken) -> None:
    """Check what holds in every interview, whoever takes it."""
    assert all(asked.why for asked in taken.asked)
    for record in taken.state.records:
        assert len(record.follow_ups) <= MOST_FOLLOW_UPS
    for earlier, later in zip(taken.asked, taken.asked[1:], strict=False):
        assert not later.lead or earlier.lead != later.lead
    if taken.state.started.settings.mode is Mode.LIVE:
        for asked in taken.asked:
            assert not [word for word in PRAISE if word in asked.lead.lower()]


def test_a_strong_candidate_passes_with_hardly_a_follow_up(take: Take) -> None:
    """All stages, in order; nothing is asked that was said."""
    taken = take(candidates.strong)
    check_manners(taken)
    assert taken.result.summary.unaided >= 0.85
    assert all(score.passed for score in taken.result.summary.stages)
    assert sum(asked.kind.is_follow_up for asked in taken.asked) <= 2
    assert taken.state.finished is not None
    assert taken.state.finished.reason is EndReason.COMPLETED


def test_a_weak_candidate_is_followed_up_and_not_praised(take: Take) -> None:
    """In live mode nothing is given away before the end."""
    taken = take(candidates.weak, "--mode", "live")
    check_manners(taken)
    assert taken.result.summary.unaided < 0.5
    assert sum(asked.kind.is_follow_up for asked in taken.asked) >= len(taken.state.records)
    before_the_end, with_marks = taken.screen.split("The interview again, with its marks:")
    assert with_marks.count("Marks:") >= len(taken.asked)
    assert "Marks:" not in before_the_end
    assert "Model answer" not in before_the_end


def test_a_silent_candidate_is_not_pressed(take: Take) -> None:
    """One follow-up on a question that got no answer, then the next question."""
    taken = take(candidates.silent)
    check_manners(taken)
    assert taken.result.summary.unaided == 0
    assert all(len(record.follow_ups) == 1 for record in taken.state.records)


def test_a_chatty_candidate_gets_replies_and_aided_credit(take: Take) -> None:
    """Requests are no answers; what came after a hint counts as aided."""
    taken = take(candidates.chatty)
    check_manners(taken)
    records = taken.state.records
    assert all(record.remarks for record in records)
    answers = [t.answered.text for r in records for t in r.turns if t.answered is not None]
    assert not [text for text in answers if "repeat" in text or "time is left" in text]
    assert any(record.hints for record in records)
    assert taken.result.summary.aided > taken.result.summary.unaided
    said = [t.answered.confidence for r in records for t in r.follow_ups if t.answered is not None]
    assert set(said) == {2}


def test_one_who_knows_nothing_gets_two_questions_an_item(take: Take) -> None:
    """It is kinder to go on."""
    taken = take(candidates.knows_nothing)
    check_manners(taken)
    assert taken.result.summary.unaided == 0
    assert all(len(record.turns) == 2 for record in taken.state.records)


def test_gaming_earns_nothing_to_speak_of(take: Take) -> None:
    """A copy of the question and empty phrases."""
    taken = take(candidates.games)
    check_manners(taken)
    assert taken.result.summary.aided <= 0.1


def test_a_slow_candidate_runs_out_of_time(take: Take) -> None:
    """What was typed is taken; the interview ends when its time is over."""
    taken = take(candidates.slow, "--minutes", "12", seconds=200.0)
    check_manners(taken)
    timed_out = [
        turn.answered.timed_out
        for record in taken.state.records
        for turn in record.turns
        if turn.answered is not None
    ]
    assert any(timed_out)
    assert not any(record.follow_ups for record in taken.state.records if record.main.answered
                   and record.main.answered.timed_out)  # fmt: skip
    assert taken.state.finished is not None
    assert taken.state.finished.reason is EndReason.TIME


def test_who_holds_misconceptions_is_asked_about_them_first(take: Take) -> None:
    """Before any gap; what is not put right is in the result, with its correction."""
    taken = take(candidates.mistaken(grader()))
    check_manners(taken)
    held = 0
    for record in taken.state.records:
        assessment = record.main.assessment
        assert assessment is not None
        if assessment.misconceptions:
            held += 1
            assert record.follow_ups[0].asked.kind.value == "misconception"
    assert held >= 3


def test_who_only_answers_follow_ups_gets_aided_credit_alone(take: Take) -> None:
    """Unaided and aided are kept apart."""
    taken = take(candidates.follows_up_only)
    check_manners(taken)
    assert taken.result.summary.unaided == 0
    assert taken.result.summary.aided > 0.1


def test_one_who_leaves_comes_back_to_the_open_question(take: Take) -> None:
    """Nothing that was answered is lost; the same session goes on to its end."""
    first = take(candidates.strong, leaves_after=2)
    assert first.state.paused
    assert first.state.finished is None
    answered = [record.main.answered for record in first.state.records]
    taken = take(candidates.comes_back, command="resume")
    check_manners(taken)
    assert taken.state.finished is not None
    assert [r.main.answered for r in taken.state.records][: len(answered) - 1] == answered[:-1]
    assert len(taken.state.records) == len(taken.state.started.plan)


def test_a_transcript_reads_as_a_conversation(take: Take) -> None:
    """From the first words to the last, in turns; every question has its answer."""
    taken = take(candidates.chatty)
    pieces = conversation(taken.state, bank())
    assert pieces[0].speaker is Speaker.INTERVIEWER
    assert pieces[-1].speaker is Speaker.INTERVIEWER
    asked = [place for place, piece in enumerate(pieces) if piece.key.startswith("asked-")]
    for place in asked:
        assert pieces[place + 1].speaker is Speaker.CANDIDATE


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_in_the_docs_are_what_is_said(take: Take, name: str) -> None:
    """UPDATE_DOCS=1 writes them anew; read them before you commit them."""
    heading, says, arguments = EXAMPLES[name]
    taken = take(says, *arguments)
    lines = [
        line
        for utterance in conversation(taken.state, bank())
        for line in (*utterance_lines(utterance, with_why=True), "")
    ]
    told = "\n".join([*lines, *result_lines(taken.result)])
    command = " ".join(("interviewer run --plain --seed 5", *arguments))
    commands = f"    {command}\n    interviewer transcript show --why\n"
    text = f"# {heading}\n\n{commands}\n```text\n{told}\n```\n"
    path = ROOT / "docs" / "interviews" / f"{name}.md"
    if os.environ.get("UPDATE_DOCS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
