"""A bank under a coach's hands: checked by item, saved safely, marked as the bank would mark."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.lexicon import Lexicon
from interviewer.model.errors import RubricError
from interviewer.model.rubric import Band
from interviewer.services.authoring import (
    NotSavedError,
    OpenBank,
    check_item,
    open_to_edit,
    rebased,
    restore_version,
    salvaged,
    save_copy,
    save_item,
)
from interviewer.services.authoring_marks import (
    JoinedLexicon,
    TryBench,
    expected_words,
    try_answer,
    try_examples,
)
from interviewer.services.banks import load_bank_file
from interviewer.services.rubric_health import Health, examined, outline
from interviewer.storage.paths import Paths
from interviewer.storage.rubric_edit import Block, ChangedOnDiskError
from interviewer.storage.rubric_versions import list_versions
from tests.factories import instant_fit, instantly

BANK = """\
id: small
title: Small
synonyms:
  - [sgd, stochastic gradient descent]
items:
  - id: clipping
    stage: basic
    prompt: What is gradient clipping?
    references:
      - Gradient clipping scales a large gradient down to a limit, so that training stays stable.
    criteria:
      - id: scales
        points: 2
        says: It scales large gradients down.
        match: [scale* gradient]  # by the coach
    examples:
      - {band: strong, answer: Gradient clipping scales a large gradient down to a limit.}
      - {band: strong, answer: No idea at all about that.}
  - id: dropout
    stage: fresher
    prompt: What is dropout?
    references:
      - Dropout silences random units at every step, which reduces overfitting.
"""
AT = datetime(2026, 1, 2, tzinfo=UTC)


def now() -> datetime:
    return AT


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "small.yaml").write_text(BANK)
    return Paths(tmp_path / "rubrics", tmp_path / "shipped", tmp_path / "t", tmp_path / "data")


def opened(paths: Paths, text: str = BANK) -> OpenBank:
    assert paths.rubrics is not None
    path = paths.rubrics / "small.yaml"
    path.write_text(text)
    return open_to_edit(path, paths)


def block_of(bank: OpenBank, item_id: str) -> Block:
    block = bank.text.block(item_id)
    assert block is not None
    return block


def item_text(bank: OpenBank, item_id: str) -> str:
    return bank.text.item_text(block_of(bank, item_id))


class TestCheck:
    def test_a_problem_is_told_by_the_line_of_the_text(self, paths: Paths) -> None:
        bank = opened(paths)
        text = item_text(bank, "clipping").replace("stage: basic", "stage: basics")
        check = check_item(text, bank, block_of(bank, "clipping"))
        (problem,) = check.problems
        assert (problem.line, problem.column) == (2, 12)
        assert "basic, fresher or experienced" in problem.message
        assert check.item is None

    def test_a_mistake_in_a_pattern_is_told(self, paths: Paths) -> None:
        bank = opened(paths)
        text = item_text(bank, "clipping").replace("[scale* gradient]", '["a | b"]')
        (problem,) = check_item(text, bank, block_of(bank, "clipping")).problems
        assert problem.line == 10

    def test_the_id_of_another_item_is_told(self, paths: Paths) -> None:
        bank = opened(paths)
        block = block_of(bank, "dropout")
        text = item_text(bank, "dropout").replace("id: dropout", "id: clipping")
        (problem,) = check_item(text, bank, block).problems
        assert problem.line == 1
        assert "another item" in problem.message
        assert check_item(item_text(bank, "dropout"), bank, block).problems == ()

    @pytest.mark.parametrize("text", ["", "   ", "- &a x\n- *a", "\t", "items: [", "- id: x\n" * 3])
    def test_whatever_is_typed_has_a_line_within_the_text_or_is_good(
        self, paths: Paths, text: str
    ) -> None:
        bank = opened(paths)
        check = check_item(text, bank, block_of(bank, "dropout"))
        assert check.problems
        assert all(problem.line >= 1 for problem in check.problems)


class TestSave:
    def test_one_line_changes_and_the_old_file_is_kept(self, paths: Paths) -> None:
        bank = opened(paths)
        text = item_text(bank, "clipping").replace("points: 2", "points: 3")
        saved = save_item(bank, block_of(bank, "clipping"), text, paths.user_data, now)
        assert bank.path.read_text() == BANK.replace("points: 2", "points: 3")
        assert saved.rubric == load_bank_file(bank.path)
        (version,) = list_versions(paths.user_data, bank.path)
        assert version.path.read_text() == BANK

    def test_a_text_with_problems_is_not_saved(self, paths: Paths) -> None:
        bank = opened(paths)
        text = item_text(bank, "clipping").replace("points: 2", "points: two")
        with pytest.raises(NotSavedError, match="not saved: line 13: points must be"):
            save_item(bank, block_of(bank, "clipping"), text, paths.user_data, now)
        assert bank.path.read_text() == BANK
        assert list_versions(paths.user_data, bank.path) == ()

    def test_an_empty_text_is_not_saved(self, paths: Paths) -> None:
        bank = opened(paths)
        with pytest.raises(NotSavedError, match="the item is empty"):
            save_item(bank, block_of(bank, "dropout"), " \n", paths.user_data, now)

    def test_a_text_that_breaks_another_item_is_not_saved(self, paths: Paths) -> None:
        bank = opened(paths)
        text = item_text(bank, "clipping").replace("id: clipping", "id: dropout")
        with pytest.raises(NotSavedError, match="line 19: the id 'dropout' is used already"):
            save_item(bank, block_of(bank, "clipping"), text, paths.user_data, now)

    def test_a_broken_bank_is_mended_item_by_item(self, paths: Paths) -> None:
        broken = BANK.replace("stage: basic", "stage: x").replace("stage: fresher", "stage: y")
        bank = opened(paths, broken)
        assert bank.rubric is None
        mended = item_text(bank, "clipping").replace("stage: x", "stage: basic")
        bank = save_item(bank, block_of(bank, "clipping"), mended, paths.user_data, now)
        assert len(bank.problems) == 1
        mended = item_text(bank, "dropout").replace("stage: y", "stage: fresher")
        bank = save_item(bank, block_of(bank, "dropout"), mended, paths.user_data, now)
        assert bank.path.read_text() == BANK

    def test_a_file_that_others_changed_is_not_overwritten(self, paths: Paths) -> None:
        bank = opened(paths)
        theirs = BANK.replace("title: Small", "title: Theirs")
        bank.path.write_text(theirs)
        block, text = block_of(bank, "dropout"), item_text(bank, "dropout") + "\n    minutes: 5"
        with pytest.raises(ChangedOnDiskError):
            save_item(bank, block, text, paths.user_data, now)
        assert bank.path.read_text() == theirs
        assert list_versions(paths.user_data, bank.path) == ()
        fresh, place = rebased(bank, block)
        save_item(fresh, place, text, paths.user_data, now)
        assert bank.path.read_text() == theirs + "    minutes: 5\n"

    def test_a_copy_goes_beside_it(self, paths: Paths) -> None:
        bank = opened(paths)
        text = item_text(bank, "dropout") + "\n    minutes: 5"
        copy = save_copy(bank, block_of(bank, "dropout"), text)
        assert copy.name == "small-copy.yaml"
        assert copy.read_text() == BANK + "    minutes: 5\n"
        assert bank.path.read_text() == BANK

    def test_a_shipped_bank_is_saved_as_the_coachs_own(self, paths: Paths) -> None:
        paths.shipped_rubrics.mkdir()
        shipped = paths.shipped_rubrics / "other.yaml"
        shipped.write_text(BANK)
        bank = open_to_edit(shipped, paths)
        assert bank.is_copy
        text = item_text(bank, "dropout") + "\n    minutes: 5"
        saved = save_item(bank, block_of(bank, "dropout"), text, paths.user_data, now)
        assert shipped.read_text() == BANK
        assert paths.rubrics is not None
        assert saved.path == paths.rubrics / "other.yaml"
        assert not saved.is_copy
        again = open_to_edit(shipped, paths)
        assert again.path == saved.path
        save_item(again, block_of(again, "dropout"), text + "  # x", paths.user_data, now)

    def test_a_version_is_restored_and_can_be_taken_back(self, paths: Paths) -> None:
        bank = opened(paths)
        text = item_text(bank, "clipping").replace("points: 2", "points: 3")
        saved = save_item(bank, block_of(bank, "clipping"), text, paths.user_data, now)
        (version,) = list_versions(paths.user_data, bank.path)
        restored = restore_version(saved, version.path, paths.user_data, lambda: AT.replace(hour=1))
        assert bank.path.read_text() == BANK
        assert restored.text.data == BANK.encode()
        newest = list_versions(paths.user_data, bank.path)[0]
        assert newest.path.read_text() == BANK.replace("points: 2", "points: 3")


class TestMarks:
    def test_an_unchanged_item_is_marked_as_by_the_whole_bank(self, paths: Paths) -> None:
        rubric = opened(paths).rubric
        assert rubric is not None
        bench, whole = TryBench(rubric, instantly(rubric)), Grader(rubric, fit=instant_fit)
        item = rubric.items[0]
        answer = "It scalse gradients, without overfitting."
        for alone in (False, True):
            found = try_answer(bench.grader(item, alone), item, answer).assessment
            wanted = whole.assess(item.id, answer)
            assert replace(found, rubric_hash="") == replace(wanted, rubric_hash="")
        assert bench.is_exact(item)

    def test_an_edited_item_is_marked_as_the_bank_with_it_would(self, paths: Paths) -> None:
        bank = opened(paths)
        assert bank.rubric is not None
        bench = TryBench(bank.rubric, instantly(bank.rubric))
        text = item_text(bank, "clipping").replace("scale*", "overfilting|scale*")
        item = check_item(text, bank, block_of(bank, "clipping")).item
        assert item is not None
        data = bank.text.spliced(block_of(bank, "clipping"), text)
        bank.path.write_bytes(data)
        whole = Grader(load_bank_file(bank.path), fit=instant_fit)
        # One letter from a word of the bank, and a word of its own since the edit.
        answers = (
            "An overfilting gradient.",
            "overfiltng gradiants",
            "overfitting gradients",
            "dropuot",
        )
        for answer in answers:
            found = try_answer(bench.grader(item), item, answer).assessment
            wanted = whole.assess(item.id, answer)
            assert replace(found, rubric_hash="") == replace(wanted, rubric_hash="")
        assert bench.grader(item).assess(item.id, answers[0]).criteria[0].credit == 1

    def test_changed_references_are_approximate_until_saved(self, paths: Paths) -> None:
        rubric = opened(paths).rubric
        assert rubric is not None
        bench = TryBench(rubric, instantly(rubric))
        item = rubric.items[0]
        assert not bench.is_exact(replace(item, references=(*item.references, "More.")))
        assert not bench.is_exact(replace(item, id="new"))

    def test_examples_say_what_they_should_get_and_get(self, paths: Paths) -> None:
        rubric = opened(paths).rubric
        assert rubric is not None
        bench = TryBench(rubric, instantly(rubric))
        item = rubric.items[0]
        reference, good, bad = try_examples(bench.grader(item), item)
        assert (reference.kind, reference.passed) == ("reference", True)
        assert expected_words(reference) == "model 1.00"
        low = replace(reference, passed=False, score=0.8)
        assert expected_words(low) == "model 0.80, below 0.90"
        assert (good.passed, expected_words(good)) == (True, "strong")
        assert (bad.passed, bad.given) == (False, Band.MISSING)
        assert expected_words(bad) == "missing, not strong"

    def test_a_broken_bank_lends_its_good_items(self, paths: Paths) -> None:
        bank = opened(paths, BANK.replace("stage: fresher", "stage: y"))
        rubric = salvaged(bank)
        assert rubric is not None
        assert [item.id for item in rubric.items] == ["clipping"]
        assert rubric.synonyms == (("sgd", "stochastic gradient descent"),)
        assert salvaged(opened(paths, "id: small\ntitle: S\nitems:\n  - id: x\n")) is None


@pytest.mark.parametrize(
    "surface", ["zarbling", "zarbding", "zarbdign", "zarblingg", "zarb", "gradient", "not", "9.5"]
)
def test_joined_words_count_as_in_one_lexicon(surface: str) -> None:
    base, new = ["zarbling", "gradient"], ["zarbding", "quxify"]
    joined = JoinedLexicon(Lexicon(base), new).look_up(surface)
    whole = Lexicon([*base, *new]).look_up(surface)
    assert (joined.stems, joined.known) == (whole.stems, whole.known)


class TestHealth:
    def test_each_item_says_what_is_most_wrong(self, paths: Paths) -> None:
        bank = opened(paths)
        assert bank.rubric is not None
        before = outline(bank)
        assert [each.health for each in before] == [Health.UNKNOWN, Health.NO_EXAMPLES]
        after = list(examined(bank, TryBench(bank.rubric, instantly(bank.rubric)).whole))
        assert [each.health for each in after] == [Health.FAILING, Health.NO_EXAMPLES]
        assert [each.words for each in after] == ["1 failing", "no examples"]

    def test_problems_are_counted_by_item(self, paths: Paths) -> None:
        bank = opened(paths, BANK.replace("stage: fresher", "stage: y"))
        first, second = outline(bank)
        assert first.health is Health.UNKNOWN
        assert (second.health, second.words) == (Health.PROBLEMS, "1 problem")


def test_a_file_that_is_no_text_says_so(paths: Paths) -> None:
    assert paths.rubrics is not None
    path = paths.rubrics / "small.yaml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(RubricError, match="UTF-8"):
        open_to_edit(path, paths)
