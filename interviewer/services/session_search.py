"""Past sessions found by the words of their answers, which no index holds."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from interviewer.services.session_filter import SessionFilter, words_of
from interviewer.services.sessions import SessionEntry
from interviewer.storage.transcript_lines import read_lines

MOST_SEARCHED = 2000
"""How many sessions, the newest ones, are searched for words of their answers."""

SEARCH_STEP = 100
"""How many sessions are searched between two tellings of how far the search is."""

_ANSWERED = b'"type":"answered"'

# The letters that are ASCII letters, or have some in them, only when case is set aside: as in the
# German "ss". Files hold no letter beyond ASCII but as such an escape.
_FOLDED = re.compile(rb"\\u(?:00df|0130|0149|017f|01f0|1e9[6-9ae]|212a|fb0[0-6])")


@dataclass(frozen=True)
class Search:
    """How far a search is: what is `found` so far, the newest first.

    The answers of `searched` sessions have been looked at, of `of`; `left_out` counts the older
    ones whose answers are not.
    """

    found: tuple[SessionEntry, ...]
    searched: int
    of: int
    left_out: int

    @property
    def is_over(self) -> bool:
        """Return whether nothing is left to search."""
        return self.searched == self.of


def search_sessions(
    entries: Iterable[SessionEntry], wanted: SessionFilter, most: int = MOST_SEARCHED
) -> Iterator[Search]:
    """Yield how a search goes for the sessions that fit, by the list or by their answers.

    A session is found where the list tells all the words of the filter's text, or where they all
    stand in its answers, in any case and as parts of words too; all else that the filter asks for
    must fit as well.

    Args:
        entries: the sessions, the newest first; files that cannot be read are passed over.
        wanted: the filter.
        most: how many sessions have their answers searched, the newest ones.
    """
    anything = replace(wanted, text="")
    candidates = [entry for entry in entries if anything.matches(entry)]
    found = [entry for entry in candidates if wanted.matches(entry)]
    told = {entry.id for entry in found}
    others = [each for each in candidates if each.id not in told and each.began]
    searched, words = others[:most], words_of(wanted.text)
    for number, entry in enumerate(searched):
        if number and number % SEARCH_STEP == 0:
            yield _search(found, number, searched, others)
        if _holds(entry, words):
            found.append(entry)
    yield _search(found, len(searched), searched, others)


def _search(
    found: Iterable[SessionEntry],
    number: int,
    searched: Sequence[SessionEntry],
    others: Sequence[SessionEntry],
) -> Search:
    newest_first = tuple(sorted(found, key=lambda entry: entry.id, reverse=True))
    return Search(newest_first, number, len(searched), len(others) - len(searched))


def _holds(entry: SessionEntry, words: Iterable[str]) -> bool:
    try:
        content = entry.path.read_bytes()
    except OSError:
        return False
    # Most files can be told at a glance not to have an ASCII word; most time goes into the others.
    lowered = content.lower()
    lacks_one = any(word.isascii() and _in_file(word) not in lowered for word in words)
    if lacks_one and not _FOLDED.search(lowered):
        return False
    answers = b"\n".join(line for line in content.split(b"\n") if _ANSWERED in line)
    events = read_lines(answers).events
    said = "\n".join(getattr(event.data, "text", "") for event in events).casefold()
    return all(word in said for word in words)


def _in_file(word: str) -> bytes:
    return json.dumps(word)[1:-1].lower().encode("ascii")
