"""The fields of a rubric file: the one table that the validator and the JSON Schema follow."""

from interviewer.model.rubric import (
    DEFAULT_WINDOW,
    Band,
    Criterion,
    Example,
    Item,
    Misconception,
    Rubric,
    Stage,
)
from interviewer.model.text import ANSWER_LIMIT
from interviewer.storage.rubric_kinds import (
    Choice,
    Field,
    Identifier,
    ListOf,
    Nested,
    Number,
    Pattern,
    Shape,
    Text,
    Whole,
)

_LINE = Text(one_line=True)
_PATTERNS = ListOf(Pattern(), at_least=1)

CRITERION = Shape(
    "criterion",
    "One idea that earns points, found by any one of its match patterns.",
    Criterion,
    (
        Field("id", Identifier(), "The name of the criterion, unique in the item.", "huge-steps"),
        Field("points", Whole(1, 20), "What the idea is worth.", 2),
        Field(
            "says",
            Text(),
            "The idea as one sentence of fact, shown in the feedback, found or missing.",
            "Clipping answers exploding gradients.",
        ),
        Field(
            "match", _PATTERNS, "Patterns; any one of them finds the idea.", ["exploding gradient"]
        ),
        Field(
            "probe",
            Text(),
            "A question that asks for the idea without giving it away.",
            "Which problem makes clipping necessary?",
            default="",
        ),
        Field(
            "hint",
            Text(),
            "A stronger nudge than the probe, still not the answer.",
            "Think of a product of many factors larger than one.",
            default="",
        ),
    ),
)

MISCONCEPTION = Shape(
    "misconception",
    "A wrong belief: finding it costs points and brings a correction.",
    Misconception,
    (
        Field("id", Identifier(), "The name of the belief, unique in the item.", "cures-vanishing"),
        Field(
            "says",
            Text(),
            "The correction, as one sentence of fact.",
            "Clipping does nothing for vanishing gradients.",
        ),
        Field(
            "match",
            _PATTERNS,
            "Patterns; any one of them finds the belief.",
            ["solve|fix|cure vanishing"],
        ),
        Field("minus", Whole(1, 20), "The points that the belief costs.", 1, default=1),
        Field(
            "probe",
            Text(),
            "A question that lets the candidate put the belief right.",
            "What would clipping do to a tiny gradient?",
            default="",
        ),
    ),
)

EXAMPLE = Shape(
    "example",
    "An answer and the band it should get: the rubric's own test.",
    Example,
    (
        Field("band", Choice(Band), "The band that the answer should get.", "strong"),
        Field(
            "answer",
            Text(longest=ANSWER_LIMIT),
            "The answer, as somebody might type it.",
            "It caps the norm of the gradient.",
        ),
    ),
)

ITEM = Shape(
    "item",
    "One scored question with all that is needed to mark its answer.",
    Item,
    (
        Field("id", Identifier(), "The name of the item, unique in the file.", "gradient-clipping"),
        Field("stage", Choice(Stage), "When in the interview the item is asked.", "fresher"),
        Field(
            "topic",
            _LINE,
            "What the item is about; a plan balances its topics.",
            "optimisation",
            default="general",
        ),
        Field("prompt", Text(), "The question as it is asked.", "What is gradient clipping?"),
        Field(
            "clarify",
            Text(),
            "The same question in other words, said when a candidate asks for it.",
            "Please say what clipping does to a gradient, and when you would want that.",
            default="",
        ),
        Field("minutes", Number(0.5, 60), "The time for the answer.", 3, default=3.0),
        Field(
            "references",
            ListOf(Text(), at_least=1),
            "Model answers, each a full answer in words of its own.",
            ["Clipping scales a gradient down once its norm exceeds a limit."],
        ),
        Field(
            "criteria",
            ListOf(Nested(CRITERION)),
            "The ideas that earn points; without them the references alone decide.",
            default=(),
        ),
        Field(
            "misconceptions", ListOf(Nested(MISCONCEPTION)), "Wrong beliefs to find.", default=()
        ),
        Field(
            "examples",
            ListOf(Nested(EXAMPLE)),
            "Answers with the band they should get, for 'interviewer rubric test'.",
            default=(),
        ),
        Field(
            "sources",
            ListOf(_LINE),
            "Where the question was found.",
            ["interviewbit-9"],
            default=(),
        ),
    ),
)

RUBRIC = Shape(
    "rubric",
    "A bank of items on one subject.",
    Rubric,
    (
        Field("format", Whole(1, 1), "The version of the file format.", 1, default=1),
        Field("id", Identifier(), "The name of the rubric.", "deep-learning"),
        Field("title", _LINE, "The subject, as people read it.", "Deep learning"),
        Field(
            "synonyms",
            ListOf(ListOf(_LINE, at_least=2)),
            "Groups of words or phrases that mean the same in every pattern of the file.",
            [["sgd", "stochastic gradient descent"]],
            default=(),
        ),
        Field(
            "window",
            Whole(2, 50),
            "How many neighbouring words of an answer one pattern may span.",
            12,
            default=DEFAULT_WINDOW,
        ),
        Field("items", ListOf(Nested(ITEM), at_least=1), "The questions."),
    ),
)

SHAPES = (RUBRIC, ITEM, CRITERION, MISCONCEPTION, EXAMPLE)
"""Every group of fields, from the outside in."""
