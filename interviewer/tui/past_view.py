"""What the list of sessions shows: which of them, and in words how many and why."""

from dataclasses import dataclass, replace

from interviewer.model.rubric import Band, Stage
from interviewer.services.session_filter import SessionFilter, ToldSessions
from interviewer.services.session_search import Search
from interviewer.services.sessions import SessionEntry

EMPTY = "No interviews yet. Press n to start one."
READING = "Reading the sessions …"


@dataclass(frozen=True)
class PastView:
    """The sessions as far as they are known, and the filter they are seen through.

    `search` is there once their answers are searched for the words of the filter; `is_read` says
    that the folder has been looked into.
    """

    sessions: ToldSessions
    wanted: SessionFilter
    search: Search | None = None
    is_read: bool = False

    @property
    def shown(self) -> tuple[SessionEntry, ...]:
        """Return the sessions to show."""
        return self.sessions.fitting(self.wanted) if self.search is None else self.search.found

    @property
    def may_search(self) -> bool:
        """Return whether there are words that have not been searched for in the answers."""
        return bool(self.wanted.text.strip()) and self.search is None

    @property
    def is_reading(self) -> bool:
        """Return whether there are sessions that have not been read yet."""
        return not self.is_read or len(self.sessions.sessions) < self.sessions.total

    def narrowed(self, wanted: SessionFilter) -> "PastView":
        """Return the view through another filter."""
        return replace(self, wanted=wanted, search=None)

    def next_choice(self, name: str) -> SessionFilter:
        """Return the filter with the next rubric, stage or band; after the last one with none."""
        banks = dict.fromkeys(s.rubric_id for s in self.sessions.sessions if s.rubric_id)
        match name:
            case "rubric":
                choices = ["", *banks]
                at = choices.index(self.wanted.rubric) if self.wanted.rubric in choices else -1
                return replace(self.wanted, rubric=choices[(at + 1) % len(choices)])
            case "stage":
                stages = [None, *Stage]
                at = stages.index(self.wanted.stage)
                return replace(self.wanted, stage=stages[(at + 1) % len(stages)])
            case _:
                bands = [None, *Band]
                at = bands.index(self.wanted.band)
                return replace(self.wanted, band=bands[(at + 1) % len(bands)])

    def count_text(self, found: int) -> str:
        """Return how many sessions are shown of how many, and what narrows them."""
        total, known = self.sessions.total, len(self.sessions.sessions)
        parts = [f"{found:,} of {total:,}"]
        if known < total:
            parts.append(f"reading, {known:,} so far")
        if self.wanted.rubric:
            parts.append(self._title_of(self.wanted.rubric))
        parts += [str(choice) for choice in (self.wanted.stage, self.wanted.band) if choice]
        if self.search is not None:
            parts.append(search_text(self.search))
        return " · ".join(parts)

    def empty_text(self) -> str:
        """Return what to do where nothing is listed."""
        if self.is_reading:
            return READING
        if not self.sessions.total:
            return EMPTY
        further = " Enter searches the answers too." if self.may_search else ""
        return f"None of {self.sessions.total:,} sessions fits.{further} Esc shows all again."

    def _title_of(self, rubric_id: str) -> str:
        """Return the title of a bank, the newest one where it has changed."""
        titles = (s.rubric_title for s in self.sessions.sessions if s.rubric_id == rubric_id)
        return next(titles, rubric_id)


NOTHING_READ = PastView(ToldSessions((), (), 0), SessionFilter())


def search_text(search: Search) -> str:
    """Return how far a search is, and what it leaves out."""
    if not search.is_over:
        return f"searching the answers, {search.searched:,} of {search.of:,}"
    older = f", {search.left_out:,} older ones not" if search.left_out else ""
    return f"answers of {search.of:,} searched{older}"
