"""The lint of what the interviewer says: does a question give its own answer away?"""

from collections.abc import Iterator

from interviewer.grading.grader import Marker
from interviewer.model.rubric import Criterion, Item
from interviewer.services.lint_findings import Finding, Rule, Spot


def lint_prompts(spot: Spot, item: Item, marker: Marker) -> Iterator[Finding]:
    """Yield the questions, probes and hints of an item whose own words would earn its points."""
    every = [criterion.id for criterion in item.criteria]
    for name, text in (("prompt", item.prompt), ("clarify", item.clarify)):
        # What is left out says nothing, and finding that out takes as long as anything else.
        for result in marker.assess_follow_up(item.id, text, every).criteria if text else ():
            if result.credit > 0:
                yield Finding(
                    Rule.GIVEN_BY_PROMPT,
                    spot.field(name),
                    f"its own words earn {result.credit:.2f} of criterion '{result.id}' when said "
                    "back",
                    "ask with other words: those of the criterion belong to the answer",
                )
    for index, criterion in enumerate(item.criteria):
        yield from _criterion(spot.criterion(index, criterion), item, criterion, marker)
    for index, belief in enumerate(item.misconceptions):
        probe = belief.probe
        if probe and marker.assess_follow_up(item.id, probe, (), belief.id).put_right:
            yield Finding(
                Rule.PUT_RIGHT_BY_PROBE,
                spot.misconception(index, belief).field("probe"),
                "the probe holds the correction: its own words would put the misconception right",
                "ask so that the correction is not in the question",
            )


def _criterion(spot: Spot, item: Item, criterion: Criterion, marker: Marker) -> Iterator[Finding]:
    texts = (
        (Rule.GIVEN_BY_PROBE, "probe", criterion.probe),
        (Rule.GIVEN_BY_HINT, "hint", criterion.hint),
    )
    for rule, name, text in texts:
        marks = marker.assess_follow_up(item.id, text, (criterion.id,)).criteria if text else ()
        for result in marks:
            if result.credit == 1:
                yield Finding(
                    rule,
                    spot.field(name),
                    f"the {name} holds the answer: '{result.evidence[0].pattern}' finds it there",
                    "ask for the idea in words that the patterns do not look for",
                )
