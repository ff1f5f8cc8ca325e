"""What is missing from a rubric: phrases, idle patterns, criteria, marks that are far apart."""

from pathlib import Path

import pytest

from interviewer.model.errors import InputError
from interviewer.model.moderation import Overridden
from interviewer.model.rubric import Rubric
from interviewer.services.mining import mine, mine_item
from interviewer.services.mining_answers import MinedAnswer, answers_of_csv, answers_of_sessions
from interviewer.services.session_states import replayed, session_files
from interviewer.storage.paths import Paths
from tests.factories import (
    CLIPPING,
    DROPOUT,
    Script,
    changed,
    make_grader,
    make_rubric,
    make_started,
)
from tests.tui.reviews import finished, saved

GRADER = make_grader()
NAMES = "anna bert cleo dora emil finn gina hugo ilse jona".split()
GOOD = [MinedAnswer("dropout", f"You toss a coin for each part, says {n}.", 0.9) for n in NAMES]
POOR = [MinedAnswer("dropout", f"It makes the computer faster, says {n}.", 0.1) for n in NAMES]


def test_the_phrase_that_is_missing_is_found_as_a_pattern_that_works() -> None:
    found = mine_item(GRADER, "dropout", [*GOOD, *POOR])
    assert [set(phrase.pattern.split()) for phrase in found.phrases] == [{"toss", "coin"}]
    (phrase,) = found.phrases
    assert (phrase.finds, phrase.good) == (10, 10)
    assert phrase.sentence == "You toss a coin for each part, says anna"
    first = DROPOUT.criteria[0]
    criterion = changed(DROPOUT, criteria=(
        type(first)(first.id, first.points, first.says, (*first.match, phrase.pattern)),
        *DROPOUT.criteria[1:],
    ))  # fmt: skip
    better = make_grader(make_rubric(CLIPPING, criterion))
    results = [better.assess("dropout", given.answer).criterion(first.id) for given in GOOD]
    assert all(result is not None and result.credit == 1 for result in results)
    assert mine_item(better, "dropout", [*GOOD, *POOR]).phrases == ()


def test_what_a_pattern_finds_already_is_not_offered() -> None:
    good = [
        MinedAnswer("dropout", f"Random neurons go, says {n}: it prevents overfitting.", 0.9)
        for n in NAMES
    ]
    found = mine_item(GRADER, "dropout", [*good, *POOR])
    assert not any("overfitting" in phrase.pattern for phrase in found.phrases)
    assert not any("random" in phrase.pattern.lower() for phrase in found.phrases)


def test_words_that_good_answers_deny_bring_their_negator() -> None:
    good = [MinedAnswer("dropout", f"The weights are not frozen forever, {n}.", 1.0) for n in NAMES]
    found = mine_item(GRADER, "dropout", [*good, *POOR])
    assert any(phrase.pattern.startswith("not ") for phrase in found.phrases)


@pytest.mark.parametrize(("good", "poor"), [(4, 10), (10, 4), (0, 3)])
def test_too_few_answers_are_told_in_words(good: int, poor: int) -> None:
    found = mine_item(GRADER, "dropout", [*GOOD[:good], *POOR[:poor]])
    assert found.phrases == ()
    assert f"{good} good answers and {poor} others are too few" in found.notes[0]
    assert bool(found.idle) == (good + poor >= 10)
    assert bool(found.met_by_none) == (good + poor >= 5)


def test_the_same_answer_counts_once() -> None:
    found = mine_item(GRADER, "dropout", [*GOOD, *GOOD, *POOR, *POOR])
    assert found.answers == 20


def test_idle_patterns_and_criteria_that_tell_nobody_apart() -> None:
    answers = [MinedAnswer("dropout", f"It is for less overfitting, {n}.") for n in NAMES]
    found = mine_item(GRADER, "dropout", answers)
    assert found.met_by_all == ("overfitting",)
    assert found.met_by_none == ("random",)
    idle = {each.pattern for each in found.idle}
    assert "regulari*" in idle
    assert "reduce|prevent|less overfitting" not in idle
    assert "no answer has a coach's mark to compare the program's with" in found.notes


def test_marks_far_from_a_coachs_are_listed_the_farthest_first() -> None:
    answers = [
        MinedAnswer("dropout", DROPOUT.references[0], 0.0),
        MinedAnswer("dropout", "It prevents overfitting.", 0.1),
        MinedAnswer("dropout", "You toss a coin.", 1.0),
    ]
    found = mine_item(GRADER, "dropout", answers)
    assert [mark.answer for mark in found.generous] == [answers[0].answer, answers[1].answer]
    assert [mark.answer for mark in found.harsh] == [answers[2].answer]
    assert found.generous[0].gap == 1.0


def test_without_marks_the_programs_own_and_the_references_tell() -> None:
    good = [
        MinedAnswer("dropout", f"{DROPOUT.references[0]} You toss a coin, says {n}.") for n in NAMES
    ]
    found = mine_item(GRADER, "dropout", [*good, *POOR[:0], *unmarked(POOR)])
    assert (found.good, found.marked) == (10, 0)
    assert {"toss", "coin"} in [set(phrase.pattern.split()) for phrase in found.phrases]


def unmarked(answers: list[MinedAnswer]) -> list[MinedAnswer]:
    return [MinedAnswer(each.item_id, each.answer) for each in answers]


def test_items_come_in_the_order_of_the_bank() -> None:
    answers = [MinedAnswer("dropout", "a"), MinedAnswer("clipping", "b"), MinedAnswer("gone", "c")]
    steps: list[None] = []
    found = list(mine(GRADER, answers, on_item=lambda: steps.append(None)))
    assert [each.item_id for each in found] == ["clipping", "dropout"]
    assert len(steps) == 3
    assert [each.item_id for each in mine(GRADER, answers, "tuning")] == ["tuning"]


def test_answers_come_from_transcripts_with_a_coachs_decisions(tmp_path: Path) -> None:
    script = Script().ask(CLIPPING).answer("It caps the norm.")
    script.assess(GRADER.assess("clipping", "It caps the norm."))
    main = script.turn
    script.ask(DROPOUT).answer("You toss a coin.")
    script.assess(GRADER.assess("dropout", "You toss a coin."))
    decided = finished(script).add(Overridden(script.turn, "random", 2.0, "a coin is random"))
    saved(tmp_path, decided.events)
    saved(tmp_path, Script().ask(CLIPPING).events, token="00bb")
    other = Rubric("other", "Other", (CLIPPING,))
    elsewhere = Script(make_started(other)).ask(CLIPPING).answer("It caps the norm.")
    saved(tmp_path, elsewhere.events, other, token="00cc")
    paths = Paths(None, tmp_path, tmp_path, tmp_path, tmp_path / "cache")
    files = session_files(paths, "small")
    assert len(files) == 2
    found = list(answers_of_sessions(replayed(files)))
    assert main != script.turn
    assert [(each.item_id, each.answer) for each in found] == [
        ("clipping", "It caps the norm."),
        ("dropout", "You toss a coin."),
    ]
    assert found[0].score is None
    assert found[1].score is not None
    assert found[1].score >= 0.5


def test_a_csv_with_and_without_scores(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("answer,item_id\nhello,dropout\n")
    assert list(answers_of_csv(source, GRADER.bank.rubric)) == [MinedAnswer("dropout", "hello")]
    source.write_text("answer,item_id,score\nhello,dropout,.5\n")
    assert answers_of_csv(source, GRADER.bank.rubric)[0].score == 0.5
    source.write_text("answer,item_id\nhello,nothing\n")
    with pytest.raises(InputError, match="row 2: bank 'small' has no item 'nothing'"):
        list(answers_of_csv(source, GRADER.bank.rubric))
