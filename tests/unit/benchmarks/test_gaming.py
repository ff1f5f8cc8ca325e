"""The attacks on the grader, the honest answers beside them, and the verdict."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import gaming
from benchmarks.attacks import ATTACKS, EMPTY_ANSWER, Attack, Scene, negated, prefixed, walled
from benchmarks.genuine import bullets, careless, misspelt, terse_notes
from benchmarks.wording import (
    bank_key_words,
    pattern_phrases,
    plain_words,
    seeded,
    sentences_of,
)
from interviewer.model.rubric import Criterion, Item, Rubric, Stage

BREAD = Item(
    "bread",
    Stage.BASIC,
    "Why does bread rise?",
    ("Yeast eats sugar and makes gas. The gas is caught in the dough, e.g. in bubbles.",),
    topic="baking",
    criteria=(
        Criterion("gas", 2, "Gas lifts it.", ("yeast*|leaven > gas|carbon-dioxide !soda", "rise")),
    ),
    sources=("a",),
)
CAKE = Item("cake", Stage.BASIC, "Why?", ("Powder.",), topic="baking", sources=("b",))
PIE = Item("pie", Stage.BASIC, "How?", ("Butter.",), topic="pastry", sources=("a",))
KETTLE = Item(
    "kettle",
    Stage.BASIC,
    "Why does it sing?",
    ("Steam.", "Hot steam."),
    topic="tea",
    sources=("c",),
)
BANK = Rubric("kitchen", "Kitchen", (BREAD, CAKE, PIE, KETTLE), synonyms=(("pan", "frying pan"),))

FILE = """\
format: 1
id: kitchen
title: Kitchen
items:
  - id: bread
    stage: basic
    prompt: Why does bread rise?
    references:
      - Yeast eats sugar and makes gas. The gas is caught in the dough and lifts it.
    criteria:
      - id: gas
        points: 2
        says: Yeast makes gas.
        match: [yeast gas]
        probe: What fills the holes?
        hint: Look at the crumb.
"""


@pytest.fixture
def bank_file(tmp_path: Path) -> str:
    path = tmp_path / "kitchen.yaml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


def built(name: str, item: Item = BREAD, score: Callable[[str], float] = len) -> list[str]:
    (attack,) = (attack for attack in ATTACKS if attack.name == name)
    return list(attack.build(Scene(BANK, item, score)))


def test_sentences_are_lines_and_bullets_too_but_not_abbreviations() -> None:
    text = "One, e.g. this. Two?\n- three  - four"
    assert sentences_of(text) == ["One, e.g. this.", "Two?", "three", "four"]


def test_the_plain_attacks() -> None:
    assert all(not answer.strip() for answer in built("blank"))
    assert built("the prompt three times") == [" ".join([BREAD.prompt] * 3)]
    noise = built("keyboard noise")
    assert len(noise[0].split()) == 60
    assert noise == built("keyboard noise")
    assert noise != built("keyboard noise", PIE)
    assert len(EMPTY_ANSWER.split()) == 120


def test_the_other_reference_is_of_another_topic_and_source() -> None:
    assert built("another item's reference") == list(KETTLE.references)
    assert built("another item's reference", KETTLE) == list(BREAD.references)


def test_key_words_of_a_pattern_leave_out_its_signs_and_what_it_forbids() -> None:
    phrases = ["yeast", "leaven", "gas", "carbon dioxide", "rise"]
    assert pattern_phrases(BREAD.criteria) == phrases
    assert built("the item's key words") == [" ".join(phrases)]
    assert built("the item's key words, commas") == [", ".join(phrases)]
    assert built("the item's key words", CAKE) == []
    assert built("list of synonyms") == [", ".join(["pan", "frying pan", *phrases])]
    assert built("the item's key words, sentences") == [
        "It has a lot to do with yeast and leaven. One should also think of gas and carbon dioxide."
    ]


def test_key_words_of_a_bank_are_its_most_frequent_content_words() -> None:
    words = bank_key_words(BANK)
    assert list(words) == sorted(words)
    assert {"yeast", "gas", "steam"} <= set(words)
    assert not {"the", "and", "is"} & set(words)
    many = " ".join(f"common{letter}" for letter in "ab") + " "
    rare = " ".join(f"{a}{b}c" for a in "bdfgh" for b in "aeiouyrlmnst")
    big = Rubric("big", "Big", (Item("i", Stage.BASIC, "?", (many * 2 + rare,)),))
    assert len(bank_key_words(big)) == 60
    assert {"commona", "commonb"} <= set(bank_key_words(big))


def test_shuffles_keep_every_word_and_drop_or_keep_the_marks() -> None:
    reference = (
        "The yeast eats the sugar of the dough, and it makes a gas that cannot get out of the net "
        "which the gluten has made; so the dough rises, and it is light after it was baked."
    )
    item = replace(BREAD, references=(reference,))
    bare = built("reference, shuffled", item)
    marked = built("reference, shuffled with marks", item)
    assert len(bare) == len(set(bare)) == len(marked) == 5
    assert all(sorted(text.split()) == sorted(plain_words(reference)) for text in bare)
    assert all(sorted(text.split()) == sorted(reference.split()) for text in marked)
    assert bare == built("reference, shuffled", item)
    assert not built("reference that lists names, shuffled", item)


def test_shuffled_lists_have_a_row_of_their_own() -> None:
    assert not built("reference, shuffled")
    assert len(built("reference that lists names, shuffled")) == 5


def test_denials_reach_every_sentence() -> None:
    text = "The gas is caught. Yeast makes gas. It cannot leave. RNA isn't there."
    assert prefixed(text, "It is not true that") == (
        "It is not true that the gas is caught. It is not true that yeast makes gas. "
        "It is not true that it cannot leave. It is not true that RNA isn't there."
    )
    assert negated(text) == (
        "The gas is not caught. It is false that yeast makes gas. It can leave. RNA is there."
    )


def test_stock_phrases_fill_two_hundred_words_with_topic_and_prompt() -> None:
    (text,) = built("stock phrases on the topic")
    assert len(text.split()) == 200
    assert {"baking", "bread", "rise"} <= set(text.split())


def test_the_best_sentence_is_repeated_ten_times() -> None:
    def likes_yeast(answer: str) -> float:
        return float("Yeast" in answer)

    (text,) = built("one good sentence ten times", score=likes_yeast)
    assert text == " ".join(["Yeast eats sugar and makes gas."] * 10)


def test_the_wall_of_noise_has_three_words_for_each_and_leaves_the_sentences_whole() -> None:
    reference = BREAD.references[0]
    text = walled(reference, "bread")
    first, second = sentences_of(reference)
    before, rest = text.split(first)
    between, after = rest.split(second)
    assert all(part.strip() for part in (before, between, after))
    noise = plain_words(before) + plain_words(between) + plain_words(after)
    assert len(noise) == 3 * len(plain_words(reference))


def test_honest_answers_keep_their_ideas() -> None:
    assert bullets("One. Two!") == "- One.\n- Two!"
    notes = terse_notes("The gas that is not lost lifts the dough, because it is caught: a lid.")
    assert notes == "- gas not lost lifts dough\n- because caught\n- lid"


def test_careless_answers_have_two_swaps_a_sentence_and_no_marks() -> None:
    text = "Fermenting bacteria, surprisingly, produce Dioxide. It is gas."
    first, second = careless(text, "bread").split("\n")
    originals = "fermenting bacteria surprisingly produce dioxide".split()
    changed = [(a, b) for a, b in zip(originals, first.split(), strict=True) if a != b]
    assert len(changed) == 2
    assert all(sorted(a) == sorted(b) and a[0] == b[0] for a, b in changed)
    assert second == "it is gas"
    assert misspelt("aaaaaaa", seeded("x")) == "aaaaaaa"


def test_a_passing_attack_makes_the_exit_code_one_and_is_listed(
    bank_file: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cheat = Attack("cheat", lambda scene: scene.item.references)
    monkeypatch.setattr(gaming, "ATTACKS", (cheat, ATTACKS[0]))
    assert gaming.main(["--rubric", bank_file]) == 1
    out = capsys.readouterr().out
    (listed,) = (line for line in out.splitlines() if line.startswith("PASSES"))
    assert listed.startswith("PASSES  bread: cheat: 1.00: Yeast eats sugar")
    assert out.endswith("attacks that passed: 1\n")


def test_attacks_that_fail_make_the_exit_code_zero_and_are_listed_only_if_asked(
    bank_file: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gaming, "ATTACKS", (Attack("fine", lambda scene: ("fine",)),))
    assert gaming.main(["--rubric", bank_file]) == 0
    assert "bread: fine" not in capsys.readouterr().out
    assert gaming.main(["--rubric", bank_file, "--verbose"]) == 0
    assert "bread: fine: 0.00: fine" in capsys.readouterr().out


def test_data_brings_a_rubric_once_more_with_its_prompts(bank_file: str, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "oven"
    folder.mkdir(parents=True)
    (folder / "items.jsonl").write_text('{"id": "bread", "prompt": "Up?", "references": ["Gas."]}')
    rows = "".join(f"bread,gas {number},1\n" for number in range(25))
    (folder / "answers.csv").write_text(f"item_id,answer,score\n{rows}")
    banks = gaming.rubrics_to_attack([Path(bank_file)], tmp_path / "data")
    attacked = {title: rubric for title, rubric, _ in banks}
    assert list(attacked) == ["kitchen", "kitchen with oven", "kitchen with oven, calibrated"]
    assert attacked["kitchen with oven"].items[0].prompt == "Up?"
    assert attacked["kitchen with oven"].items[0].references[0] == "Gas."


def test_a_missing_rubric_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gaming.main(["--rubric", str(tmp_path / "none.yaml")]) == 3
    assert capsys.readouterr().err.startswith("gaming: ")
