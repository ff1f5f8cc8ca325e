"""A session as a conversation: who said what, and which marks may show."""

import dataclasses
from pathlib import Path

import pytest

from interviewer.dialogue.credit import summarise
from interviewer.dialogue.state import SessionState
from interviewer.grading.feedback import Verdict
from interviewer.model.assessment import Gate
from interviewer.model.rubric import Stage
from interviewer.model.session import Mode, StageScore
from interviewer.model.transcript import (
    Asked,
    EndReason,
    Finished,
    Resumed,
    StageFinished,
    TurnKind,
)
from interviewer.services.conversation import (
    Speaker,
    Utterance,
    conversation,
    shows_assessments,
    stage_text,
)
from interviewer.services.outcome import item_outcome
from tests.factories import (
    CLIPPING,
    DROPOUT,
    TUNING,
    FakeClock,
    Script,
    earned,
    make_assessment,
    make_grader,
    make_rubric,
    make_settings,
    make_started,
)
from tests.unit.services.interviews import RUBRIC, Candidate, begin

GRADER = make_grader()
PARTIAL = "It caps the norm and cures vanishing."


def script(mode: Mode = Mode.PRACTICE) -> Script:
    return Script(make_started(settings=make_settings(mode=mode)))


def with_follow_up(mode: Mode = Mode.PRACTICE) -> Script:
    """Return a session with an item that was followed up, and the next one asked."""
    begun = script(mode).ask(CLIPPING).answer(PARTIAL)
    begun.assess(GRADER.assess("clipping", PARTIAL))
    begun.ask(CLIPPING, TurnKind.PROBE, "exploding").hint("caps", "Picture a ruler.")
    begun.answer("Exploding gradients.")
    begun.assess(GRADER.assess_follow_up("clipping", "Exploding gradients.", ["exploding"]))
    begun.add(StageFinished(StageScore(Stage.BASIC, 1, 0.5, 0.75, False)))
    return begun.ask(DROPOUT)


def ended(begun: Script) -> SessionState:
    return begun.add(Finished(EndReason.STOPPED, summarise(begun.state))).state


def spoken(state: SessionState) -> list[tuple[str, str]]:
    return [(piece.speaker.value, piece.key) for piece in conversation(state, RUBRIC)]


def by_key(state: SessionState, key: str) -> Utterance:
    return next(piece for piece in conversation(state, RUBRIC) if piece.key == key)


def test_a_practice_session_piece_by_piece() -> None:
    """Questions, answers, marks as they come, what is left, the model answer, the stage."""
    assert spoken(with_follow_up().state) == [
        ("interviewer", "asked-2"),
        ("candidate", "answered-2"),
        ("assessment", "assessed-2"),
        ("interviewer", "asked-5"),
        ("interviewer", "remark-5-0"),
        ("candidate", "answered-5"),
        ("assessment", "assessed-5"),
        ("assessment", "outcome-2"),
        ("model", "model-2"),
        ("note", "stage-end-basic"),
        ("interviewer", "asked-10"),
    ]


def test_a_live_session_shows_no_marks_until_its_end() -> None:
    """Neither assessments nor model answers nor scores; at the end all of them."""
    state = with_follow_up(Mode.LIVE).state
    assert not shows_assessments(state)
    assert spoken(state) == [
        ("interviewer", "asked-2"),
        ("candidate", "answered-2"),
        ("interviewer", "asked-5"),
        ("interviewer", "remark-5-0"),
        ("candidate", "answered-5"),
        ("note", "stage-end-basic"),
        ("interviewer", "asked-10"),
    ]
    assert by_key(state, "stage-end-basic").text == "Stage basic is finished."
    assert not any(piece.highlights or piece.feedback for piece in conversation(state, RUBRIC))
    end = ended(with_follow_up(Mode.LIVE))
    assert shows_assessments(end)
    assert spoken(end) == spoken(with_follow_up().state)
    assert by_key(end, "stage-end-basic").text == stage_text(end.stages[0])


def test_no_word_of_the_rubric_shows_too_early() -> None:
    """In live mode nothing of what is right is in any text before the end."""
    told = "\n".join(piece.text for piece in conversation(with_follow_up(Mode.LIVE).state, RUBRIC))
    hidden = [criterion.says for criterion in CLIPPING.criteria]
    hidden += [belief.says for belief in CLIPPING.misconceptions]
    assert not [text for text in (*hidden, *CLIPPING.references) if text in told]


def test_what_is_said_before_a_question_is_part_of_it() -> None:
    """The first and the last words of an interview are there as they were said."""
    asked = Asked("clipping", TurnKind.ITEM, CLIPPING.prompt, "first", lead="Let us begin.")
    opened = dataclasses.replace(make_started(), opening="Welcome.")
    begun = Script(opened).add(asked)
    said = [piece.text for piece in conversation(begun.state, RUBRIC)]
    assert said == ["Welcome.", f"Let us begin. {CLIPPING.prompt}"]
    summary = summarise(begun.state)
    begun.add(Finished(EndReason.STOPPED, summary, closing="Goodbye."))
    assert conversation(begun.state, RUBRIC)[-1].text == "Goodbye."


def test_while_follow_ups_are_open_the_ideas_are_hidden() -> None:
    """The first assessment counts them; the outcome tells them."""
    state = with_follow_up().state
    first = by_key(state, "assessed-2").feedback
    assert first is not None
    assert [line.text for line in first.lines] == [
        "This is not right.",
        "It caps the size of the gradient.",
        "Still open: 2 ideas, 4 points in all.",
    ]
    outcome = by_key(state, "outcome-2")
    assert outcome.feedback is not None
    assert [(line.verdict, line.text) for line in outcome.feedback.lines] == [
        (Verdict.NOTE, CLIPPING.misconceptions[0].says),
        (Verdict.MISSING, CLIPPING.criteria[2].says),
    ]
    assert outcome.text.startswith("In all: ")


def test_without_follow_ups_the_assessment_tells_all() -> None:
    """There is nothing to hide and no outcome to add."""
    begun = script().ask(CLIPPING).answer(PARTIAL).assess(GRADER.assess("clipping", PARTIAL))
    state = begun.ask(DROPOUT).state
    shown = by_key(state, "assessed-2").feedback
    assert shown is not None
    assert CLIPPING.misconceptions[0].says in [line.text for line in shown.lines]
    assert "outcome-2" not in [key for _, key in spoken(state)]
    assert by_key(state, "model-2").text == CLIPPING.references[0]


def test_the_closest_reference_is_the_model_answer() -> None:
    """The one that the answer comes nearest to."""
    answer = "Beyond a limit it is rescaled to that limit; training stays stable."
    begun = script().ask(CLIPPING).answer(answer).assess(GRADER.assess("clipping", answer))
    assert by_key(begun.ask(DROPOUT).state, "model-2").text == CLIPPING.references[1]


def test_a_hint_makes_an_outcome() -> None:
    """Both sums are told where there was help before the answer."""
    begun = script().ask(CLIPPING).hint("exploding", "A hint.").answer("words")
    begun.assess(make_assessment(credits=(1, 1))).ask(DROPOUT)
    assert by_key(begun.state, "remark-2-0").text == "A hint."
    assert by_key(begun.state, "outcome-2").text == ("In all: 2 of 6 points unaided, 5 with help")


def test_the_outcome_of_an_item() -> None:
    """What is still missing after all help, and the corrections."""
    begun = script().ask(CLIPPING).answer("x")
    begun.assess(make_assessment(credits=(1,), misconceptions=("cures-vanishing",)))
    begun.ask(CLIPPING, TurnKind.NUDGE).answer("x").assess(earned(CLIPPING, "exploding"))
    outcome = item_outcome(begun.state.records[0], CLIPPING)
    assert outcome.headline == "In all: 0 of 6 points unaided, 3 with help"
    assert [line.text for line in outcome.lines] == [
        CLIPPING.misconceptions[0].says,
        CLIPPING.criteria[2].says,
    ]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_answer_is_shown_as_one(text: str) -> None:
    """In words, with no highlights."""
    begun = script().ask(CLIPPING).answer(text).assess(GRADER.assess("clipping", text))
    piece = by_key(begun.state, "answered-2")
    assert (piece.text, piece.highlights) == ("(no answer)", ())


def test_a_skip_and_a_timeout_are_shown() -> None:
    """Each in the conversation, where it happened."""
    begun = script().ask(CLIPPING).skip().ask(DROPOUT).answer("Random un", timed_out=True)
    begun.assess(GRADER.assess("dropout", "Random un"))
    keys = [key for _, key in spoken(begun.state)]
    assert keys[:3] == ["asked-2", "skipped-2", "model-2"]
    assert keys[-4:] == ["answered-4", "timeout-4", "assessed-4", "model-4"]
    assert by_key(begun.state, "skipped-2").speaker is Speaker.CANDIDATE


def test_an_answer_that_waits_for_its_mark() -> None:
    """It is there already; the mark is not."""
    keys = [key for _, key in spoken(script().ask(CLIPPING).answer("x").state)]
    assert keys[-1] == "answered-2"


def test_a_gated_answer() -> None:
    """The reason is told like any other mark."""
    begun = script().ask(CLIPPING).answer("idk").assess(make_assessment(gate=Gate.DONT_KNOW))
    shown = by_key(begun.state, "assessed-2").feedback
    assert shown is not None
    assert shown.lines[0].text == "You said that you do not know."


def test_what_was_cut_on_resuming_is_said() -> None:
    """Each note once; going on without a loss says nothing."""
    begun = script().ask(CLIPPING).add(Resumed(0.0, "line 3: torn off"), Resumed(0.0))
    notes = [p.text for p in conversation(begun.state, RUBRIC) if p.speaker is Speaker.NOTE]
    assert notes == ["On resuming: line 3: torn off."]


def test_an_item_that_the_rubric_no_longer_has() -> None:
    """What was said shows; what only the rubric knows does not."""
    state = with_follow_up().state
    keys = [piece.key for piece in conversation(state, make_rubric(DROPOUT, TUNING))]
    assert "answered-2" in keys
    assert "assessed-2" not in keys
    assert "model-2" not in keys


@pytest.mark.parametrize(
    ("score", "text"),
    [
        (
            StageScore(Stage.BASIC, 2, 0.5, 0.755, False),
            "Stage basic: 50% unaided, 76% with help, not passed yet.",
        ),
        (
            StageScore(Stage.FRESHER, 2, 0.6, 1.0, True),
            "Stage fresher: 60% unaided, 100% with help, passed.",
        ),
    ],
)
def test_a_stage_in_one_line(score: StageScore, text: str) -> None:
    """Unaided, with help, and the verdict."""
    assert stage_text(score) == text


ANSWERS = {
    ("clipping", TurnKind.ITEM, ""): "It caps the \U0001f600 nai\u0308ve norm. It cures vanishing.",
    ("clipping", TurnKind.MISCONCEPTION, "cures-vanishing"): "No, it does not fix vanishing ones.",
    ("clipping", TurnKind.PROBE, "exploding"): "Exploding gradients \u6df1.",
    ("dropout", TurnKind.ITEM, ""): "Random units are silenced.",
    ("dropout", TurnKind.PROBE, "overfitting"): "Less over-fitting.",
    ("tuning", TurnKind.ITEM, ""): " ",
}


@pytest.mark.parametrize("mode", list(Mode))
def test_keys_are_unique_and_stable_at_every_step(tmp_path: Path, mode: Mode) -> None:
    """A piece keeps its key, its speaker and its place while the conversation grows."""
    clock = FakeClock()
    live = begin(tmp_path, clock, make_settings(mode=mode))
    candidate = Candidate(ANSWERS, clock, frozenset({("dropout", TurnKind.ITEM)}))
    seen: dict[str, Speaker] = {}
    order: list[str] = []
    while True:
        pieces = conversation(live.state, live.rubric)
        keys = [piece.key for piece in pieces]
        assert len(set(keys)) == len(keys)
        assert [key for key in keys if key in seen] == order
        assert all(seen.get(piece.key, piece.speaker) is piece.speaker for piece in pieces)
        assert conversation(live.state, live.rubric) == pieces
        seen = {piece.key: piece.speaker for piece in pieces}
        order = keys
        if live.state.finished is not None:
            break
        candidate.step(live)
    live.close()
    assert keys[-1] == "closing"
    assert len(keys) > 25


@pytest.mark.parametrize("mode", list(Mode))
def test_highlights_refer_to_the_text_shown(tmp_path: Path, mode: Mode) -> None:
    """They lie in the answer that is shown, on the very words that are the evidence."""
    clock = FakeClock()
    live = begin(tmp_path, clock, make_settings(mode=mode))
    Candidate(ANSWERS, clock).go_on(live)
    live.close()
    marked: dict[str, list[tuple[str, str]]] = {}
    for piece in conversation(live.state, live.rubric):
        assert piece.speaker is Speaker.CANDIDATE or not piece.highlights
        marked[piece.key] = [
            (piece.text[h.span.start : h.span.end], h.verdict.value) for h in piece.highlights
        ]
    assert {key: words for key, words in marked.items() if words} == {
        "answered-2": [
            ("caps", "earned"),
            ("norm", "earned"),
            ("cures", "lost"),
            ("vanishing", "lost"),
        ],
        "answered-6": [("not", "earned"), ("fix", "earned"), ("vanishing", "earned")],
        "answered-10": [("Exploding", "earned"), ("gradients", "earned")],
        "answered-15": [("Random", "earned"), ("units", "earned")],
        "answered-19": [("Less", "earned"), ("over", "earned"), ("fitting", "earned")],
    }


def test_a_note_on_resuming_stands_where_the_session_went_on() -> None:
    """What follows does not push it to the end."""
    begun = script().ask(CLIPPING).add(Resumed(0.0, "line 3: torn off")).answer("x")
    keys = [key for _, key in spoken(begun.state)]
    assert keys.index("note-0") == keys.index("asked-2") + 1
    assert keys[-1] == "answered-2"


def test_a_skipped_item_shows_its_model_answer_in_practice() -> None:
    """Skipping is no reason not to learn the answer."""
    begun = script().ask(CLIPPING).skip().ask(DROPOUT)
    assert by_key(begun.state, "model-2").text == CLIPPING.references[0]
