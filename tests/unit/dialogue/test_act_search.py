"""Acts in plain words: the table of utterances, the banks, several acts at once, misspellings."""

import re
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
from interviewer.dialogue.acts import Act, Request, find_act
from interviewer.model.rubric import Band, Item, Rubric
from interviewer.services.banks import load_bank_file

HERE = Path(__file__).parent
BANKS = HERE.parents[2] / "rubrics"
TABLE: dict[str, Any] = yaml.safe_load((HERE / "utterances.yaml").read_text("utf-8"))
REPLIES = frozenset((Act.YES, Act.NO))


def utterances(lines: str) -> list[str]:
    """Return one utterance a line; a line that is set in belongs to the one above."""
    return re.split(r"\n(?! )", lines.strip("\n"))


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


@pytest.mark.parametrize("act", TABLE["acts"])
def test_acts_in_words(act: str) -> None:
    """They are found as words, not as a command, in capitals and with any apostrophe or none."""
    for text in utterances(TABLE["acts"][act]):
        apostrophes = (text.replace("'", "\u2019"), text.replace("'", ""))
        for form in (text, text.upper(), f"  {text}\n", *apostrophes):
            assert find_act(form) == in_words(act), form


@pytest.mark.parametrize("act", TABLE["offered"])
def test_replies_to_an_offer(act: str) -> None:
    """`YES` and `NO` are found only then; an act that is said with them goes first."""
    for text in utterances(TABLE["offered"][act]):
        assert find_act(text, offered=True) == in_words(act), text
        if act in REPLIES:
            assert find_act(text) is None, text


@pytest.mark.parametrize("act", TABLE["held_out"]["found"])
def test_held_out_acts_that_are_found(act: str) -> None:
    """Their share among all that were held out is what the phrases are good for."""
    for text in utterances(TABLE["held_out"]["found"][act]):
        assert find_act(text, offered=act in REPLIES) == in_words(act), text


@pytest.mark.parametrize("missed", [TABLE["held_out"]["missed"], TABLE["missed"]])
def test_acts_that_are_missed(missed: dict[str, str]) -> None:
    """They are taken for answers, never for another act."""
    for act, lines in missed.items():
        for text in utterances(lines):
            assert find_act(text, offered=act in REPLIES) is None, text


@pytest.mark.parametrize("text", utterances(TABLE["answers"]))
def test_answers(text: str) -> None:
    """Words of an act within an answer leave it an answer."""
    assert find_act(text) is None


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


def test_what_may_be_a_reply_is_one_where_something_was_asked() -> None:
    """After an offer to end, to carry on is a no; else it leaves the question."""
    assert find_act("Let's carry on", offered=True) == in_words("no")
    assert find_act("Let's carry on") == in_words("skip")


def sentences(*texts: str) -> list[str]:
    """Return texts whole, and each of their sentences."""
    return [each for text in texts for each in (text, *re.split(r"(?<=[.!?])\s+", text))]


@cache
def bank(path: Path) -> Rubric:
    return load_bank_file(path)


def assert_answers(item: Item, text: str, may_not_know: bool = False) -> None:
    """Assert that a text is an answer to an item, whatever the interviewer has just asked."""
    item_words = words_of(item.prompt, *item.references)
    for found in (find_act(text), find_act(text, item_words, offered=True)):
        assert found is None or (may_not_know and found == in_words("dontknow")), text


@pytest.mark.parametrize("path", sorted(BANKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_the_banks_hold_is_an_answer(path: Path) -> None:
    """Every reference, every example and every sentence of them; nothing but a "don't know"."""
    for item in bank(path).items:
        for text in sentences(*item.references):
            assert_answers(item, text)
        for example in item.examples:
            for text in sentences(example.answer):
                assert_answers(item, text, example.band is Band.MISSING)


ORDER = [
    ("Let's stop here", "stop"),
    ("I need a break", "pause"),
    ("Could we go back to the one I skipped", "back"),
    ("Let me try that again", "retry"),
    ("Let's come back to this later", "later"),
    ("Can we skip this question", "skip"),
    ("Give me a hint", "hint"),
    ("I don't understand the question", "clarify"),
    ("Please repeat the question", "repeat"),
    ("How much time is left", "time"),
    ("What are the commands", "help"),
    ("I have no idea", "dontknow"),
    ("Hold on", "pause"),
]


@pytest.mark.parametrize("first", range(len(ORDER)))
@pytest.mark.parametrize("second", range(len(ORDER)))
def test_of_several_acts_that_of_most_consequence_counts(first: int, second: int) -> None:
    """Whichever is said first."""
    text = f"{ORDER[first][0]}. Sorry, {ORDER[second][0]}, please?"
    assert find_act(text) == in_words(ORDER[min(first, second)][1])


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("repat the question", "repeat"),
        ("dont knwo", "dontknow"),
        ("coud you rephrase", "clarify"),
        ("i have no diea", "dontknow"),
        ("can i have anohter hint", "hint"),
        ("next questoin pleas", "skip"),
        ("lets end the intreview", "stop"),
        # Two mistakes in a long word, and none in a short one
        ("what are the comannds", "help"),
        ("could you explian it diferrently", "clarify"),
    ],
)
def test_small_misspellings(text: str, act: str) -> None:
    """One edit in words of four letters, two in words of eight."""
    assert find_act(text) == in_words(act)


@pytest.mark.parametrize(
    "text",
    [
        "hnit",  # a word alone must be right
        "hint layre",
        "they held",
        "ship it",
        "past on this one",
        "no glue",
        "the hunt please",
        "rpt the qn pls rpt",
        "repxxt the question",
        "reqeat teh qestoin agani",
    ],
)
def test_what_is_no_misspelling(text: str) -> None:
    """Other words of English, too many edits, too many words."""
    assert find_act(text) is None


def test_words_of_the_item_are_not_misspelt() -> None:
    """What the item speaks of means itself."""
    assert find_act("can we skip thees") == in_words("skip")
    assert find_act("can we skip thees", frozenset(("thees",))) is None


WORDS = sorted(load_phrases().words)


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from([*WORDS, "and", ",", ".", "tehre", "gradient"]), max_size=30),
    st.sets(st.sampled_from(WORDS), max_size=5),
    st.booleans(),
)
def test_any_words_of_the_phrases_are_read(
    words: list[str], item_words: set[str], offered: bool
) -> None:
    """Whatever they are, more than twenty-five are an answer, and a reply answers an offer."""
    found = find_act(" ".join(words), frozenset(item_words), offered)
    if sum(word.isalnum() and word != "and" for word in words) > MOST_WORDS:
        assert found is None
    if isinstance(found, Request) and found.act in REPLIES:
        assert offered


def test_a_long_text_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its length is taken before anything else, so that time goes with it at most."""
    act = "can we move on "
    assert find_act(act) == in_words("skip")
    for text in (act * (LONGEST // len(act) + 1), "I have no idea. " + "so " * LONGEST):
        monkeypatch.setattr(act_search, "load_phrases", pytest.fail)
        assert find_act(text) is None
