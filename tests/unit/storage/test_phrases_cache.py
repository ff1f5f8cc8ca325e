"""The phrases that are kept: the same as from the files, and no YAML is parsed for them."""

import json
from pathlib import Path

import pytest

from interviewer.model.errors import InputError, RubricError
from interviewer.model.phrases import Phrases
from interviewer.storage import phrases_file
from interviewer.storage.phrases_cache import load_kept_phrases
from interviewer.storage.phrases_file import load_phrases
from interviewer.storage.yaml_text import MOST_BYTES

SHIPPED = Path(__file__).parents[3] / "rubrics" / "phrases" / "english.yaml"
RULES = "0" * 64


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The file of a coach who thanks in another way."""
    path = tmp_path / "english.yaml"
    path.write_text("thanks: [Ta.]\n", encoding="utf-8")
    return path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every file that was parsed, in the order in which it was."""
    paths: list[Path] = []
    parse = phrases_file.parse_phrases

    def noted(sources: list[tuple[Path, bytes]]) -> Phrases:
        paths.extend(path for path, _ in sources)
        return parse(sources)

    monkeypatch.setattr(phrases_file, "parse_phrases", noted)
    return paths


def entry(cache: Path) -> Path:
    """Return the only entry of the cache."""
    (path,) = (cache / "wordings").iterdir()
    return path


def test_the_second_time_nothing_is_parsed(own: Path, tmp_path: Path, parsed: list[Path]) -> None:
    cache = tmp_path / "cache"
    first = load_kept_phrases([own, SHIPPED], cache, RULES)
    assert first == load_phrases([own, SHIPPED])
    parsed.clear()
    assert load_kept_phrases([own, SHIPPED], cache, RULES) == first
    assert parsed == []


def test_a_changed_file_is_parsed_anew(own: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert load_kept_phrases([own, SHIPPED], cache, RULES).thanks == ("Ta.",)
    own.write_text("thanks: [Oh.]\n", encoding="utf-8")
    assert load_kept_phrases([own, SHIPPED], cache, RULES).thanks == ("Oh.",)
    own.unlink()
    assert load_kept_phrases([own, SHIPPED], cache, RULES) == load_phrases([SHIPPED])


def test_which_file_says_what_counts(own: Path, tmp_path: Path) -> None:
    """Two files whose texts change places are other phrases."""
    cache, other = tmp_path / "cache", tmp_path / "other.yaml"
    other.write_text("thanks: [Oh.]\n", encoding="utf-8")
    assert load_kept_phrases([own, other, SHIPPED], cache, RULES).thanks == ("Ta.",)
    assert load_kept_phrases([other, own, SHIPPED], cache, RULES).thanks == ("Oh.",)


def test_another_program_parses_anew(own: Path, tmp_path: Path, parsed: list[Path]) -> None:
    cache = tmp_path / "cache"
    load_kept_phrases([own, SHIPPED], cache, RULES)
    parsed.clear()
    load_kept_phrases([own, SHIPPED], cache, "1" * 64)
    assert parsed == [own, SHIPPED]


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "more", "less"])
def test_a_damaged_entry_is_made_anew(own: Path, tmp_path: Path, damage: str) -> None:
    """It is never trusted."""
    cache = tmp_path / "cache"
    good = load_kept_phrases([own, SHIPPED], cache, RULES)
    path = entry(cache)
    data = path.read_bytes()
    told = json.loads(data)
    if damage == "more":
        told["wording"]["swearing"] = ["Damn."]
    elif damage == "less":
        del told["wording"]["thanks"]
    damaged = {"empty": b"", "cut": data[:-9], "flipped": data.replace(b"Ta.", b"Tb.")}
    path.write_bytes(damaged.get(damage, json.dumps(told).encode()))
    assert load_kept_phrases([own, SHIPPED], cache, RULES) == good
    assert path.read_bytes() == data


def test_a_file_with_problems_is_told_each_time(own: Path, tmp_path: Path) -> None:
    own.write_text("thank: [Ta.]\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RubricError, match=r"english\.yaml:1:1: "):
            load_kept_phrases([own, SHIPPED], tmp_path / "cache", RULES)
    assert not (tmp_path / "cache").exists()


def test_a_file_that_cannot_be_read_is_told_as_without_a_cache(own: Path, tmp_path: Path) -> None:
    own.write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(RubricError, match="larger than 8 MB"):
        load_kept_phrases([own, SHIPPED], tmp_path / "cache", RULES)
    with pytest.raises(InputError, match=r"none\.yaml"):
        load_kept_phrases([tmp_path / "none.yaml"], tmp_path / "cache", RULES)
