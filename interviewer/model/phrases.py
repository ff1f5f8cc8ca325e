"""What the interviewer says between the questions, as a coach may put it."""

from dataclasses import dataclass

Variants = tuple[str, ...]
"""Wordings of one thing; the seed of a session chooses among them."""


@dataclass(frozen=True)
class Phrases:
    """The wordings for each situation. Words in braces are filled in.

    What is said in live mode (`thanks`, `unknown`, `skipped`, the leads and closings) must not
    tell what an answer was worth; `strong` to `missing` are said in practice only.
    """

    opening: Variants
    drill: Variants
    basic: Variants
    fresher: Variants
    experienced: Variants
    thanks: Variants
    strong: Variants
    solid: Variants
    partial: Variants
    weak: Variants
    missing: Variants
    closer: Variants
    unknown: Variants
    skipped: Variants
    later: Variants
    again: Variants
    retry: Variants
    timed_out: Variants
    nudge: Variants
    probe: Variants
    misconception: Variants
    hint: Variants
    hint_offer: Variants
    hint_none: Variants
    hint_declined: Variants
    repeat: Variants
    clarify: Variants
    clarify_none: Variants
    time: Variants
    untimed: Variants
    sure: Variants
    back_none: Variants
    retry_none: Variants
    retry_live: Variants
    stop_offer: Variants
    stop_declined: Variants
    completed: Variants
    stopped: Variants
    time_over: Variants
    gate: Variants
