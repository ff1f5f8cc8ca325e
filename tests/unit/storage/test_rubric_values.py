"""Values that do not fit their fields, one at a time."""

import sys

import pytest

from interviewer.model.text import clean_text, one_line
from interviewer.storage.rubric_kinds import Identifier, Pattern, Text
from interviewer.storage.rubric_values import Slot, WrongValueError, scalar_value
from tests.unit.storage.rubric_texts import check_mistake

NUMBER = "points must be a whole number from 1 to 20"

# What is replaced, by what, and the one problem that follows.
MISTAKES = {
    "number word": ("points: 2", "points: two", f"{NUMBER}, not 'two'; write points: 2"),
    "fraction": ("points: 2", "points: 2.0", f"{NUMBER}, not '2.0'; write points: 2"),
    "points too small": ("points: 2", "points: 0", f"{NUMBER}, not '0'; write points: 2"),
    "points too large": ("points: 2", "points: 21", f"{NUMBER}, not '21'; write points: 2"),
    "points below zero": ("points: 2", "points: -1", f"{NUMBER}, not '-1'; write points: 2"),
    "points beyond all": ("points: 2", f"points: {'9' * 5000}", f"{NUMBER}, not '9999"),
    "other digits": ("points: 2", "points: \u0662", f"{NUMBER}, not '\u0662'"),
    "minus too small": (
        "match: [other]",
        "match: [other]\n        minus: 0",
        "18:16: items[0].misconceptions[0].minus: minus must be a whole number from 1 to 20, "
        "not '0'; write minus: 1",
    ),
    "minus too large": (
        "match: [other]",
        "match: [other]\n        minus: 21",
        "minus must be a whole number from 1 to 20, not '21'",
    ),
    "minutes too small": (
        "prompt: What?",
        "prompt: What?\n    minutes: 0",
        "7:14: items[0].minutes: minutes must be a number from 0.5 to 60, not '0'; "
        "write minutes: 3",
    ),
    "minutes too large": ("prompt: What?", "prompt: What?\n    minutes: 60.5", "not '60.5'"),
    "minutes without end": ("prompt: What?", "prompt: What?\n    minutes: .inf", "not '.inf'"),
    "minutes that are no number": ("prompt: What?", "prompt: What?\n    minutes: nan", "'nan'"),
    "minutes with a comma": (
        "prompt: What?",
        "prompt: What?\n    minutes: 2,5",
        "not '2,5'; write minutes: 2.5",
    ),
    "window too small": (
        "title: Bank",
        "title: Bank\nwindow: 1",
        "3:9: window: window must be a whole number from 2 to 50, not '1'; write window: 12",
    ),
    "window too large": ("title: Bank", "title: Bank\nwindow: 51", "from 2 to 50, not '51'"),
    "another format": (
        "title: Bank",
        "title: Bank\nformat: 2",
        "3:9: format: format must be 1, not '2'; write format: 1",
    ),
    "unknown stage": (
        "stage: basic",
        "stage: Freshers",
        "5:12: items[0].stage: stage must be basic, fresher or experienced, not 'Freshers'; "
        "write stage: fresher",
    ),
    "unknown band": (
        "band: weak",
        "band: good",
        "19:15: items[0].examples[0].band: band must be missing, weak, partial, solid or strong, "
        "not 'good'; write band: strong",
    ),
    "id with capitals": (
        "id: bank",
        "id: Deep Learning!",
        "1:5: id: id must be at most 64 small letters, digits and hyphens, "
        "not 'Deep Learning!'; write id: deep-learning",
    ),
    "id that begins with a hyphen": ("id: bank", "id: -a", "not '-a'; write id: a"),
    "id too long": ("id: bank", f"id: {'a' * 65}", "small letters, digits and hyphens"),
    "id without any letter": ("id: bank", "id: '§§'", "not '§§'; write id: deep-learning"),
    "id with other letters": ("id: bank", "id: \u0430bank", "small letters"),
    "id whose cut ends in a hyphen": ("id: bank", f"id: {'a' * 63} b", f"write id: {'a' * 63}"),
    "id of a device": (
        "id: bank",
        "id: con",
        "1:5: id: id 'con' is a name that Windows keeps for itself; write id: con-1",
    ),
    "id of another device": ("id: bank", "id: lpt9", "keeps for itself"),
    "id of the first port": ("id: bank", "id: com1", "keeps for itself"),
    "id that would become a device": ("id: bank", "id: NUL", "not 'NUL'; write id: deep-learning"),
    "empty text": (
        "prompt: What?",
        "prompt: ' '",
        "6:13: items[0].prompt: prompt is empty; write prompt: What is gradient clipping?",
    ),
    "prompt too long": (
        "prompt: What?",
        f"prompt: {'x' * 4001}",
        "6:13: items[0].prompt: prompt has 4,001 characters, and 4,000 is the most; "
        "shorten it by 1",
    ),
    "reference too long": (
        "- That.",
        f"- {'x' * 4123}",
        "8:9: items[0].references[0]: this entry of references has 4,123 characters, "
        "and 4,000 is the most; shorten it by 123",
    ),
    "answer too long": ("Hm.", "x" * 20001, "answer has 20,001 characters, and 20,000 is"),
    "hidden direction": (
        "says: So it is.",
        'says: "So \\u202e is."',
        "12:15: items[0].criteria[0].says: says holds an invisible character (U+202E) "
        "that can hide text; delete it",
    ),
    "hidden direction as it is": ("- That.", "- Th\u2066at.", "character (U+2066)"),
    "control character": ("[word]", '["wo\\x1brd"]', "invisible character (U+001B)"),
    "carriage return": ("[word]", '["wo\\rrd"]', "invisible character (U+000D)"),
}


@pytest.mark.parametrize(("old", "new", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_wrong_value_is_one_problem_with_its_place_and_mend(
    old: str, new: str, expected: str
) -> None:
    check_mistake(old, new, expected)


def slot() -> Slot:
    return Slot("title", "title", "title: ", "Deep learning")


def test_every_character_is_taken_or_refused_as_the_model_does() -> None:
    """What is plainly printable is not cleaned: that must never make a difference."""
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        text = f"a{character}b"
        if not character.isprintable():
            continue
        if clean_text(text) == text:
            assert scalar_value(text, Pattern(), slot) == one_line(text)
        else:
            with pytest.raises(WrongValueError, match=f"invisible character .U\\+{code:04X}."):
                scalar_value(text, Pattern(), slot)


@pytest.mark.parametrize(
    ("text", "folded", "kept"),
    [
        ("  a  b ", "a b", "a  b"),
        ("a\n\n b\n", "a b", "a\n\n b"),
        ("a\t b", "a b", "a\t b"),
        ("\u00a0a\u3000 b", "a b", "a\u3000 b"),
    ],
)
def test_white_space_is_folded_or_kept(text: str, folded: str, kept: str) -> None:
    for kind in (Text(one_line=True), Pattern()):
        assert scalar_value(text, kind, slot) == folded
    assert scalar_value(text, Text(), slot) == kept


def test_the_place_is_worked_out_for_a_problem_alone() -> None:
    """It takes longer than the value."""

    def never() -> Slot:
        raise AssertionError("nothing is wrong")

    assert scalar_value(" a-1 ", Identifier(), never) == "a-1"
    with pytest.raises(AssertionError):
        scalar_value("A", Identifier(), never)
