"""A result in words: sections of lines, each with the turn that it is about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from interviewer.model.text import counted, duration
from interviewer.model.transcript import EndReason
from interviewer.services.ideas import Idea, IdeaKind
from interviewer.services.places import Place
from interviewer.services.result import Result
from interviewer.services.scores import ItemResult, longest_over
from interviewer.services.speech import CONFIDENCE_WORDS, SHORT_WORDS, SURE, UNSURE

MOST_IDEAS = 5
"""How many strengths, or gaps, are told; the review has them all."""

MOST_SHORT = 3

_I = re.compile(r"\bi\b")

_ENDS = {
    EndReason.STOPPED: "The interview was stopped after {asked} of {planned}.",
    EndReason.TIME: "The time was up after {asked} of {planned}.",
    EndReason.GATE: "The interview ended with a stage below its pass mark, after {asked} of "
    "{planned}.",
}

_SUFFIXES = {IdeaKind.PARTLY: "said in part", IdeaKind.DENIED: "you said the opposite"}


class Mark(StrEnum):
    """What kind of line it is, for the sign or the colour before it."""

    GOOD = "good"
    HELPED = "helped"
    OPEN = "open"
    WRONG = "wrong"
    FACT = "fact"
    STUDY = "study"
    MORE = "more"


@dataclass(frozen=True)
class Line:
    """One line of a result.

    `place` is where it comes from, None where it is about the whole; `named` says that the text
    does not name the place itself. `number` stands before the line where it is not 0; `points` is
    what an idea is worth; `scores` are a score unaided and with help, 0 to 1.
    """

    text: str
    mark: Mark = Mark.FACT
    place: Place | None = None
    named: bool = True
    number: int = 0
    points: int = 0
    scores: tuple[float, float] | None = None


@dataclass(frozen=True)
class Section:
    """Lines under a heading."""

    heading: str
    lines: tuple[Line, ...]


def headline(result: Result) -> str:
    """Return the scores in one line, or why there are none."""
    if not result.marks_shown:
        return "The marks of a live interview show when it is finished."
    summary = result.summary
    if not summary.items:
        return "no score"
    return f"{summary.unaided:.0%} unaided ({summary.band}), {summary.aided:.0%} with help"


def moderation_text(result: Result) -> str:
    """Return what the marks were before they were changed afterwards; empty if they were not."""
    changed = result.moderation
    if changed is None or not result.marks_shown:
        return ""
    before = f"was {changed.before.unaided:.0%} unaided, {changed.before.aided:.0%} with help"
    if not changed.decisions:
        return f"Graded again: {before}."
    decisions = counted(changed.decisions, "decision")
    again = ", graded again" if changed.regraded else ""
    return f"Moderated: {before} ({decisions} of a coach{again})."


def progress_text(result: Result) -> str:
    """Return how far the interview came; empty where it came to its own end."""
    progress = result.progress
    planned = counted(progress.planned, "question")
    if progress.end is None:
        was = "was" if progress.asked == 1 else "were"
        return f"This interview is not finished: {progress.asked} of {planned} {was} asked so far."
    text = _ENDS.get(progress.end, "")
    return text.format(asked=progress.asked, planned=planned)


def result_sections(result: Result) -> tuple[Section, ...]:
    """Return the sections that have something to say, what matters most first."""
    if not result.marks_shown:
        return (Section("Time", tuple(_time(result))),)
    sections = (
        ("Study next", _study(result)),
        ("To put right", [_idea(idea, Mark.WRONG) for idea in result.corrections]),
        ("Gaps", _most(_idea(idea, Mark.OPEN) for idea in result.gaps)),
        ("Strengths", _most(_idea(idea, Mark.GOOD) for idea in result.strengths)),
        ("Earned with help", _most(_idea(idea, Mark.HELPED) for idea in result.with_help)),
        ("Put right in a follow-up", [_idea(idea, Mark.HELPED) for idea in result.put_right]),
        ("Time", _time(result)),
        ("How you said it", _speech(result)),
        ("How sure you were", _confidence(result)),
        ("Tried again (the first attempt counts)", _attempts(result)),
        ("Question by question", [_question(item) for item in result.items]),
    )
    filled = (Section(heading, tuple(lines)) for heading, lines in sections)
    return tuple(section for section in filled if section.lines)


def _idea(idea: Idea, mark: Mark) -> Line:
    text = idea.says
    suffix = _SUFFIXES.get(idea.kind, "")
    if suffix and mark is not Mark.GOOD:
        text = f"{text} [{suffix}]"
    return Line(text, mark, idea, points=idea.points)


def _study(result: Result) -> Iterator[Line]:
    for number, idea in enumerate(result.study, 1):
        yield replace(_idea(idea, Mark.STUDY), number=number)


def _most(lines: Iterable[Line], most: int = MOST_IDEAS) -> list[Line]:
    """Return the first lines, and how many more there are."""
    told = list(lines)
    left = len(told) - most
    return told if left <= 0 else [*told[:most], Line(f"and {left} more", Mark.MORE)]


def _time(result: Result) -> Iterator[Line]:
    used = duration(result.time_used)
    given = "no limit" if result.time_given is None else f"of {duration(result.time_given)}"
    yield Line(f"{used} used, {given}.")
    over = longest_over(result.items)
    if over is not None and over.budget is not None:
        text = f"Longest over its budget: {duration(over.seconds)} of {duration(over.budget)}"
        yield Line(text, place=over)
    for place in result.timed_out:
        yield Line("The time was up: what stood there was taken", place=place)


def _speech(result: Result) -> Iterator[Line]:
    speech = result.speech
    if not speech.words:
        return
    spoken = speech.answers - len(speech.blank)
    if spoken:
        answers = counted(spoken, "answer")
        yield Line(f"{speech.median_words:g} words an answer (the median of {answers}).")
    text = f"Very short, under {SHORT_WORDS} words"
    yield from _most((Line(text, place=place) for place in speech.short), MOST_SHORT)
    yield from _most((Line("Left blank", place=place) for place in speech.blank), MOST_SHORT)
    if speech.hedges:
        phrases = ", ".join(
            f'"{_I.sub("I", count.phrase)}" ({count.times})' for count in speech.most_used
        )
        rate = f"{speech.hedges_per_100:g} in a hundred words"
        yield Line(f"Hedging: {rate}, most of all {phrases}.")
    else:
        yield Line(f"No hedging in {counted(speech.words, 'word')}.")
    if speech.follow_ups:
        asked = counted(speech.follow_ups, "follow-up")
        yield Line(f"{speech.fruitful} of {asked} brought something new.")


def _confidence(result: Result) -> Iterator[Line]:
    compared = result.confidence
    for level in compared.levels:
        said = CONFIDENCE_WORDS.get(level.level, "").capitalize()
        yield Line(f"{said}: {counted(level.answers, 'answer')}, {level.mean:.0%} on average.")
    for surprise in compared.sure_and_wrong:
        text = f"You were {CONFIDENCE_WORDS[SURE]}, and it earned {surprise.score:.0%}"
        yield Line(text, Mark.WRONG, surprise)
    for surprise in compared.unsure_and_right:
        text = f"You called it {CONFIDENCE_WORDS[UNSURE]}, and it earned {surprise.score:.0%}"
        yield Line(text, Mark.GOOD, surprise)


def _attempts(result: Result) -> Iterator[Line]:
    for item in result.items:
        if item.attempts is not None:
            tried = item.attempts
            scores = f"first {tried.first:.0%}, best {tried.best:.0%}, last {tried.last:.0%}"
            yield Line(f"{counted(tried.times, 'attempt')}: {scores}", place=item)


def _question(item: ItemResult) -> Line:
    used = duration(item.seconds)
    if item.budget is not None:
        used = f"{used} of {duration(item.budget)}"
    told = "skipped" if item.skipped else f"{item.unaided:.0%}"
    if item.aided > item.unaided:
        told = f"{told}, {item.aided:.0%} with help"
    text = f"{item.item_id} ({item.topic}): {told}; {used}"
    scores = (item.unaided, item.aided)
    return Line(text, place=item, named=False, number=item.question, scores=scores)
