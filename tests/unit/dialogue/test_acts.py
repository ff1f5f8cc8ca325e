"""What is an act and what is an answer: commands, plain words, and everything that is neither."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.dialogue.act_words import LONGEST, MOST_WORDS
from interviewer.dialogue.acts import (
    ACT_HELP,
    Act,
    Request,
    UnknownCommand,
    find_act,
    split_confidence,
)

HERE = Path(__file__).parent
BANK = HERE.parents[2] / "rubrics" / "deep-learning.yaml"
TABLE: dict[str, Any] = yaml.safe_load((HERE / "utterances.yaml").read_text("utf-8"))
REPLIES = (Act.YES, Act.NO)


def rows(table: dict[str, str]) -> list[tuple[str, str]]:
    """Return every utterance with the act that it is."""
    return [(act, line) for act, lines in table.items() for line in utterances(lines)]


def utterances(lines: str) -> list[str]:
    """Return one utterance a line; a line that is set in belongs to the one above."""
    return re.split(r"\n(?! )", lines.strip("\n"))


@pytest.mark.parametrize(("act", "text"), rows(TABLE["acts"]))
def test_acts_in_words(act: str, text: str) -> None:
    """They are found whatever has been offered, and are known as words, not a command."""
    assert find_act(text) == Request(Act(act), in_words=True)


@pytest.mark.parametrize(("act", "text"), rows(TABLE["offered"]))
def test_replies_to_an_offer(act: str, text: str) -> None:
    """`YES` and `NO` are found only then; an act that is said with them goes first."""
    assert find_act(text, offered=True) == Request(Act(act), in_words=True)
    if Act(act) in REPLIES:
        assert find_act(text) is None


@pytest.mark.parametrize("text", utterances(TABLE["answers"]))
def test_answers(text: str) -> None:
    """Words of an act within an answer leave it an answer."""
    assert find_act(text) is None
