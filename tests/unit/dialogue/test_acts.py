"""Commands, how sure a candidate is, and what a start must not pay for."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.dialogue.acts import (
    ACT_HELP,
    Act,
    Request,
    UnknownCommand,
    find_act,
    split_confidence,
)

REPLIES = frozenset((Act.YES, Act.NO))


@pytest.mark.parametrize("act", [act for act in Act if act not in REPLIES])
@pytest.mark.parametrize("form", ["/{}", "  /{} \n", "/{}\t", "/{}?"])
def test_commands(act: Act, form: str) -> None:
    """Every act by its word, in any case, with white space around it."""
    for text in (form.format(act.value), form.format(act.value.upper())):
        assert find_act(text) == Request(act, in_words=False)


@pytest.mark.parametrize(
    ("word", "act"),
    [
        ("rephrase", Act.CLARIFY),
        ("idk", Act.DONT_KNOW),
        ("again", Act.RETRY),
        ("again?", Act.RETRY),
        ("quit", Act.STOP),
        ("exit", Act.STOP),
        ("next", Act.SKIP),
        ("commands", Act.HELP),
    ],
)
def test_other_words_for_commands(word: str, act: Act) -> None:
    """What people type where they do not remember the word."""
    assert find_act(f"/{word}") == Request(act, in_words=False)


@pytest.mark.parametrize("reply", ["yes", "no"])
def test_replies_as_commands(reply: str) -> None:
    """There are such commands only where something was asked."""
    assert find_act(f"/{reply}", offered=True) == Request(Act(reply), in_words=False)
    assert find_act(f"/{reply}") == UnknownCommand(reply)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("/sure 1", 1),
        (" /SURE\t3\n", 3),
        ("/sure2", 2),
        ("/confidence 2", 2),
        ("/sure", 0),
        ("/sure 4", 0),
        ("/sure 7", 0),
        ("/sure 0", 0),
        ("/sure 123456789", 0),
    ],
)
def test_how_sure(text: str, value: int) -> None:
    """One to three; anything else is nought, for the front end to explain."""
    assert find_act(text) == Request(Act.CONFIDENCE, in_words=False, value=value)


@pytest.mark.parametrize(
    ("text", "word", "suggestion"),
    [
        ("/hnit", "hnit", "hint"),
        (" /Skipp ", "skipp", "skip"),
        ("/clarfy", "clarfy", "clarify"),
        ("/rephrse", "rephrse", "rephrase"),
        ("/st", "st", "stop"),
        ("/cla", "cla", "clarify"),
        ("/h", "h", ""),
        ("/tree", "tree", ""),
        ("/xyzzy", "xyzzy", ""),
    ],
)
def test_unknown_commands(text: str, word: str, suggestion: str) -> None:
    """They come back as their word, with the command that was probably meant."""
    assert find_act(text) == UnknownCommand(word, suggestion)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "/",
        "/skip connections add the input",
        "/skip\n/hint",
        "I would /skip it",
        "//skip",
        "/ skip",
        "/skip!",
        "/skip-connection",
        "/2",
        "1/n",
        "/\u0161kip",
        "\\/skip",
        "/sure 2 of them",
        "/sure 1 2",
        "/sure two",
        "/" + "skip" * 5_000,
    ],
)
def test_answers_with_a_slash(text: str) -> None:
    """A slash that goes on is no command."""
    assert find_act(text) is None


def test_every_command_is_explained() -> None:
    """The help knows all of them, in a line each; a reply needs no help."""
    assert set(ACT_HELP) == set(Act) - REPLIES
    assert all(text and "\n" not in text for text in ACT_HELP.values())


@pytest.mark.parametrize(
    ("text", "answer", "level"),
    [
        ("It normalises the batch. /sure 2", "It normalises the batch.", 2),
        ("One\ntwo\n/sure 3\n", "One\ntwo", 3),
        ("  x /SURE\t1  ", "  x", 1),
        ("x /sure 4", "x /sure 4", 0),
        ("x /sure 0", "x /sure 0", 0),
        ("x /sure", "x /sure", 0),
        ("x /sure 2 y", "x /sure 2 y", 0),
        ("x/sure 2", "x/sure 2", 0),
        ("x /sure\n2", "x /sure\n2", 0),
        ("/sure 2", "/sure 2", 0),
        (" \n/sure 2", " \n/sure 2", 0),
        ("", "", 0),
    ],
)
def test_split_confidence(text: str, answer: str, level: int) -> None:
    """Only the end of an answer counts, and only 1 to 3."""
    assert split_confidence(text) == (answer, level)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=120), st.booleans())
def test_any_text_is_read(text: str, offered: bool) -> None:
    """Nothing that can be typed is an error."""
    find_act(text, offered=offered)
    answer, level = split_confidence(text)
    assert text.startswith(answer)
    assert 0 <= level <= 3


def test_importing_reads_no_phrases() -> None:
    """A start pays for no table; it is read with the first words."""
    code = "import sys, interviewer.dialogue.acts as a; a.find_act('/hint'); print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "interviewer.dialogue.acts" in said.stdout.split()
    assert "interviewer.dialogue.act_phrases" not in said.stdout.split()
