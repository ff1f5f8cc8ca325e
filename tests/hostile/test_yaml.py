"""Whatever a rubric file holds, it loads or is refused by our own error, for little work."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from benchmarks.large_bank import bank_text
from interviewer.grading.pattern_check import quick_problem
from interviewer.model.errors import InputError, RubricError
from interviewer.model.rubric import Rubric
from interviewer.services.banks import load_bank_file
from interviewer.storage import yaml_builder, yaml_feed, yaml_tree
from interviewer.storage.phrases_file import load_phrases
from interviewer.storage.rubric_file import parse_rubric_bytes
from tests.hostile.scale import scaled
from tests.hostile.texts import commands_in
from tests.hostile.yaml_texts import BASE, bombs, generated
from tests.unit.storage.yaml_helpers import LOADERS

SOURCE = Path("bank.yaml")
SHIPPED = Path(__file__).parents[2] / "rubrics" / "deep-learning.yaml"
MOST_EVENTS = 2 * yaml_builder.MOST_BESIDE
MOST_CHARACTERS = yaml_feed.MOST_CHARACTERS_BESIDE + 100_000
"""What may be read of a text that is no bank: of its values, and of itself."""

GROWS = (
    "aliases that double",
    "merge keys that double",
    "a list that holds itself",
    "brackets",
    "braces",
    "brackets of names",
    "dashes",
    "complex keys",
    "many empty documents",
    "many tags",
    "python objects",
)
"""Bombs whose first harmful place stands near the beginning: there the reading must end."""


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what is taken from the parser, and what the parser reads."""
    counted: Counter[str] = Counter()
    take, read = yaml_builder.Builder.take, yaml_feed.Feed.read

    def counting_take(self: yaml_builder.Builder, event: yaml.Event) -> None:
        counted["events"] += 1
        take(self, event)

    def counting_read(self: yaml_feed.Feed, size: int = -1) -> str:
        piece = read(self, size)
        counted["characters"] += len(piece)
        return piece

    monkeypatch.setattr(yaml_builder.Builder, "take", counting_take)
    monkeypatch.setattr(yaml_feed.Feed, "read", counting_read)
    return counted


def outcome(data: bytes) -> Rubric | RubricError:
    """Return the rubric in a file's bytes, or why it is none; any other error is a failure."""
    try:
        return parse_rubric_bytes(data, SOURCE, quick_problem)
    except RubricError as error:
        return error


def check_refusal(error: RubricError) -> None:
    """Assert that a refusal is of use: lines of bounded length, places, and nothing raw."""
    assert error.problems
    assert len(error.problems) <= yaml_tree.MOST_PROBLEMS + 2
    assert commands_in(str(error)) == set()
    for problem in error.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message
        assert problem.mend
        assert "\n" not in str(problem)
        assert len(str(problem)) < 1000, str(problem)[:200]


def test_the_base_of_the_changes_is_a_good_bank() -> None:
    """Otherwise every change would be refused for the same reason."""
    assert isinstance(outcome(BASE.encode()), Rubric)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("name", bombs())
def test_a_bomb_is_refused_or_read_for_little_work(
    name: str, loader: type, work: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its size: how much of it is read is bounded by what is no good item."""
    monkeypatch.setattr(yaml_tree, "_LOADER", loader)
    found = outcome(bombs()[name].encode())
    assert work["events"] <= (100 if name in GROWS else MOST_EVENTS)
    assert work["characters"] <= MOST_CHARACTERS
    if isinstance(found, RubricError):
        check_refusal(found)
    else:
        assert name == "many patterns", "only this one is a bank"


def test_the_same_fault_in_many_large_items_is_told_each_time() -> None:
    """The limit of what may stand beside good items is no limit to coaches."""
    text = SHIPPED.read_text("utf-8")
    thirty = "\n  - id:".join(text.split("\n  - id:")[:31])
    found = outcome(re.sub(r"(?m)^    stage: \w+$", "    stage: easy", thirty).encode())
    assert isinstance(found, RubricError)
    assert len(found.problems) == 30


def test_where_the_reading_ends_the_faults_are_told_that_made_it_end() -> None:
    """And that there may be more: not that items are no items."""
    base = BASE.replace("fresher", "easy")
    large = base.replace(
        "          - gradient blow-up",
        "          - a|b c\n" * 2_000 + "          - gradient blow-up",
    )
    found = outcome((large + large[large.index("  - id") :] * 20).encode())
    assert isinstance(found, RubricError)
    assert {problem.message[:12] for problem in found.problems[:-1]} <= {
        "stage must b",
        "the id 'grad",
        "the id 'drop",
    }
    assert len(found.problems) > 5
    assert "more problems" in found.problems[-1].message


def test_a_large_bank_is_read_to_its_end(work: Counter[str]) -> None:
    """Far more than may stand beside good items, and none of it too much."""
    text = bank_text(2_000)
    assert len(text) > MOST_CHARACTERS
    rubric = outcome(text.encode())
    assert isinstance(rubric, Rubric)
    assert len(rubric.items) == 2_000
    assert work["events"] > MOST_EVENTS
    broken = outcome(f"{text}    stage: again\n".encode())
    assert isinstance(broken, RubricError)
    assert len(broken.problems) == 1


def test_generated_files_load_or_are_refused() -> None:
    """Cut, doubled, shuffled, with odd scalars and characters, in other encodings."""
    loaded = refused = 0
    for data in generated(scaled(2000, 20_000), seed=11):
        found = outcome(data)
        if isinstance(found, RubricError):
            check_refusal(found)
            refused += 1
        else:
            assert parse_rubric_bytes(data, SOURCE, quick_problem) == found
            loaded += 1
    assert loaded > refused / 50, "a good part still loads, or nothing but refusals is tested"
    assert refused > loaded


def test_generated_files_are_the_same_with_the_other_parser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the C parser is missing, the pure one lets nothing else through."""
    monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)
    for data in generated(scaled(150, 3000), seed=12):
        found = outcome(data)
        if isinstance(found, RubricError):
            check_refusal(found)


def test_files_of_phrases_are_as_safe(tmp_path: Path) -> None:
    """They are read by the same means: each is refused in lines of its own."""
    path = tmp_path / "english.yaml"
    texts = [text for text in bombs().values() if len(text) < 400_000]
    for data in [*(text.encode() for text in texts), *generated(100, seed=13)]:
        path.write_bytes(data)
        with pytest.raises(InputError) as refused:
            load_phrases([path])
        assert commands_in(str(refused.value)) == set()


def test_a_bomb_on_the_disk_is_refused_through_the_cache_too(tmp_path: Path) -> None:
    """And leaves nothing in the cache."""
    path = tmp_path / "bank.yaml"
    for name in GROWS:
        path.write_text(bombs()[name], "utf-8")
        with pytest.raises(RubricError):
            load_bank_file(path, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()
