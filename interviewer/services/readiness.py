"""Readiness: which stages the candidate has passed, and what the next one still lacks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.dialogue.credit import PASS_MARK
from interviewer.model.rubric import Stage
from interviewer.model.session import StageScore
from interviewer.services.scores import TopicScore

FEWEST_ANSWERS = 2
"""A stage with fewer answered questions is not judged."""

MOST_TOPICS = 2

NOTHING_ANSWERED = "Nothing was answered, so there is nothing to judge."


@dataclass(frozen=True)
class StageStanding:
    """How a stage went: its score, how many of its questions were answered, and its topics."""

    score: StageScore
    answered: int
    topics: tuple[TopicScore, ...] = ()

    @property
    def is_judged(self) -> bool:
        """Return whether there are answers enough to judge by."""
        return self.answered >= FEWEST_ANSWERS


@dataclass(frozen=True)
class Readiness:
    """What the candidate is ready for.

    `ready` are the stages that are passed with none below them failed. `next` is the lowest stage
    that was judged and not passed, or None; for it `points_missing` (of 100, rounded up) and the
    topics in `held_back_by`, the weakest first, say what is missing. `too_few` are stages with too
    few answers to judge. `text` says it all in sentences.
    """

    ready: tuple[Stage, ...]
    next: Stage | None
    points_missing: int
    held_back_by: tuple[str, ...]
    too_few: tuple[Stage, ...]
    text: str


def find_readiness(standings: Sequence[StageStanding]) -> Readiness:
    """Return what the candidate is ready for, from the stages that were asked, in their order."""
    if not any(standing.answered for standing in standings):
        return Readiness((), None, 0, (), (), NOTHING_ANSWERED)
    judged = [standing for standing in standings if standing.is_judged]
    few = [standing for standing in standings if not standing.is_judged]
    failed = next((standing for standing in judged if not standing.score.passed), None)
    passed = [standing.score.stage for standing in judged if standing.score.passed]
    order = list(Stage)
    ready, above = passed, list[Stage]()
    if failed is not None:
        ready = [s for s in passed if order.index(s) < order.index(failed.score.stage)]
        above = [s for s in passed if s not in ready]
    missing = _points_missing(failed.score.unaided) if failed is not None else 0
    topics = _weak_topics(failed.topics) if failed is not None else ()
    sentences = [_headline(ready, failed)]
    if failed is not None:
        sentences.append(_lack(failed.score.stage, missing, topics))
    if above and failed is not None:
        verb = "is" if len(above) == 1 else "are"
        begin = listed(above).capitalize()
        sentences.append(f"{begin} {verb} passed, but {failed.score.stage} comes first.")
    sentences += [_too_few(standing) for standing in few]
    untried = _untried(standings, ready)
    if failed is None and untried is not None:
        sentences.append(f"The next stage, {untried}, was not asked.")
    return Readiness(
        tuple(ready),
        failed.score.stage if failed is not None else None,
        missing,
        topics,
        tuple(standing.score.stage for standing in few),
        " ".join(sentences),
    )


def listed(words: Sequence[str]) -> str:
    """Return words as people list them: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _headline(ready: Sequence[Stage], failed: StageStanding | None) -> str:
    if ready:
        return f"Ready for: {listed(ready)}."
    if failed is not None:
        return f"Not ready for {failed.score.stage} yet."
    return "It is too early to say what you are ready for."


def _lack(stage: Stage, missing: int, topics: Sequence[str]) -> str:
    points, verb = ("point", "is") if missing == 1 else ("points", "are")
    text = f"For {stage} {missing} {points} in a hundred {verb} missing"
    if len(topics) == 1:
        return f"{text}; the topic that holds you back is {topics[0]}."
    if topics:
        return f"{text}; the topics that hold you back are {listed(topics)}."
    return f"{text}."


def _too_few(standing: StageStanding) -> str:
    stage = standing.score.stage.capitalize()
    if standing.answered:
        return f"{stage}: one answer is too few to judge."
    return f"{stage}: nothing was answered, which is too little to judge."


def _untried(standings: Sequence[StageStanding], ready: Sequence[Stage]) -> Stage | None:
    """Return the stage after the highest that is passed where this session did not ask it."""
    if not ready:
        return None
    asked = {standing.score.stage for standing in standings}
    after = list(Stage)[list(Stage).index(ready[-1]) + 1 :]
    return after[0] if after and after[0] not in asked else None


def _points_missing(unaided: float) -> int:
    # 0.6 - 0.57 is a little more than 0.03 as computers reckon.
    return max(1, math.ceil(100 * (PASS_MARK - unaided) - 1e-6))


def _weak_topics(topics: Sequence[TopicScore]) -> tuple[str, ...]:
    weak = [topic for topic in topics if topic.unaided < PASS_MARK]
    weak.sort(key=lambda topic: (topic.unaided, topic.topic))
    return tuple(topic.topic for topic in weak[:MOST_TOPICS])
