"""The lint of a bank: an item without fault, and each fault on its own."""

from dataclasses import replace

import pytest

from interviewer.model.rubric import Band, Criterion, Example, Item, Misconception
from interviewer.services.lint_findings import Finding, Rule
from interviewer.services.rubric_lint import lint_rubric
from tests.factories import CLIPPING, DROPOUT, TUNING, changed, make_grader, make_rubric

CAPS = Criterion(
    "caps",
    2,
    "It caps the size of the gradient.",
    ("cap|limit|rescale norm|size|threshold", "shrink large step", "bound length"),
    "What happens to a vector that is too long?",
    "Picture a ruler laid beside the arrow.",
)
EXPLODING = Criterion(
    "exploding",
    3,
    "It answers exploding gradients.",
    ("exploding|huge gradient", "gradient > grow|grew", "blow-up"),
    "Which trouble in training makes it necessary?",
    "Consider a product of many factors larger than one.",
)
VANISHING = Misconception(
    "cures-vanishing",
    "Clipping does nothing for tiny slopes; it only makes long arrows shorter.",
    ("solve|fix|cure vanishing",),
    2,
    "And what about a nearly flat region?",
)
EXAMPLES = (
    Example(Band.STRONG, "It limits the norm of huge gradients, the length has a bound."),
    Example(Band.PARTIAL, "We shrink large steps."),
    Example(Band.WEAK, "Something that happens when weights blow up."),
    Example(Band.WEAK, "It cures vanishing gradients."),
)
CLEAN = changed(
    CLIPPING,
    references=(
        CLIPPING.references[0],
        "Whenever the gradient grows beyond a limit, its norm is rescaled to that limit. This "
        "keeps the training of recurrent networks stable.",
    ),
    criteria=(CAPS, EXPLODING),
    misconceptions=(VANISHING,),
    examples=EXAMPLES,
)
"""An item in which there is nothing to find."""


def with_caps(**fields: object) -> Item:
    """Return the item with another first criterion."""
    return changed(CLEAN, criteria=(replace(CAPS, **fields), EXPLODING))  # type: ignore[arg-type]


def with_patterns(*patterns: str) -> Item:
    """Return the item with these patterns added to those of the first criterion."""
    return with_caps(match=(*CAPS.match, *patterns))


def with_belief(**fields: object) -> Item:
    """Return the item with another misconception."""
    belief = replace(VANISHING, **fields)  # type: ignore[arg-type]  # the caller names real fields
    return changed(CLEAN, misconceptions=(belief,))


def lint(*items: Item, window: int = 12) -> tuple[Finding, ...]:
    return lint_rubric(make_grader(make_rubric(*items, window=window))).findings


def only(*items: Item, rule: Rule, window: int = 12) -> Finding:
    """Return the one finding of a rule."""
    found = [finding for finding in lint(*items, window=window) if finding.rule is rule]
    assert len(found) == 1, found
    return found[0]


def test_an_item_without_fault() -> None:
    """Neither problem nor note; and its references have scores."""
    result = lint_rubric(make_grader(make_rubric(CLEAN)))
    assert result.findings == ()
    assert [(score.number, score.score) for score in result.scores] == [(1, 1.0), (2, 1.0)]


def test_items_without_criteria_or_examples() -> None:
    """Nothing is wrong with them but the number of their examples."""
    found = lint(TUNING)
    assert [(finding.rule, finding.is_note) for finding in found] == [(Rule.FEW_EXAMPLES, True)]
    assert "it has no examples" in found[0].message


def test_progress_is_told() -> None:
    """After each item."""
    calls: list[int] = []
    grader = make_grader()
    lint_rubric(grader, lambda: calls.append(1))
    assert len(calls) == len(grader.bank.rubric.items) == 3


class TestCriteria:
    def test_one_that_no_reference_meets_by_a_pattern(self) -> None:
        """Coming close to the idea does not count."""
        item = with_caps(match=("shrink large step", "bound length", "length bound"))
        finding = only(item, rule=Rule.UNMET)
        assert finding.spot.path == "items[0].criteria[0]"
        assert finding.spot.name == "item 'clipping', criterion 'caps'"
        assert not finding.is_note

    def test_one_reference_is_enough(self) -> None:
        item = with_caps(match=("cap norm", "shrink large step", "bound length"))
        assert not [f for f in lint(item) if f.rule is Rule.UNMET]

    def test_one_that_every_example_meets(self) -> None:
        """It tells nothing apart."""
        met = tuple(Example(e.band, f"{e.answer} Norm limit.") for e in EXAMPLES)
        finding = only(changed(CLEAN, examples=met), rule=Rule.ALWAYS_MET)
        assert finding.spot.path == "items[0].criteria[0]"
        assert "all 4 examples meet it" in finding.message

    @pytest.mark.parametrize(
        "bands",
        [
            (Band.WEAK, Band.WEAK, Band.WEAK, Band.WEAK),
            (Band.STRONG, Band.SOLID, Band.PARTIAL, Band.SOLID),
            (Band.STRONG, Band.WEAK, Band.MISSING),
        ],
    )
    def test_examples_that_tell_too_little(self, bands: tuple[Band, ...]) -> None:
        """All of one band, none of them poor, or fewer than four."""
        met = tuple(Example(band, f"Norm limit, example {n}.") for n, band in enumerate(bands))
        found = lint(changed(CLEAN, examples=met))
        assert not [f for f in found if f.rule is Rule.ALWAYS_MET]

    def test_a_shared_pattern(self) -> None:
        """The order of its terms and alternatives does not matter."""
        finding = only(with_patterns("gradients huge|exploding"), rule=Rule.SHARED)
        assert finding.spot.path == "items[0].criteria[1].match[0]"
        assert "criterion 'caps' has the pattern 'exploding|huge gradient' too" in finding.message

    def test_two_that_are_always_met_by_the_same_words(self) -> None:
        """Their patterns differ, what they find does not."""
        twin = replace(CAPS, id="twin", match=("cap|limit|rescale|shrinks size|norm|threshold",))
        single = replace(CAPS, match=("cap|limit|rescale norm|size|threshold",))
        finding = only(changed(CLEAN, criteria=(single, EXPLODING, twin)), rule=Rule.SAME_WORDS)
        assert finding.spot.name == "item 'clipping', criterion 'twin'"
        assert "criterion 'caps'" in finding.message

    def test_one_text_that_tells_two_apart_is_enough(self) -> None:
        """An example that meets only one of them."""
        twin = replace(CAPS, id="twin", match=("cap|limit|rescale size|norm|threshold",))
        found = lint(changed(CLEAN, criteria=(CAPS, EXPLODING, twin)))
        assert not [f for f in found if f.rule is Rule.SAME_WORDS]

    def test_two_that_nothing_meets_are_not_the_same(self) -> None:
        criteria = tuple(replace(CAPS, id=name, match=(name,)) for name in ("lorem", "ipsum"))
        found = lint(changed(CLEAN, criteria=criteria))
        assert not [f for f in found if f.rule is Rule.SAME_WORDS]


class TestPatterns:
    def test_one_that_can_find_nothing(self) -> None:
        finding = only(with_patterns("cap arrow !arrows"), rule=Rule.NEVER_MATCHES)
        assert finding.spot.path == "items[0].criteria[0].match[3]"
        assert "can find nothing: it asks for 'arrow', which '!arrows' forbids" in finding.message

    def test_one_that_the_window_is_too_small_for(self) -> None:
        item = with_patterns("cap the norm of gradients")
        assert "the window holds 4" in only(item, rule=Rule.NEVER_MATCHES, window=4).message

    def test_one_that_asks_for_a_word_twice(self) -> None:
        """Only where nothing proves that it is meant so."""
        finding = only(with_patterns("minus 1 1"), rule=Rule.NEVER_MATCHES)
        assert "finds only answers that say '1' twice" in finding.message
        example = Example(Band.WEAK, "Anything between minus 1 and 1.")
        assert lint(changed(with_patterns("minus 1 1"), examples=(*EXAMPLES, example))) == ()

    def test_one_that_a_pattern_above_covers(self) -> None:
        finding = only(with_patterns("bound the length"), rule=Rule.COVERED)
        assert finding.spot.path == "items[0].criteria[0].match[3]"
        assert "'bound length' above finds all that 'bound the length' does" in finding.message

    def test_the_wider_one_may_come_later(self) -> None:
        """Then the first one still shows the fuller evidence."""
        assert lint(with_patterns("bound")) == ()

    def test_the_narrow_one_counts_where_the_wide_one_was_supplied(self) -> None:
        """All its words may have been the interviewer's."""
        item = with_caps(
            match=("vector long", "vector long length", *CAPS.match),
            probe="What if a vector is too long?",
        )
        assert not [f for f in lint(item) if f.rule is Rule.COVERED]

    def test_one_that_nothing_in_the_file_is_found_by(self) -> None:
        """A note: somebody may still say it."""
        finding = only(with_patterns("tame monster"), rule=Rule.UNUSED)
        assert finding.spot.path == "items[0].criteria[0].match[3]"
        assert finding.is_note

    def test_those_of_misconceptions_count_too(self) -> None:
        finding = only(with_belief(match=(*VANISHING.match, "tame monster")), rule=Rule.UNUSED)
        assert finding.spot.path == "items[0].misconceptions[0].match[1]"

    def test_the_texts_of_all_items_count(self) -> None:
        """References, examples, prompts, what criteria say and what is right; not the questions."""
        other = changed(
            DROPOUT,
            prompt="Say alpha.",
            references=("It is beta.",),
            examples=tuple(Example(band, "Perhaps gamma.") for band in Band),
            criteria=(replace(CAPS, says="It is delta.", match=("beta",) * 3, probe="zeta"),),
            misconceptions=(replace(VANISHING, says="It is epsilon."),),
        )
        item = with_patterns("alpha", "beta", "gamma", "delta", "epsilon", "zeta")
        unused = [f.message for f in lint(item, other) if f.rule is Rule.UNUSED]
        assert unused == ["nothing in the file is found by the pattern 'zeta'"]


class TestTexts:
    def test_a_misconception_in_a_reference(self) -> None:
        finding = only(
            with_belief(match=("cure vanishing", "caps threshold")), rule=Rule.WRONG_REFERENCE
        )
        assert finding.spot.path == "items[0].misconceptions[0].match[1]"
        assert "the pattern 'caps threshold' finds it in reference 1" in finding.message

    def test_a_misconception_in_a_strong_example(self) -> None:
        """In a weak one it is what the example is for."""
        item = with_belief(match=("cure vanishing", "length bound"))
        finding = only(item, rule=Rule.WRONG_STRONG)
        assert "finds it in example 1, a strong one" in finding.message

    def test_a_reference_that_scores_low(self) -> None:
        """With its score and what it misses."""
        references = (CLEAN.references[0], "Exploding gradients are what it is for.")
        finding = only(changed(CLEAN, references=references), rule=Rule.LOW_REFERENCE)
        assert finding.spot.path == "items[0].references[1]"
        assert finding.message.startswith("reference 2 scores 0.")
        assert finding.message.endswith("on its own item and misses caps")

    def test_few_patterns_and_few_examples_are_notes(self) -> None:
        item = changed(with_caps(match=CAPS.match[:1]), examples=EXAMPLES[:1])
        found = [f for f in lint(item) if f.rule in (Rule.FEW_PATTERNS, Rule.FEW_EXAMPLES)]
        assert [(f.spot.path, f.message, f.is_note) for f in found] == [
            ("items[0].criteria[0]", "it has 1 pattern", True),
            ("items[0]", "it has 1 example", True),
        ]


class TestQuestions:
    def test_a_probe_that_gives_the_answer_away(self) -> None:
        finding = only(with_caps(probe="Does it cap the size?"), rule=Rule.GIVEN_BY_PROBE)
        assert finding.spot.path == "items[0].criteria[0].probe"
        assert "'cap|limit|rescale norm|size|threshold' finds it there" in finding.message

    def test_a_hint_that_gives_the_answer_away(self) -> None:
        finding = only(with_caps(hint="Think of a norm and a limit."), rule=Rule.GIVEN_BY_HINT)
        assert finding.spot.path == "items[0].criteria[0].hint"

    def test_the_probe_of_a_misconception_that_puts_it_right(self) -> None:
        probe = "Does clipping really nothing for tiny slopes, making only long arrows shorter?"
        finding = only(with_belief(probe=probe), rule=Rule.PUT_RIGHT_BY_PROBE)
        assert finding.spot.path == "items[0].misconceptions[0].probe"

    def test_no_probe_gives_nothing_away(self) -> None:
        item = changed(
            with_belief(probe=""), criteria=(replace(CAPS, probe="", hint=""), EXPLODING)
        )
        assert lint(item) == ()

    def test_a_prompt_that_earns_points_when_said_back(self) -> None:
        """Where it comes close to what a criterion says, though no pattern finds it there."""
        criterion = with_caps(says="Short steps.", match=("zebra",))
        item = changed(criterion, prompt="Why do brief steps help?")
        finding = only(item, rule=Rule.GIVEN_BY_PROMPT)
        assert finding.spot.path == "items[0].prompt"
        assert "of criterion 'caps' when said back" in finding.message


def test_findings_name_their_own_item() -> None:
    """By its place and by its id."""
    finding = only(changed(CLEAN, id="first"), with_patterns("tame monster"), rule=Rule.UNUSED)
    assert finding.spot.path == "items[1].criteria[0].match[3]"
    assert finding.spot.name == "item 'clipping', criterion 'caps'"
