"""The file of phrases: the coach's own over the shipped one, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from interviewer.model.errors import InputError, RubricError
from interviewer.model.phrases import Phrases
from interviewer.storage.paths import Paths, phrases_files
from interviewer.storage.phrases_file import FILLED_IN, load_phrases
from interviewer.storage.yaml_text import MOST_BYTES
from interviewer.storage.yaml_tree import MOST_PROBLEMS

SHIPPED = Path(__file__).parents[3] / "rubrics" / "phrases" / "english.yaml"
NAMES = [field.name for field in fields(Phrases)]


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a coach's own file."""

    def write(text: str) -> Path:
        path = tmp_path / "english.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def problems_of(path: Path) -> list[str]:
    """Return the problems of a file as lines, without its name."""
    with pytest.raises(RubricError) as refused:
        load_phrases([path, SHIPPED])
    assert refused.value.source == str(path)
    return [str(problem) for problem in refused.value.problems]


# Which file counts


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_file_has_wordings_for_everything(name: str) -> None:
    """Nothing is left to be empty."""
    assert getattr(load_phrases([SHIPPED]), name)


def test_a_coachs_wordings_replace_the_shipped_ones(own: Callable[[str], Path]) -> None:
    """Of the situations that it names; the rest stays as shipped."""
    path = own("thanks: [Ta., Much obliged.]\nhint_offer:\n- A hint costs {points}. Want it?\n")
    phrases, shipped = load_phrases([path, SHIPPED]), load_phrases([SHIPPED])
    assert phrases.thanks == ("Ta.", "Much obliged.")
    assert phrases.hint_offer == ("A hint costs {points}. Want it?",)
    for name in set(NAMES) - {"thanks", "hint_offer"}:
        assert getattr(phrases, name) == getattr(shipped, name)


def test_the_first_file_counts_most(own: Callable[[str], Path], tmp_path: Path) -> None:
    """What it leaves out comes from the next one."""
    middle = tmp_path / "middle.yaml"
    middle.write_text("thanks: [Middle.]\nskipped: [Middle.]\n")
    phrases = load_phrases([own("thanks: [First.]\n"), middle, SHIPPED])
    assert (phrases.thanks, phrases.skipped) == (("First.",), ("Middle.",))


def test_a_file_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    """Most coaches have none."""
    assert load_phrases([tmp_path / "none.yaml", SHIPPED]) == load_phrases([SHIPPED])


def test_the_shipped_file_must_be_there(tmp_path: Path) -> None:
    """Without it there is nothing to say."""
    with pytest.raises(InputError, match=r"none\.yaml"):
        load_phrases([tmp_path / "none.yaml"])


def test_where_the_files_are_looked_for(tmp_path: Path) -> None:
    """In the folder of the rubrics first, then where the program's own banks are."""
    shipped, cache, own = tmp_path / "shipped", tmp_path / "cache", tmp_path / "rubrics"
    paths = Paths(own, shipped, tmp_path, cache)
    assert phrases_files(paths) == (own / "phrases/english.yaml", shipped / "phrases/english.yaml")
    alone = Paths(None, shipped, tmp_path, cache)
    assert phrases_files(alone) == (shipped / "phrases/english.yaml",)


def test_a_wording_over_several_lines_is_one_line(own: Callable[[str], Path]) -> None:
    """It is said in one breath."""
    path = own("thanks:\n- |\n  Thank you\n  very much.\n- >\n  I\n  see.\n")
    assert load_phrases([path, SHIPPED]).thanks == ("Thank you very much.", "I see.")


# What is wrong, and where


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "thanks: [Ta.]\nthank: [Ta.]\n",
            "2:1: thank: 'thank' is not a field of a phrases file; delete it, or write one of ",
        ),
        (
            "skiped: [Next.]\n",
            "1:1: skiped: 'skiped' is not a field of a phrases file; did",
        ),
        ("thanks: Thank you.\n", "1:9: thanks: thanks must be a list, not text; "),
        ("thanks: []\n", "1:9: thanks: thanks is empty; "),
        ("thanks:\n", "1:8: thanks: thanks is empty; "),
        ("thanks:\n- Ta.\n- ''\n", "3:3: thanks[1]: this entry of thanks is empty; "),
        ("thanks:\n- {a: b}\n", "2:3: thanks[0]: this entry of thanks must be text, not a group"),
        ("[Ta.]\n", "1:1: the file must be a group of 'name: value' lines, not a list; "),
        ("", "1:1: the file is empty; begin with thanks: [Thank you.]"),
        ("thanks: [Ta.\n", "1:9: the list that begins here lacks a comma or its closing ]; "),
        (
            "thanks: [Ta.]\nthanks: [Yo.]\n",
            "2:1: thanks: 'thanks' stands here a second time, after line 1; delete one of the two",
        ),
        ("thanks: [*a]\n", "1:10: "),
        (b"thanks: ['a\\u202eb']\n".decode("unicode_escape"), "1:10: "),
    ],
)
def test_a_problem_is_one_line_with_its_place(
    own: Callable[[str], Path], text: str, problem: str
) -> None:
    """Line, column, what is wrong, what to write."""
    (line,) = problems_of(own(text))
    assert line.startswith(problem)
    assert "; " in line


BRACES = "what stands in braces here is not known; this line may have"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("thanks: ['Thank you, {name}.']", f"1:10: thanks: {BRACES} no braces"),
        ("thanks:\n- Ta.\n- 'A { alone'", f"3:3: thanks: {BRACES} no braces"),
        ("thanks: ['A } alone']", f"1:10: thanks: {BRACES} no braces"),
        ("time: ['{}']", f"1:8: time: {BRACES} {{time}}"),
        ("time: ['{0}']", f"1:8: time: {BRACES} {{time}}"),
        ("time: ['{time.__class__}']", f"1:8: time: {BRACES} {{time}}"),
        ("time: ['{time[0]}']", f"1:8: time: {BRACES} {{time}}"),
        ("time: ['{time!r}']", f"1:8: time: {BRACES} {{time}}"),
        ("time: ['{time:>99999999}']", f"1:8: time: {BRACES} {{time}}"),
        ("time: ['{points}']", f"1:8: time: {BRACES} {{time}}"),
        ("drill: ['{stages}']", f"1:9: drill: {BRACES} {{questions}} and {{topic}}"),
    ],
)
def test_unknown_braces_are_refused(own: Callable[[str], Path], text: str, problem: str) -> None:
    """They would be said as they stand, or worse."""
    assert problems_of(own(text + "\n")) == [problem]


@pytest.mark.parametrize("name", list(FILLED_IN))
def test_known_braces_are_filled_in(own: Callable[[str], Path], name: str) -> None:
    """And doubled ones stand for themselves."""
    values = {word: f"<{word}>" for word in FILLED_IN[name]}
    text = " ".join(f"{{{word}}}" for word in values) + " {{sic}}"
    (wording,) = getattr(load_phrases([own(f"{name}: ['{text}']\n"), SHIPPED]), name)
    assert wording.format(**values) == " ".join(values.values()) + " {sic}"


def test_all_problems_are_said_at_once(own: Callable[[str], Path]) -> None:
    """In the order of the file."""
    found = problems_of(own("thanks: ['{x}']\nnoise: [a]\nprobe: b\nhint: []\n"))
    assert [line.split(":")[:3] for line in found] == [
        ["1", "10", " thanks"],
        ["2", "1", " noise"],
        ["3", "8", " probe"],
        ["4", "7", " hint"],
    ]


# Hostile sizes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("thanks: [" + "x" * MOST_BYTES + "]\n", "larger than 8 MB"),
        ("thanks: [" + "x" * 100_000 + "]\n", "100,000 characters, and"),
        ("thanks: " + "[" * 5_000 + "]" * 5_000 + "\n", "deep"),
        ("x: [Ta.]\n" * 3_000, "x"),
        ("".join(f"x{number}: [Ta.]\n" for number in range(3_000)), "100 names"),
        ("thanks:\n" + "- '{x}'\n" * 3_000, "more problems"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nthanks: [*b, *b]\n", "reference in YAML"),
    ],
    ids=["bytes", "characters", "depth", "repeated", "unknown", "braces", "aliases"],
)
def test_hostile_files_are_refused(own: Callable[[str], Path], text: str, words: str) -> None:
    """With a list that somebody can still read."""
    found = problems_of(own(text))
    assert any(words in line for line in found), found[-1]
    assert len(found) <= MOST_PROBLEMS + 1


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """One line says where."""
    path = tmp_path / "english.yaml"
    path.write_bytes(b"thanks: [Ta.]\nprobe: [\xff\xfe]\n")
    (line,) = problems_of(path)
    assert "UTF-8" in line
