"""Rubric files: what loads, and every mistake with its place and its mend."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.model.errors import InputError, RubricError
from interviewer.model.rubric import Band, Criterion, Example, Misconception, Stage
from interviewer.storage import yaml_tree
from interviewer.storage.rubric_file import load_rubric, parse_rubric

# The example of the documentation, word for word.
DOCUMENTED = """\
# yaml-language-server: $schema=./rubric.schema.json
format: 1
id: deep-learning
title: Deep learning
synonyms:                      # groups of equals, bank-wide
  - [sgd, stochastic gradient descent]
items:
  - id: gradient-clipping      # ^[a-z0-9][a-z0-9-]{0,63}$
    stage: fresher
    topic: optimisation
    prompt: What is gradient clipping, and when would you use it?
    minutes: 3
    references:                # one or more
      - ...
    criteria:                  # may be absent: then the item is graded on its references alone
      - id: exploding-gradients
        points: 2
        says: Clipping answers exploding gradients.      # shown in feedback, found or missing
        match:
          - exploding|huge|large gradient
          - gradient blow-up|overshoot
        probe: Which training problem makes clipping necessary?
        hint: Think of a product of many factors larger than one.
    misconceptions:
      - id: cures-vanishing
        says: Clipping caps large gradients; it does nothing for vanishing ones.
        match: [solve|fix|cure|prevent vanishing gradient]
        minus: 1
        probe: What would clipping do to a gradient that is already tiny?
    examples:                  # the rubric's own tests: `interviewer rubric test`
      - {band: strong, answer: ...}
      - {band: weak, answer: ...}
    sources: [interviewbit-9, kickstart-graduate-4]
"""

# The smallest rubric; the tests put one mistake into it at a time.
SMALL = """\
id: bank
title: Bank
items:
  - id: one
    stage: basic
    prompt: What?
    references:
      - That.
    criteria:
      - id: idea
        points: 2
        says: So it is.
        match: [word]
    misconceptions:
      - id: belief
        says: It is not.
        match: [other]
    examples:
      - band: weak
        answer: Hm.
"""


def problems_of(text: str) -> list[str]:
    """Return the problems of a text as lines, each with its place."""
    with pytest.raises(RubricError) as refused:
        parse_rubric(text, "bank.yaml")
    return [str(problem) for problem in refused.value.problems]


def changed(old: str, new: str) -> str:
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)


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
        assert item.criteria == item.misconceptions == item.examples == item.sources == ()
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


class TestPatterns:
    def test_every_pattern_is_checked(self, tmp_path: Path) -> None:
        seen: list[str] = []
        path = tmp_path / "bank.yaml"
        path.write_text(changed("[word]", "[a b, 'c  |d']"), encoding="utf-8")
        load_rubric(path, lambda pattern: seen.append(pattern))
        assert seen == ["a b", "c |d", "other"]

    def test_a_bad_pattern_is_a_problem_with_the_words_of_the_parser(self) -> None:
        def refuse_stars(pattern: str) -> str | None:
            return f"{pattern} is all star: write letters" if pattern == "*" else None

        text = changed("[word]", "\n          - fine\n          - '*'")
        with pytest.raises(RubricError) as refused:
            parse_rubric(text, "b", refuse_stars)
        assert [str(problem) for problem in refused.value.problems] == [
            "15:13: items[0].criteria[0].match[1]: * is all star; write letters"
        ]

    def test_a_complaint_without_a_mend_gets_one(self) -> None:
        with pytest.raises(RubricError) as refused:
            parse_rubric(SMALL, "b", lambda pattern: "bad")
        assert [problem.message for problem in refused.value.problems] == ["bad", "bad"]
        assert all("a|b" in problem.mend for problem in refused.value.problems)


NUMBER = "points must be a whole number from 1 to 20"
GROUP = "a group of 'name: value' lines"
FIELDS_OF_AN_ITEM = (
    "id, stage, topic, prompt, minutes, references, criteria, misconceptions, examples, sources"
)
CRITERION_ID = "8:13: items[0].criteria[0].id"

# One mistake each: what is replaced, by what, and the one problem that follows.
MISTAKES = {
    "unknown name": (
        "title: Bank",
        "title: Bank\nauthor: me",
        "3:1: author: 'author' is not a field of a rubric; "
        "delete it, or write one of format, id, title, synonyms, window, items",
    ),
    "unknown name in an item": (
        "prompt: What?",
        "prompt: What?\n    colour: red",
        "7:5: items[0].colour: 'colour' is not a field of an item; "
        f"delete it, or write one of {FIELDS_OF_AN_ITEM}",
    ),
    "misspelt name": (
        "criteria:",
        "criterai:",
        "9:5: items[0].criterai: 'criterai' is not a field of an item; did you mean 'criteria'?",
    ),
    "misspelt name that must be there": (
        "prompt:",
        "Promt:",
        "6:5: items[0].Promt: 'Promt' is not a field of an item; did you mean 'prompt'?",
    ),
    "a name that is there is not proposed": (
        "stage: basic",
        "stage: basic\n    stagee: basic",
        "6:5: items[0].stagee: 'stagee' is not a field of an item; "
        f"delete it, or write one of {FIELDS_OF_AN_ITEM}",
    ),
    "missing name": (
        "    prompt: What?\n",
        "",
        "4:5: items[0].prompt: the item 'one' has no prompt; add prompt: What is gradient clipping?",
    ),
    "missing points": (
        "        points: 2\n",
        "",
        "10:9: items[0].criteria[0].points: the criterion 'idea' has no points; add points: 2",
    ),
    "missing title": ("title: Bank\n", "", "1:1: title: the rubric 'bank' has no title; "),
    "missing items": (
        SMALL[SMALL.index("items:") :],
        "",
        "1:1: items: the rubric 'bank' has no items; "
        "add items: with a list below it that begins - id: gradient-clipping",
    ),
    "missing band": (
        "band: weak\n        ",
        "",
        "19:9: items[0].examples[0].band: the example has no band; add band: strong",
    ),
    "duplicate name": (
        "stage: basic",
        "stage: basic\n    stage: fresher",
        "6:5: items[0].stage: 'stage' stands here a second time, after line 5; "
        "delete one of the two",
    ),
    "text for a list": (
        "match: [word]",
        "match: exploding|huge gradient",
        "13:16: items[0].criteria[0].match: match must be a list, not text; "
        "write a list: match: [exploding|huge gradient]",
    ),
    "text with signs for a list": (
        "match: [word]",
        "match: 'a, b'",
        "13:16: items[0].criteria[0].match: match must be a list, not text; "
        "write a list: begin each entry on a line of its own with '- '",
    ),
    "group for a list": (
        "references:\n      - That.",
        "references:\n      a: That.",
        f"8:7: items[0].references: references must be a list, not {GROUP}; "
        "write a list: begin each entry on a line of its own with '- '",
    ),
    "list for a text": (
        "prompt: What?",
        "prompt: [What?]",
        "6:13: items[0].prompt: prompt must be text, not a list; "
        "write prompt: What is gradient clipping?",
    ),
    "colon makes a text a group": (
        "- That.",
        "- Clipping: it caps.",
        f"8:9: items[0].references[0]: this entry of references must be text, not {GROUP}; "
        "put the whole text in quotes, because it holds ': '",
    ),
    "text for a group": (
        "- band: weak\n        answer: Hm.",
        "- weak",
        f"19:9: items[0].examples[0]: this entry of examples must be {GROUP}, not text; "
        "write - band: strong",
    ),
    "list for a number": (
        "points: 2",
        "points: [2]",
        "11:17: items[0].criteria[0].points: points must be a whole number, not a list; "
        "write points: 2",
    ),
    "group for a number": (
        "prompt: What?",
        "prompt: What?\n    minutes: {a: b}",
        f"7:14: items[0].minutes: minutes must be a number, not {GROUP}; write minutes: 3",
    ),
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
    "id of a device": (
        "id: bank",
        "id: con",
        "1:5: id: id 'con' is a name that Windows keeps for itself; write id: con-1",
    ),
    "id of another device": ("id: bank", "id: lpt9", "keeps for itself"),
    "id that would become a device": ("id: bank", "id: NUL", "not 'NUL'; write id: deep-learning"),
    "criterion twice": (
        "    misconceptions:",
        "      - {id: idea, points: 1, says: x, match: [y]}\n    misconceptions:",
        "14:14: items[0].criteria[1].id: the id 'idea' is used already, on line 10; "
        "write another id here",
    ),
    "criterion and misconception": (
        "id: belief",
        "id: ' idea'",
        "15:13: items[0].misconceptions[0].id: the id 'idea' is used already, on line 10; "
        "write another id here",
    ),
    "item twice": (
        "        answer: Hm.\n",
        "        answer: Hm.\n  - {id: one, stage: basic, prompt: Q, references: [R]}\n",
        "21:10: items[1].id: the id 'one' is used already, on line 4; write another id here",
    ),
    "empty text": (
        "prompt: What?",
        "prompt: ' '",
        "6:13: items[0].prompt: prompt is empty; write prompt: What is gradient clipping?",
    ),
    "nothing written": (
        "says: So it is.",
        "says:",
        "12:14: items[0].criteria[0].says: says is empty; "
        "write says: Clipping answers exploding gradients.",
    ),
    "nothing written where it may be absent": (
        "match: [word]",
        "match: [word]\n        hint:",
        "14:14: items[0].criteria[0].hint: hint is empty; "
        "write hint: Think of a product of many factors larger than one., or delete the line",
    ),
    "empty reference": (
        "- That.",
        "- ''",
        "8:9: items[0].references[0]: this entry of references is empty; "
        "write - Clipping scales a gradient down once its norm exceeds a limit.",
    ),
    "empty pattern": (
        "[word]",
        "[word, '']",
        "13:23: items[0].criteria[0].match[1]: this entry of match is empty; "
        "write - exploding gradient",
    ),
    "no references": (
        "references:\n      - That.",
        "references: []",
        "7:17: items[0].references: references is empty; "
        "write references: [Clipping scales a gradient down once its norm exceeds a limit.]",
    ),
    "nothing where a list should be": (
        "match: [other]",
        "match:",
        "17:15: items[0].misconceptions[0].match: match is empty; "
        "write match: [solve|fix|cure vanishing]",
    ),
    "empty match": ("[word]", "[]", "13:16: items[0].criteria[0].match: match is empty; "),
    "no items": (
        SMALL[SMALL.index("items:") :],
        "items: []\n",
        "3:8: items: items is empty; "
        "write items: with a list below it that begins - id: gradient-clipping",
    ),
    "synonym of nothing": (
        "title: Bank",
        "title: Bank\nsynonyms: [[sgd]]",
        "3:12: synonyms[0]: this entry of synonyms needs at least 2 entries, not 1; "
        "write - [sgd, stochastic gradient descent]",
    ),
    "synonyms without groups": (
        "title: Bank",
        "title: Bank\nsynonyms: [{sgd: gd}]",
        f"3:12: synonyms[0]: this entry of synonyms must be a list, not {GROUP}; ",
    ),
    "word in two groups": (
        "title: Bank",
        "title: Bank\nsynonyms:\n  - [lr, learning rate]\n  - [step, Learning  Rate]",
        "5:12: synonyms[1][1]: 'learning rate' stands in a group already, on line 4; "
        "keep each word in one group: take it out here, or join the groups",
    ),
    "word twice in a group": (
        "title: Bank",
        "title: Bank\nsynonyms: [[lr, LR]]",
        "3:17: synonyms[0][1]: 'lr' stands in a group already, on line 3; ",
    ),
    "prompt too long": (
        "prompt: What?",
        f"prompt: {'x' * 4001}",
        "6:13: items[0].prompt: prompt has 4,001 characters, and 4,000 is the most; "
        "take out 1 characters",
    ),
    "reference too long": (
        "- That.",
        f"- {'x' * 4123}",
        "8:9: items[0].references[0]: this entry of references has 4,123 characters, "
        "and 4,000 is the most; take out 123 characters",
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
    "not a rubric": (SMALL, "hello\n", f"1:1: the file must be {GROUP}, not text; write format: 1"),
    "a list": (SMALL, "- a\n", f"1:1: the file must be {GROUP}, not a list; write format: 1"),
    "only a separator": (SMALL, "---\n", "2:1: the file is empty; write format: 1"),
    "broken YAML": ("prompt: What?", "prompt: What: ever?", "6:17: there is ': ' inside a text"),
}


@pytest.mark.parametrize(("old", "new", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_one_problem_with_its_place_and_mend(
    old: str, new: str, expected: str
) -> None:
    (problem,) = problems_of(changed(old, new))
    if expected[0].isdigit():
        assert problem.startswith(expected)
    else:
        assert expected in problem
    assert "\n" not in problem
    assert len(problem) < 400


# Twenty-six mistakes of as many kinds; a comment would move nothing but make the text longer.
MISTAKEN = """\
format: 2
id: Deep Learning
titel: Deep learning
synonyms:
  - [sgd]
  - [lr, learning rate]
  - [step size, LR]
window: 1
items:
  - id: con
    stage: basics
    prompt: ""
    minutes: 2,5
    references: one text here
    criteria:
      id: x
    colour: red
  - id: a
    stage: fresher
    prompt: What?
    prompt: Again?
    references: []
    criteria:
      - id: one
        points: two
        says: [a, b]
        match: [bad pattern]
        hint:
      - id: one
        points: 21
        says: "x \\u202e"
        match: []
    misconceptions:
      - id: one
        says: x
        match: [good]
        probe: {a: b}
    examples:
      - {band: wek}
      - text
  - id: a
    stage: basic
    prompt: What?
    references:
      - Clipping: it caps.
"""


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
    found = problems_of("id: a\nitems: [" + "x, " * 5000 + "]")
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
    except RubricError as refused:
        assert refused.problems
        assert all(str(problem).isprintable() for problem in refused.problems)
    else:
        assert rubric.items
        assert rubric.content_hash


def test_the_source_is_named_on_every_line() -> None:
    with pytest.raises(RubricError) as refused:
        parse_rubric(dedent("id: a\ntitle: b\nitems: x\nwindow: y\n"), "bank.yaml")
    assert [line.split(": ")[0] for line in str(refused.value).splitlines()] == [
        "bank.yaml:3:8",
        "bank.yaml:4:9",
    ]
