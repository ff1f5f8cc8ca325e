"""Rubrics that load, and the means to put a mistake into one."""

import pytest

from interviewer.model.errors import RubricError
from interviewer.storage.rubric_file import parse_rubric

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


# Thirty mistakes of many kinds.
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


def problems_of(text: str) -> list[str]:
    """Return the problems of a text as lines, each with its place."""
    with pytest.raises(RubricError) as refused:
        parse_rubric(text, "bank.yaml")
    return [str(problem) for problem in refused.value.problems]


def changed(old: str, new: str) -> str:
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)


def check_mistake(old: str, new: str, expected: str) -> None:
    """Assert that one change makes one problem.

    `expected` is the whole problem where it begins with a place, or else a part of it.
    """
    (problem,) = problems_of(changed(old, new))
    fits = problem == expected if expected[0].isdigit() else expected in problem
    assert fits, problem
    assert "\n" not in problem
    assert len(problem) < 400
