"""What a rubric keeps beyond its single fields, each broken in one place."""

import pytest

from tests.unit.storage.rubric_texts import SMALL, changed, check_mistake, problems_of

# What is replaced, by what, and the one problem that follows.
MISTAKES = {
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
    "word in two groups": (
        "title: Bank",
        "title: Bank\nsynonyms:\n  - [lr, learning rate]\n  - [step, Learning  Rate]",
        "5:12: synonyms[1][1]: 'learning rate' stands in a group already, on line 4; "
        "keep each word in one group: take it out here, or join the groups",
    ),
    "word twice in a group": (
        "title: Bank",
        "title: Bank\nsynonyms: [[lr, LR]]",
        "3:17: synonyms[0][1]: 'lr' stands in a group already, on line 3; "
        "keep each word in one group: take it out here, or join the groups",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_broken_rule_is_one_problem_with_its_place_and_mend(
    old: str, new: str, expected: str
) -> None:
    check_mistake(old, new, expected)


def test_values_of_the_wrong_kind_do_not_stop_the_search() -> None:
    text = changed(
        "title: Bank",
        "title: Bank\nsynonyms: [lr, [[a], lr, x], ['', '', y, x], {a: b}]",
    )
    text += "  - text\n  - {id: [one]}\n  - id: ''\n  - id: ' '\n  - id: one\n"
    found = [problem for problem in problems_of(text) if "already" in problem]
    assert [problem.split("; ")[0] for problem in found] == [
        "3:42: synonyms[2][3]: 'x' stands in a group already, on line 3",
        "26:9: items[5].id: the id 'one' is used already, on line 5",
    ]


@pytest.mark.parametrize("list_name", ["items", "criteria", "misconceptions"])
def test_a_list_that_is_none_does_not_stop_the_search(list_name: str) -> None:
    start = SMALL.index(f"{list_name}:")
    assert problems_of(f"{SMALL[:start]}{list_name}: text\n")
