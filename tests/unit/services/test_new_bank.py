"""A first bank: whatever is answered, the check finds no problem in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.grader import Grader
from interviewer.services.new_bank import (
    BANK_ID,
    FIRST_IDEA,
    NO_IDEA,
    PROMPT,
    QUESTIONS,
    REFERENCE,
    SECOND_IDEA,
    STAGE,
    TITLE,
    UNWRITTEN,
    build_bank,
    default_of,
    problem_with,
    tidied,
    write_new_bank,
)
from interviewer.services.rubric_lint import lint_rubric
from interviewer.storage.rubric_file import parse_rubric
from tests.factories import instant_fit


def answered(**given: str) -> dict[str, str]:
    """Return all answers: those given, and the defaults that follow from them."""
    names = {name.replace("_", " "): text for name, text in given.items()}
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        answers[question.key] = names.get(question.key) or default_of(
            question.key, answers, "my-bank", ()
        )
    return answers


def problems(answers: dict[str, str]) -> list[str]:
    """Return what the check finds in the bank that was written."""
    rubric = parse_rubric(write_new_bank(build_bank(answers)), "new")
    return [finding.message for finding in lint_rubric(Grader(rubric, fit=instant_fit)).problems]


def test_the_defaults_alone_make_a_bank() -> None:
    answers = answered()
    assert all(not problem_with(key, text) for key, text in answers.items())
    bank = build_bank(answers)
    assert (bank.rubric.id, bank.rubric.title) == ("my-bank", "My bank")
    assert len(bank.rubric.items[0].criteria) == 2
    assert bank.said == ()
    assert problems(answers) == []


def test_another_question_gets_no_sample_answer() -> None:
    answers = answered(prompt="What is a trie?")
    assert answers[REFERENCE] == UNWRITTEN
    assert answers[FIRST_IDEA] == answers[SECOND_IDEA] == NO_IDEA
    assert problems(answers) == []
    assert "missing: the model answer, criteria" in write_new_bank(build_bank(answers))


def test_ideas_are_proposed_from_the_answer() -> None:
    answers = answered(
        prompt="What is a trie?",
        reference="A trie shares the prefixes of its keys. Each edge stands for one letter.",
    )
    assert answers[FIRST_IDEA] == "A trie shares the prefixes of its keys."
    assert problems(answers) == []


def test_an_idea_that_the_answer_lacks_is_added_to_it() -> None:
    answers = answered(
        prompt="What is a trie?",
        reference="A trie shares the prefixes of its keys.",
        first_idea="nodes may be wasteful",
        second_idea=NO_IDEA,
    )
    bank = build_bank(answers)
    assert bank.rubric.items[0].references[0].endswith("keys. nodes may be wasteful.")
    assert bank.said == (
        "the model answer did not say 'nodes may be wasteful' in these words: it was added",
    )
    assert problems(answers) == []


def test_an_idea_that_the_question_gives_away_is_left_out() -> None:
    answers = answered(
        prompt="What is a trie with shared prefixes?",
        reference="A trie keeps words by their shared prefixes, one letter an edge.",
        first_idea="shared prefixes",
        second_idea="one letter an edge",
    )
    bank = build_bank(answers)
    assert [criterion.says for criterion in bank.rubric.items[0].criteria] == [
        "one letter an edge."
    ]
    assert bank.said[0].startswith("'shared prefixes' is left out")
    assert problems(answers) == []


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        (BANK_ID, "My Bank", "'my-bank' is"),
        (BANK_ID, "taken", "already"),
        (STAGE, "easy", "basic, fresher or experienced"),
        (FIRST_IDEA, "it is", "words of its own"),
        (PROMPT, "x" * 4001, "4,001 characters"),
        (TITLE, "Fine", ""),
        (SECOND_IDEA, "-", ""),
    ],
)
def test_answers_are_checked_at_once(key: str, text: str, said: str) -> None:
    problem = problem_with(key, text, {"taken"})
    assert said in problem if said else problem == ""


def test_a_stage_may_be_written_in_capitals() -> None:
    assert tidied(STAGE, "Fresher") == "fresher"


WORDS = st.lists(
    st.sampled_from(
        "trie prefix letter edge not never keys shares the of is it, . node's 5".split()
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@settings(max_examples=15, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS)
def test_no_answers_make_a_bank_with_problems(
    prompt: str, reference: str, first: str, second: str
) -> None:
    answers = answered(prompt=prompt, reference=reference)
    # A model answer that says no more than the question is a problem of its own, and is said.
    alone = {**answers, FIRST_IDEA: NO_IDEA, SECOND_IDEA: NO_IDEA}
    for key, text in ((FIRST_IDEA, first), (SECOND_IDEA, second)):
        if not problem_with(key, text):
            answers[key] = text
    assert set(problems(answers)) <= set(problems(alone))
    assert bool(problems(alone)) == any("scores" in line for line in build_bank(alone).said)
