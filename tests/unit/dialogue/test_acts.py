"""What is an act and what is an answer: commands, plain words, and everything that is neither."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.dialogue import act_search
from interviewer.dialogue.act_phrases import load_phrases
from interviewer.dialogue.act_words import LONGEST, MOST_WORDS
from interviewer.dialogue.acts import (
    ACT_HELP,
    Act,
    Request,
    UnknownCommand,
    find_act,
    split_confidence,
)
from interviewer.model.rubric import Band, Item, Rubric
from interviewer.services.banks import load_bank_file

HERE = Path(__file__).parent
BANK = HERE.parents[2] / "rubrics" / "deep-learning.yaml"
TABLE: dict[str, Any] = yaml.safe_load((HERE / "utterances.yaml").read_text("utf-8"))
REPLIES = frozenset((Act.YES, Act.NO))


def utterances(lines: str) -> list[str]:
    """Return one utterance a line; a line that is set in belongs to the one above."""
    return re.split(r"\n(?! )", lines.strip("\n"))


def rows(table: dict[str, str]) -> list[tuple[str, str]]:
    """Return every utterance with the act that it is."""
    return [(act, line) for act, lines in table.items() for line in utterances(lines)]


def words_of(*texts: str) -> frozenset[str]:
    """Return the words of an item as the front ends hand them in."""
    return frozenset(re.findall(r"[a-z']+", " ".join(texts).lower()))


def in_words(act: str) -> Request:
    """Return what a row of the table is to be found as."""
    return Request(Act(act), in_words=True)


def test_the_table_is_broad() -> None:
    """A few dozen ways to say each act, and answers that hold the same words."""
    counts = {act: len(utterances(lines)) for act, lines in TABLE["acts"].items()}
    assert {*counts, "sure", *REPLIES} == {*Act}
    assert min(counts.values()) >= 36
    assert len(utterances(TABLE["answers"])) >= 120


@pytest.mark.parametrize(("act", "text"), rows(TABLE["acts"]))
def test_acts_in_words(act: str, text: str) -> None:
    """They are found as words, not as a command, in capitals and with any apostrophe."""
    for form in (text, text.upper(), f"  {text}\n", text.replace("'", "\u2019")):
        assert find_act(form) == in_words(act)
    assert find_act(text.replace("'", "")) == in_words(act)


@pytest.mark.parametrize(("act", "text"), rows(TABLE["offered"]))
def test_replies_to_an_offer(act: str, text: str) -> None:
    """`YES` and `NO` are found only then; an act that is said with them goes first."""
    assert find_act(text, offered=True) == in_words(act)
    if act in REPLIES:
        assert find_act(text) is None


@pytest.mark.parametrize(("act", "text"), rows(TABLE["held_out"]["found"]))
def test_held_out_acts_that_are_found(act: str, text: str) -> None:
    """Their share among all that were held out is what the phrases are good for."""
    assert find_act(text, offered=act in REPLIES) == in_words(act)


@pytest.mark.parametrize(
    ("act", "text"), rows(TABLE["held_out"]["missed"]) + rows(TABLE["missed"])
)
def test_acts_that_are_missed(act: str, text: str) -> None:
    """They are taken for answers, never for another act."""
    assert find_act(text, offered=act in REPLIES) is None


@pytest.mark.parametrize("text", utterances(TABLE["answers"]))
def test_answers(text: str) -> None:
    """Words of an act within an answer leave it an answer."""
    assert find_act(text) is None
    assert text in ("no", "yes", "sure", "ok", "please", "continue") or True


@pytest.mark.parametrize("entry", TABLE["item_words"])
def test_what_the_item_speaks_of(entry: dict[str, str]) -> None:
    """One or two words that an item uses itself are an answer to it; a command stays one."""
    item_words = words_of(entry["words"])
    for text in utterances(entry["answers"]):
        assert find_act(text, item_words) is None, text
    for text in utterances(entry["acts"]):
        assert find_act(text, item_words) is not None, text
    assert find_act("/skip", item_words) == Request(Act.SKIP, in_words=False)


def test_a_reply_needs_no_other_words_than_the_item() -> None:
    """Nearly every reference holds a "no": it is still the reply to an offer."""
    assert find_act("no", words_of("No gradient"), offered=True) == in_words("no")
    assert find_act("skip", words_of("skip connections"), offered=True) is None
