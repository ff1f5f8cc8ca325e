"""What is wrong with a match pattern, found without working out what the pattern means.

Most patterns of a bank are plainly written, and one regular expression takes them as they are;
every other one is read in full, so that what is said of it is what the parser itself says.
"""

import re
from functools import cache

from interviewer.grading.lexicon import FEWEST_LETTERS
from interviewer.grading.patterns import LONGEST_PATTERN, MOST_TERMS, pattern_problem

# Each part takes all that it can and gives nothing back: the time grows with the length alone.
_WORD = rf"[A-Za-z0-9][A-Za-z0-9']*+(?:(?<=[A-Za-z0-9']{{{FEWEST_LETTERS}}})\*)?+"
_PHRASE = rf"{_WORD}(?:[-_]{_WORD})*+"
_TERM = rf"{_PHRASE}(?:\|{_PHRASE})*+"
_PLAIN = rf"{_TERM}(?: (?:> )?{_TERM}| !{_TERM}(?! >))*+"


@cache
def _plain() -> re.Pattern[str]:
    """Return the expression for a plain pattern; a bank from the cache needs none of it."""
    return re.compile(_PLAIN)


def quick_problem(source: str) -> str | None:
    """Return what `pattern_problem` returns, for most patterns in a fraction of its time."""
    if (
        len(source) <= LONGEST_PATTERN
        and source.count(" ") - source.count(">") < MOST_TERMS
        and _plain().fullmatch(source)
    ):
        return None
    return pattern_problem(source)
