"""Rubric files: what loads, and every mistake with its place and its mend."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.model.errors import InputError, RubricError
from interviewer.model.rubric import Band, Criterion, Example, Misconception, Stage
from interviewer.model.text import one_line
from interviewer.storage import yaml_tree
from interviewer.storage.rubric_file import load_rubric, parse_rubric
from tests.unit.storage.rubric_texts import DOCUMENTED, MISTAKEN, SMALL, changed, problems_of


class TestLoading:
    def test_the_documented_example_loads(self) -> None:
        rubric = parse_rubric(DOCUMENTED, "bank.yaml")
        (item,) = rubric.items
        assert (rubric.id, rubric.title, rubric.format) == ("deep-learning", "Deep learning", 1)
        assert rubric.synonyms == (("sgd", "stochastic gradient descent"),)
        assert (item.id, item.stage, item.topic) == (
            "gradient-clipping",
            Stage.FRESHER,
            "optimisation",
        )
        assert (item.minutes, item.references) == (3.0, ("...",))
        assert item.criteria == (
            Criterion(
                "exploding-gradients",
                2,
                "Clipping answers exploding gradients.",
                ("exploding|huge|large gradient", "gradient blow-up|overshoot"),
                "Which training problem makes clipping necessary?",
                "Think of a product of many factors larger than one.",
            ),
        )
        assert item.misconceptions == (
            Misconception(
                "cures-vanishing",
                "Clipping caps large gradients; it does nothing for vanishing ones.",
                ("solve|fix|cure|prevent vanishing gradient",),
                1,
                "What would clipping do to a gradient that is already tiny?",
            ),
        )
        assert item.examples == (Example(Band.STRONG, "..."), Example(Band.WEAK, "..."))
        assert item.sources == ("interviewbit-9", "kickstart-graduate-4")

    def test_what_may_be_absent_gets_the_defaults_of_the_model(self) -> None:
        text = "id: b\ntitle: B\nitems: [{id: a, stage: basic, prompt: Q, references: [R]}]"
        rubric = parse_rubric(text, "b")
        (item,) = rubric.items
        assert (rubric.format, rubric.window, rubric.synonyms) == (1, 12, ())
        assert (item.topic, item.minutes) == ("general", 3.0)
        assert not item.criteria
        assert not item.misconceptions
        assert (item.examples, item.sources) == ((), ())
        assert isinstance(item.stage, Stage)

    def test_layout_and_comments_do_not_change_the_hash(self) -> None:
        other = changed("match: [word]", "match:   # any\n          - 'word'")
        other = other.replace("prompt: What?", 'prompt: "  What?  "').replace("\n", "\r\n")
        first, second = parse_rubric(SMALL, "a"), parse_rubric(other, "b")
        assert first == second
        assert first.content_hash == second.content_hash
        assert isinstance(parse_rubric(SMALL, "a").items[0].minutes, float)

    def test_words_that_yaml_takes_for_something_else_stay_words(self) -> None:
        text = changed("[word]", "[no, yes, null, ~, 2024-13-01, 1e3, 0x1F, '*']")
        assert parse_rubric(text, "b").items[0].criteria[0].match == (
            "no",
            "yes",
            "null",
            "~",
            "2024-13-01",
            "1e3",
            "0x1F",
            "*",
        )

    def test_a_prompt_keeps_its_lines_and_a_title_is_one_line(self) -> None:
        text = changed("prompt: What?", "prompt: |\n      One\n\n      two\n")
        text = text.replace("title: Bank", 'title: "Bank  of\\n two"')
        rubric = parse_rubric(text, "b")
        assert rubric.title == "Bank of two"
        assert rubric.items[0].prompt == "One\n\ntwo"

    @pytest.mark.parametrize(("written", "minutes"), [("0.5", 0.5), ("60", 60.0), ("'4'", 4.0)])
    def test_the_bounds_of_minutes_are_allowed(self, written: str, minutes: float) -> None:
        text = changed("prompt: What?", f"prompt: What?\n    minutes: {written}")
        assert parse_rubric(text, "b").items[0].minutes == minutes

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("points: 2", "points: 1"),
            ("points: 2", "points: 20"),
            ("match: [other]", "match: [other]\n        minus: 20"),
            ("title: Bank", "title: Bank\nwindow: 2"),
            ("title: Bank", "title: Bank\nwindow: 50"),
            ("id: bank", f"id: {'a' * 64}"),
            ("id: bank", "id: 0"),
            ("id: bank", "id: con-1"),
            ("id: bank", "id: com10"),
            ("prompt: What?", f"prompt: {'x' * 4000}"),
            ("answer: Hm.", f"answer: {'x' * 20000}"),
            ("- That.", f"- {'x' * 4000}"),
            ("match: [word]", "match: [!!word]".replace("!!", "a*|")),
        ],
    )
    def test_the_bounds_themselves_are_allowed(self, old: str, new: str) -> None:
        parse_rubric(changed(old, new), "b")

    def test_items_may_share_the_ids_of_their_criteria(self) -> None:
        second = SMALL[SMALL.index("  - id: one") :].replace("id: one", "id: two")
        assert len(parse_rubric(SMALL + second, "b").items) == 2

    def test_a_file_is_loaded_and_named_in_its_problems(self, tmp_path: Path) -> None:
        path = tmp_path / "bank.yaml"
        path.write_text(SMALL, encoding="utf-8")
        assert load_rubric(path).id == "bank"
        path.write_text(changed("points: 2", "points: two"), encoding="utf-8")
        with pytest.raises(RubricError) as refused:
            load_rubric(path)
        assert refused.value.lines() == (
            f"{path}:11:17: items[0].criteria[0].points: points must be a whole number "
            "from 1 to 20, not 'two'; write points: 2",
        )

    def test_a_file_that_is_too_large_is_a_rubric_error(self, tmp_path: Path) -> None:
        path = tmp_path / "bank.yaml"
        path.write_bytes(b"#" * 10_000_000)
        with pytest.raises(RubricError, match="larger than 8 MB"):
            load_rubric(path)

    def test_a_missing_file_is_an_input_error_and_no_rubric_error(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="there is no file") as refused:
            load_rubric(tmp_path / "none.yaml")
        assert not isinstance(refused.value, RubricError)


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    def check(pattern: str) -> str | None:
        return "no good: write it anew" if pattern == "bad pattern" else None

    with pytest.raises(RubricError) as refused:
        parse_rubric(MISTAKEN, "bank.yaml", check)
    found = [(p.line, p.column, p.path) for p in refused.value.problems]
    assert found == [
        (1, 9, "format"),
        (2, 5, "id"),
        (3, 1, "titel"),
        (5, 5, "synonyms[0]"),
        (7, 17, "synonyms[2][1]"),
        (8, 9, "window"),
        (10, 9, "items[0].id"),
        (11, 12, "items[0].stage"),
        (12, 13, "items[0].prompt"),
        (13, 14, "items[0].minutes"),
        (14, 17, "items[0].references"),
        (16, 7, "items[0].criteria"),
        (17, 5, "items[0].colour"),
        (21, 5, "items[1].prompt"),
        (22, 17, "items[1].references"),
        (25, 17, "items[1].criteria[0].points"),
        (26, 15, "items[1].criteria[0].says"),
        (27, 17, "items[1].criteria[0].match[0]"),
        (28, 14, "items[1].criteria[0].hint"),
        (29, 13, "items[1].criteria[1].id"),
        (30, 17, "items[1].criteria[1].points"),
        (31, 15, "items[1].criteria[1].says"),
        (32, 16, "items[1].criteria[1].match"),
        (34, 13, "items[1].misconceptions[0].id"),
        (37, 16, "items[1].misconceptions[0].probe"),
        (39, 9, "items[1].examples[0].answer"),
        (39, 16, "items[1].examples[0].band"),
        (40, 9, "items[1].examples[1]"),
        (41, 9, "items[2].id"),
        (45, 9, "items[2].references[0]"),
    ]
    assert all(problem.message and problem.mend for problem in refused.value.problems)
    assert str(refused.value).count("\n") == len(found) - 1


def test_more_problems_than_anybody_reads_are_cut_and_it_is_said() -> None:
    found = problems_of("id: a\nitems: [" + "x, " * 500 + "]")
    assert len(found) == yaml_tree.MOST_PROBLEMS + 1
    assert "more problems" in found[-1]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 25_000,
        "a: &a [x, x]\nb: &b [*a, *a]\n",
        "<<: {id: a}\n",
        "items: !!python/object/apply:os.system [ls]\n",
        "x" * 9_000_000,
        "\x00",
        "\ud800",
        f"? {'x' * 1_000_000}\n: y\n",
        f"id: {'x' * 1_000_000}\n",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_are_refused_in_a_short_line(text: str) -> None:
    assert all(len(problem) < 400 for problem in problems_of(text))


LINES = DOCUMENTED.splitlines(keepends=True)


@given(
    st.text(st.characters(), max_size=60)
    | st.lists(st.sampled_from(LINES), max_size=40).map("".join)
    | st.tuples(
        st.integers(0, len(DOCUMENTED)),
        st.integers(0, 12),
        st.text(alphabet=" \n\t:-[]{}'\"&*!|>#,?ab0\x00\u202e\ud800", max_size=6),
    ).map(lambda cut: DOCUMENTED[: cut[0]] + cut[2] + DOCUMENTED[cut[0] + cut[1] :])
)
def test_any_text_is_a_rubric_or_a_rubric_error(text: str) -> None:
    try:
        rubric = parse_rubric(text, "any")
    except RubricError as error:
        refused = error
    else:
        assert rubric.items
        assert rubric.content_hash
        return
    assert refused.problems
    for problem in refused.problems:
        assert one_line(str(problem)) == str(problem)


def test_the_source_is_named_on_every_line() -> None:
    with pytest.raises(RubricError) as refused:
        parse_rubric(dedent("id: a\ntitle: b\nitems: x\nwindow: y\n"), "bank.yaml")
    assert [line.split(": ")[0] for line in str(refused.value).splitlines()] == [
        "bank.yaml:3:8",
        "bank.yaml:4:9",
    ]
