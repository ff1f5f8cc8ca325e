"""Names and kinds that do not fit the table, one at a time."""

from pathlib import Path

import pytest

from interviewer.model.errors import RubricError
from interviewer.storage.rubric_file import load_rubric, parse_rubric
from tests.unit.storage.rubric_texts import SMALL, changed, check_mistake

GROUP = "a group of 'name: value' lines"
NOT_A_RUBRIC = f"the file must be {GROUP}"
FIRST_LINE = "write format: 1 as its first line"
FIELDS_OF_AN_ITEM = (
    "id, stage, topic, prompt, clarify, minutes, references, criteria, misconceptions, examples, "
    "sources"
)

# What is replaced, by what, and the one problem that follows.
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
    "name in capitals": (
        "criteria:",
        "CRITERIA:",
        "9:5: items[0].CRITERIA: 'CRITERIA' is not a field of an item; did you mean 'criteria'?",
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
        "4:5: items[0].prompt: the item 'one' has no prompt; "
        "add prompt: What is gradient clipping?",
    ),
    "missing points": (
        "        points: 2\n",
        "",
        "10:9: items[0].criteria[0].points: the criterion 'idea' has no points; add points: 2",
    ),
    "missing title": (
        "title: Bank\n",
        "",
        "1:1: title: the rubric 'bank' has no title; add title: Deep learning",
    ),
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
    "blank where a list should be": (
        "match: [word]",
        "match: ' '",
        "13:16: items[0].criteria[0].match: match is empty; write match: [exploding gradient]",
    ),
    "nothing where a list may be": (
        "prompt: What?",
        "prompt: What?\n    sources:",
        "7:13: items[0].sources: sources is empty; write sources: [interviewbit-9], "
        "or delete the line",
    ),
    "nothing where a list should be": (
        "match: [other]",
        "match:",
        "17:15: items[0].misconceptions[0].match: match is empty; "
        "write match: [solve|fix|cure vanishing]",
    ),
    "empty match": (
        "[word]",
        "[]",
        "13:16: items[0].criteria[0].match: match is empty; write match: [exploding gradient]",
    ),
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
        f"3:12: synonyms[0]: this entry of synonyms must be a list, not {GROUP}; "
        "write a list: begin each entry on a line of its own with '- '",
    ),
    "empty synonym": (
        "title: Bank",
        "title: Bank\nsynonyms: [[sgd, '']]",
        "3:18: synonyms[0][1]: this entry of synonyms is empty; write - sgd",
    ),
    "not a rubric": (SMALL, "hello\n", f"1:1: {NOT_A_RUBRIC}, not text; {FIRST_LINE}"),
    "a list": (SMALL, "- a\n", f"1:1: {NOT_A_RUBRIC}, not a list; {FIRST_LINE}"),
    "only a separator": (SMALL, "---\n", f"2:1: the file is empty; {FIRST_LINE}"),
    "broken YAML": (
        "prompt: What?",
        "prompt: What: ever?",
        "6:17: there is ': ' inside a text without quotes; put the whole text in quotes",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_wrong_name_or_kind_is_one_problem_with_its_place_and_mend(
    old: str, new: str, expected: str
) -> None:
    check_mistake(old, new, expected)


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
