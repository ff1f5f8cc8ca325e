"""Drafts of banks: what was found once, what is missing, and a file that can be read."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.model.errors import RubricError
from interviewer.model.rubric import Stage
from interviewer.services.drafts import Defaults, Draft, draft_bank, missing_counts, write_draft
from interviewer.services.import_markdown import parse_markdown
from interviewer.services.import_source import GradedAnswer, Question, stage_in
from interviewer.services.question_words import make_id
from interviewer.storage.rubric_file import parse_rubric

LONG = (
    "A queue hands out its entries in the order of their arrival. A ring buffer holds them in a "
    "fixed array. Two indexes mark the head and the tail."
)


def draft(*questions: Question, defaults: Defaults | None = None) -> Draft:
    return draft_bank(questions, "bank", "Bank", (), defaults or Defaults())


def test_what_is_missing_is_said_for_each_item() -> None:
    made = draft(
        Question("What is a queue?", (LONG,), stage=Stage.FRESHER, topic="lists"),
        Question("What is a stack?"),
    )
    first, second = made.items
    assert first.missing == ("probes and hints", "misconceptions", "examples")
    assert second.missing == (
        "a reference answer",
        "the stage (basic was taken)",
        "the topic",
        "criteria",
        "misconceptions",
        "examples",
    )
    assert missing_counts(made)["misconceptions"] == 2
    lines = [line.strip() for line in write_draft(made, ["A draft."]).splitlines()]
    assert lines[1] == "# A draft."
    assert lines[lines.index("- id: queue") - 1] == f"# missing: {', '.join(first.missing)}"
    assert lines.count("# proposed") == len(first.item.criteria) == 3


def test_the_only_problems_of_a_draft_are_references() -> None:
    text = write_draft(draft(Question("What is a queue?", (LONG,)), Question("Why?")))
    with pytest.raises(RubricError) as refused:
        parse_rubric(text, "draft")
    (problem,) = refused.value.problems
    assert problem.path == "items[1].references"


def test_a_table_of_contents_asks_nothing_new() -> None:
    made = draft(
        Question("What is a queue?", stage=Stage.FRESHER),
        Question("WHAT is a queue", (LONG,), topic="lists"),
        Question(
            "What is a queue?", ("Another page said this: a queue is a waiting line of things.",)
        ),
    )
    (only,) = made.items
    assert only.item.references == (LONG,)
    assert (only.item.stage, only.item.topic) == (Stage.FRESHER, "lists")
    assert made.said == ("1 question found twice: taken once",)


def test_defaults_fill_what_a_file_does_not_say() -> None:
    made = draft(Question("Why?", (LONG,)), defaults=Defaults(Stage.EXPERIENCED, "lists"))
    assert (made.items[0].item.stage, made.items[0].item.topic) == (Stage.EXPERIENCED, "lists")
    assert "the stage (basic was taken)" not in made.items[0].missing


def test_long_texts_are_cut_and_said() -> None:
    made = draft(Question("Why? " * 2000, ("One word after the other. " * 400,)))
    item = made.items[0].item
    assert max(len(item.prompt), len(item.references[0])) <= 4000
    assert item.references[0].endswith("other.")
    assert [remark.partition(" had ")[0] for remark in made.items[0].remarks[:2]] == [
        "the question",
        "the answer",
    ]
    assert "cut it down" in made.items[0].remarks[2]


def test_short_answers_become_patterns_and_tests() -> None:
    graded = (
        GradedAnswer("ring buffer*", 1.0),
        GradedAnswer("the FIFO", 1.0),
        GradedAnswer("stack", 0.0),
        GradedAnswer("st*ck", 0.0),
    )
    made = draft(Question("Which list?", ("ring buffer",), graded=graded, points=3))
    (criterion,) = made.items[0].item.criteria
    assert criterion.match == ("ring buffer*", "fifo")
    assert criterion.points == 3
    assert [example.answer for example in made.items[0].item.examples] == ["stack"]


def test_somebody_can_decide() -> None:
    made = draft_bank(
        [Question("What is a queue?", (LONG,))], "b", "B", (), review=lambda _, found: found[:1]
    )
    assert len(made.items[0].item.criteria) == 1
    assert made.items[0].proposed == frozenset()


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What is the vanishing gradient problem in detail?", "vanishing-gradient-problem"),
        ("../../etc/passwd", "passwd"),
        ("con", "con-1"),
        ("What is NUL?", "nul-1"),
        ("\u4e2d\u6587", "question-3"),
        ("What is it?", "what-is-it"),
        ("x" * 500, "x" * 40),
        ("Caf\u00e9 \u00e0 la carte", "cafe-la-carte"),
    ],
)
def test_ids_are_safe(question: str, name: str) -> None:
    assert make_id(question, (), "question-3") == name
    assert make_id(question, {name}, "question-3") == f"{name}-2"


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Questions for Freshers", Stage.FRESHER),
        ("A few BASICS", Stage.BASIC),
        ("Senior-level", Stage.EXPERIENCED),
        ("From beginner to expert", None),
        ("For data scientists", None),
    ],
)
def test_stages_in_words(words: str, stage: Stage | None) -> None:
    assert stage_in(words) is stage


@settings(deadline=None)
@given(st.text(st.sampled_from("#*_1. \n`?aWhy-:|<>[]()\\\t\u00e9\u4e16&;!'\""), max_size=300))
def test_whatever_is_read_is_written_so_that_it_loads(text: str) -> None:
    questions = parse_markdown(text).questions
    if not questions:
        return
    made = draft(*questions)
    answered = replace(made, items=tuple(each for each in made.items if each.item.references))
    if answered.items:
        assert parse_rubric(write_draft(answered), "draft") == answered.rubric
