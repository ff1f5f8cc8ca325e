"""What an edit of a bank changes: in the bank, and in the marks of examples and answers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.model.errors import UsageError
from interviewer.model.rubric import Band, Criterion, Example, Item, Rubric, Stage
from interviewer.model.transcript import TurnKind
from interviewer.services.rubric_diff import (
    RubricDifference,
    Version,
    compare,
    count_steps,
    past_sessions,
)
from interviewer.services.rubric_diff_edits import EditKind, changed_items, rubric_edits
from interviewer.services.rubric_diff_pair import find_pair
from interviewer.services.rubric_diff_words import change_head, edit_words, part_words, shortened
from interviewer.storage.paths import Paths
from interviewer.storage.rubric_versions import keep_version
from tests.factories import (
    CLIPPING,
    DROPOUT,
    NOON,
    TUNING,
    Script,
    changed,
    make_grader,
    make_rubric,
)
from tests.tui.reviews import finished, saved

COIN = "You toss a coin for each part."
WITH_EXAMPLES = changed(
    DROPOUT,
    examples=(
        Example(Band.MISSING, COIN),
        Example(Band.STRONG, "Random neurons are dropped, which prevents overfitting."),
    ),
)
OLD = make_rubric(CLIPPING, WITH_EXAMPLES)


def with_pattern(item: Item, pattern: str) -> Item:
    """Return an item with one more pattern for its first criterion."""
    first, *others = item.criteria
    return changed(item, criteria=(replace(first, match=(*first.match, pattern)), *others))


NEW = make_rubric(CLIPPING, with_pattern(WITH_EXAMPLES, "coin toss"))


def difference(
    old: Rubric,
    new: Rubric,
    sessions: tuple[Path, ...] = (),
    everything: bool = False,
    on_step: Callable[[], None] = lambda: None,
) -> RubricDifference:
    before = Version(old, lambda: make_grader(old))
    after = Version(new, lambda: make_grader(new))
    return compare(before, after, sessions, everything, on_step)


def edits(old: Item, new: Item) -> list[str]:
    return [edit_words(each) for each in rubric_edits(make_rubric(old), make_rubric(new))]


def test_a_pattern_that_is_added_or_removed_is_told() -> None:
    assert edits(DROPOUT, with_pattern(DROPOUT, "coin toss")) == [
        "criterion 'random' pattern added: coin toss"
    ]
    assert edits(with_pattern(DROPOUT, "coin toss"), DROPOUT) == [
        "criterion 'random' pattern removed: coin toss"
    ]


def test_points_criteria_and_texts_are_told() -> None:
    first, second = DROPOUT.criteria
    new = changed(
        DROPOUT,
        prompt="Why dropout?",
        minutes=2.5,
        criteria=(replace(first, points=3), Criterion("more", 1, "More.", ("more",))),
    )
    assert edits(DROPOUT, new) == [
        "prompt: How does dropout work? -> Why dropout?",
        "minutes: 1 -> 2.5",
        "criterion 'random' points: 2 -> 3",
        "criterion 'more' added: More.",
        f"criterion 'overfitting' removed: {second.says}",
    ]


def test_items_synonyms_and_the_window_are_told() -> None:
    old = make_rubric(CLIPPING, DROPOUT)
    new = replace(make_rubric(CLIPPING, TUNING), synonyms=(), window=9)
    found = [(e.kind, e.item_id, e.field) for e in rubric_edits(old, new)]
    assert (EditKind.CHANGED, "", "window") in found
    assert (EditKind.REMOVED, "", "synonyms") in found
    assert (EditKind.ADDED, "tuning", "") in found
    assert (EditKind.REMOVED, "dropout", "") in found
    assert changed_items(old, new) == ("clipping",), "patterns are read with both"


def test_only_what_changed_is_graded_again() -> None:
    found = difference(OLD, NEW)
    assert found.items == ("dropout",)
    assert found.graded == 3, "a reference and two examples"
    assert difference(OLD, OLD) == RubricDifference((), (), 0, ())
    assert difference(OLD, NEW, everything=True).items == ("clipping", "dropout")


def test_an_example_that_leaves_its_band_is_told_with_the_pattern_that_did_it() -> None:
    found = difference(OLD, NEW)
    assert found.leaving == 1
    (change,) = found.changes
    assert (change.item_id, change.text, change.place) == ("dropout", "example", "1")
    assert (change.before.points, change.before.band) == (0.0, Band.MISSING)
    assert change.after.points >= 2.0
    part = next(each for each in change.parts if each.target == "random")
    assert (part.before, part.after, part.pattern) == (0.0, 2.0, "coin toss")
    assert part_words(part) == "random: 0 -> 2 by 'coin toss'"
    assert "leaves its band, missing" in change_head(change)


def test_an_example_whose_band_was_changed_with_its_mark_does_not_leave() -> None:
    moved = difference(OLD, NEW).changes[0].after.band
    assert moved is not None
    better = changed(
        with_pattern(WITH_EXAMPLES, "coin toss"),
        examples=(Example(moved, COIN), *WITH_EXAMPLES.examples[1:]),
    )
    found = difference(OLD, make_rubric(CLIPPING, better))
    assert found.leaving == 0
    assert len(found.changes) == 1


def test_an_example_that_was_wrong_before_does_not_leave() -> None:
    wrong = changed(WITH_EXAMPLES, examples=(Example(Band.STRONG, COIN),))
    old, new = make_rubric(wrong), make_rubric(with_pattern(wrong, "coin toss"))
    assert difference(old, new).leaving == 0


def session(folder: Path, answer: str, token: str, follow_up: str = "") -> Path:
    grader = make_grader(OLD)
    script = Script().ask(DROPOUT).answer(answer)
    script.assess(grader.assess("dropout", answer))
    if follow_up:
        script.ask(DROPOUT, TurnKind.PROBE, "random").answer(follow_up)
        script.assess(grader.assess_follow_up("dropout", follow_up, ["random"]))
    return saved(folder, finished(script).events, OLD, token=token)


def places(folder: Path) -> Paths:
    return Paths(None, folder, folder, folder, folder / "cache")


def test_past_answers_and_follow_up_answers_are_graded_the_largest_change_first(
    tmp_path: Path,
) -> None:
    session(tmp_path, "Nothing much happens.", "00aa", "Tossing coins.")
    session(tmp_path, "It prevents overfitting by tossing coins.", "00bb")
    files = past_sessions(places(tmp_path), OLD, NEW)
    found = difference(OLD, NEW, files)
    assert found.graded == 3 + 3
    texts = [(change.text, change.answer) for change in found.changes]
    assert texts[0] == ("follow-up", "Tossing coins.")
    assert ("answer", "It prevents overfitting by tossing coins.") in texts
    assert len(texts) == 3
    sizes = [change.size for change in found.changes]
    assert sizes == sorted(sizes, reverse=True)
    assert found.changes[0].before.band is None


def test_the_mark_on_record_does_not_matter(tmp_path: Path) -> None:
    """Only the edit makes a difference, whatever version had marked the answer."""
    script = Script().ask(DROPOUT).answer(COIN)
    script.assess(make_grader(NEW).assess("dropout", COIN))
    path = saved(tmp_path, finished(script).events, NEW)
    (answer,) = [c for c in difference(OLD, NEW, (path,)).changes if c.text == "answer"]
    assert answer.before.points == 0.0
    assert answer.after.points >= 2.0


def test_answers_to_items_that_are_gone_are_counted(tmp_path: Path) -> None:
    path = session(tmp_path, COIN, "00aa")
    found = difference(OLD, make_rubric(CLIPPING), (path,))
    assert (found.unmarked, found.graded) == (1, 0)


def test_the_steps_are_counted(tmp_path: Path) -> None:
    files = (session(tmp_path, COIN, "00aa"), session(tmp_path, COIN, "00bb"))
    steps: list[None] = []
    difference(OLD, NEW, files, on_step=lambda: steps.append(None))
    assert len(steps) == count_steps(OLD, NEW, files) == 3


def test_a_bank_under_a_new_id_keeps_its_old_sessions(tmp_path: Path) -> None:
    path = session(tmp_path, COIN, "00aa")
    assert past_sessions(places(tmp_path), OLD, replace(NEW, id="large")) == (path,)


BANK = """\
id: small
title: Small
items:
  - id: one
    stage: basic
    prompt: What?
    references: [Because of it.]
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    (tmp_path / "own").mkdir()
    (tmp_path / "shipped").mkdir()
    (tmp_path / "own" / "small.yaml").write_text(BANK)
    data, cache = tmp_path / "data", tmp_path / "cache"
    return Paths(tmp_path / "own", tmp_path / "shipped", tmp_path / "t", data, cache)


def test_one_name_is_compared_with_the_last_version_that_differs(paths: Paths) -> None:
    assert paths.rubrics is not None
    bank = paths.rubrics / "small.yaml"
    keep_version(paths.user_data, bank, BANK.replace("What?", "Why?").encode(), NOON)
    keep_version(paths.user_data, bank, BANK.encode(), NOON.replace(hour=13))
    old, new = find_pair(paths, "small", None)
    assert (old.rubric.items[0].prompt, new.rubric.items[0].prompt) == ("Why?", "What?")
    assert old.name == "small.yaml as it was until 2026-11-20 12:00:00 UTC"


def test_without_a_version_the_shipped_bank_is_the_old_one(paths: Paths) -> None:
    with pytest.raises(UsageError, match="rubric diff OLD NEW"):
        find_pair(paths, "small", None)
    (paths.shipped_rubrics / "small.yaml").write_text(BANK.replace("What?", "How?"))
    old, _ = find_pair(paths, "small", None)
    assert old.rubric.items[0].prompt == "How?"
    assert old.name == "the shipped bank 'small'"


def test_two_names_are_two_files(paths: Paths, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(BANK.replace("stage: basic", "stage: fresher"))
    old, new = find_pair(paths, str(other), "small")
    assert (old.rubric.items[0].stage, new.rubric.items[0].stage) == (Stage.FRESHER, Stage.BASIC)


def test_texts_are_cut_to_the_width() -> None:
    assert shortened("one two\nthree", 0) == "one two three"
    assert shortened("one two three four", 12) == "one two thr…"
