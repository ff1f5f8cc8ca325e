"""YAML's own complaints in plain words, for people who write rubrics and do not program."""

from dataclasses import dataclass

import yaml

from interviewer.model.errors import Problem
from interviewer.model.text import one_line

LONGEST_QUOTE = 40
"""How much of a text a message repeats."""

_TAB_MEND = "use blanks to indent: two for each step"
_COLON_MEND = "put the whole text in quotes, or begin this line in the column of its neighbours"
_INDENT_MEND = (
    "begin the line in the column of its neighbours, and put a text that holds ': ' or "
    "quotes in quotes as a whole"
)
_QUOTES_MEND = "put the whole text in quotes"


@dataclass(frozen=True)
class _Explanation:
    """What a complaint means. `signs` are words of the complaint that give it away.

    `at_start` says that the mistake is where the text or list began, not where YAML gave up.
    """

    signs: tuple[str, ...]
    message: str
    mend: str
    at_start: bool = False


# Both parsers, the C one and the pure one, word some complaints differently; the first
# explanation with a sign in the complaint wins.
_EXPLANATIONS = (
    _Explanation(("tab character",), "a tab is used to indent", _TAB_MEND),
    _Explanation(
        ("unexpected end of stream", "unexpected document separator"),
        "this text has an opening quote and no closing one",
        "write the closing quote at the end of the text",
        at_start=True,
    ),
    _Explanation(
        ("a tag", "tag handle"),
        "a text that begins with ! is a tag in YAML",
        "put the text in quotes, as in '!word'",
        at_start=True,
    ),
    _Explanation(
        ("an alias", "an anchor"),
        "a text that begins with * or & is a reference in YAML",
        _QUOTES_MEND,
        at_start=True,
    ),
    _Explanation(
        ("a block scalar",),
        "nothing may follow | or > on its line",
        "begin the text on the next line, or put it in quotes",
        at_start=True,
    ),
    _Explanation(
        ("a flow sequence",),
        "the list that begins here lacks a comma or its closing ]",
        "write a comma between the entries and ] after the last one",
        at_start=True,
    ),
    _Explanation(
        ("a flow mapping",),
        "the group that begins here lacks a comma or its closing }",
        "write a comma between the entries and } after the last one",
        at_start=True,
    ),
    _Explanation(
        ("quoted scalar", "escape"),
        'a backslash has a meaning of its own inside "..."',
        "write two backslashes, or put the text in '...' instead",
    ),
    _Explanation(
        ("could not find expected ':'",),
        "this line is neither 'name: value' nor '- entry'",
        "write a colon and a blank after the name, or indent a text that goes on",
        at_start=True,
    ),
    _Explanation(
        ("sequence entries are not allowed",),
        "a list cannot begin here",
        "begin the list on the next line, or put a text that begins with '- ' in quotes",
    ),
    _Explanation(
        ("<document start>",),
        "the file goes on after its end",
        "delete the line '...', or what follows it",
    ),
    _Explanation(
        ("directive", "incompatible YAML"),
        "a line begins with %, which gives orders to YAML",
        "delete the line",
    ),
    _Explanation(
        ("expected node content", "expected the node content"),
        "a text cannot begin with this character",
        _QUOTES_MEND,
    ),
)


def shorten(text: str, limit: int = LONGEST_QUOTE) -> str:
    """Return `text` as one safe line of at most `limit` characters, for use in a message."""
    line = one_line(text[: 4 * limit])
    cut = len(line) > limit or len(text) > 4 * limit
    return f"{line[: limit - 1].rstrip()}…" if cut else line


def more_problems(line: int, column: int) -> Problem:
    """Return what stands at the end of problems that are as many as somebody might read."""
    message = "there may be more problems than are listed here"
    return Problem(line, column, "", message, "mend these first")


def explain(error: Exception, text: str) -> Problem:
    """Return what PyYAML complains about as a problem with a place and a mend."""
    if not isinstance(error, yaml.MarkedYAMLError):
        # The pure parser alone: it fails without a place over an escape such as \UFFFFFFFF.
        return Problem(1, 1, "", "a backslash escape names no character", "take out backslashes")
    problem = str(error.problem or "")
    complaint = f"{error.context or ''} {problem}"
    mark = error.problem_mark or error.context_mark
    explanation = next(
        (known for known in _EXPLANATIONS if any(sign in complaint for sign in known.signs)), None
    )
    if explanation and explanation.at_start:
        mark = error.context_mark or mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if explanation:
        message, mend = explanation.message, explanation.mend
    else:
        message, mend = _explain_by_line(complaint, _line_of(text, line), column)
    return Problem(line + 1, column + 1, "", message, mend)


def _line_of(text: str, index: int) -> str:
    lines = text.splitlines()
    return lines[index] if index < len(lines) else ""


def _explain_by_line(complaint: str, line: str, column: int) -> tuple[str, str]:
    """Return message and mend for the complaints that only the line itself makes clear."""
    before, here = line[:column], line[column : column + 1]
    if "cannot start any token" in complaint:
        if here == "\t":
            return "a tab is used to indent", _TAB_MEND
        return f"a text cannot begin with {here}", _QUOTES_MEND
    if "mapping values are not allowed" in complaint:
        if ": " in before:
            return "there is ': ' inside a text without quotes", "put the whole text in quotes"
        return "a name with a colon cannot stand here", _COLON_MEND
    if "expected <block end>" in complaint or "did not find expected" in complaint:
        if before.rstrip().endswith(("'", '"')):
            return (
                "something follows the closing quote of a text",
                "write an apostrophe inside '...' twice, as in 'it''s', or use \"...\" around it",
            )
        if here in ("]", "}"):
            return f"there is a {here} too many", "delete it, or put a text that holds it in quotes"
        return "this line does not fit the lines above it", _INDENT_MEND
    return f"YAML cannot read this: {shorten(complaint, 100)}", _INDENT_MEND
