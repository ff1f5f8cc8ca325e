"""`interviewer rubric import --ask`: what becomes of each proposed criterion."""

from dataclasses import dataclass, replace

from interviewer.cli.asking import NoMoreAnswersError, ask
from interviewer.cli.output import say
from interviewer.cli.text_view import wrapped
from interviewer.grading.pattern_check import quick_problem
from interviewer.model.rubric import Criterion, Item
from interviewer.model.text import counted, one_line

_CHOICES = "accept, edit, drop, all (accept the rest), quit"
_MOST_POINTS = 20


class _EnoughError(Exception):
    """Nobody wants to be asked any more."""


@dataclass
class ProposalReview:
    """Asks about proposals until somebody has enough; what was not asked stays a proposal."""

    over: bool = False
    accepts_all: bool = False

    def __call__(
        self, item: Item, proposals: tuple[Criterion, ...]
    ) -> tuple[Criterion, ...] | None:
        """Return the criteria that were decided on, or None where nobody decided."""
        if self.over or self.accepts_all:
            return None if self.over else proposals
        say()
        for line in wrapped(f"{item.id}: {item.prompt}", "", "  "):
            say(line)
        try:
            decided = [
                self._decide(criterion, f"{number} of {len(proposals)}")
                for number, criterion in enumerate(proposals, start=1)
            ]
        except (NoMoreAnswersError, KeyboardInterrupt, _EnoughError):
            self.over = True
            say("\nThe rest stays proposed.", error=True)
            return None
        return tuple(criterion for criterion in decided if criterion is not None)

    def _decide(self, criterion: Criterion, number: str) -> Criterion | None:
        """Return a criterion as it is to be, or None where it is dropped."""
        if self.accepts_all:
            return criterion
        for line in wrapped(f"{number}: {criterion.says}", "  ", "     "):
            say(line)
        say(f"     {counted(criterion.points, 'point')}, found by: {'; '.join(criterion.match)}")
        while True:
            answer = ask(f"  {_CHOICES}", "accept").casefold()
            if "all".startswith(answer) and len(answer) > 1:
                self.accepts_all = True
                return criterion
            if "accept".startswith(answer):
                return criterion
            if "edit".startswith(answer):
                return _edited(criterion)
            if "drop".startswith(answer):
                return None
            if "quit".startswith(answer):
                raise _EnoughError
            say(f"  Answer with one of these words: {_CHOICES}.")


def _edited(criterion: Criterion) -> Criterion:
    says = one_line(ask("  The idea in one sentence", criterion.says))
    while True:
        typed = ask("  Patterns, with ; between them", "; ".join(criterion.match))
        match = tuple(one_line(part) for part in typed.split(";") if part.strip())
        problems = [problem for pattern in match if (problem := quick_problem(pattern))]
        if match and not problems:
            break
        say(f"  {problems[0] if problems else 'at least one pattern is needed'}")
    while True:
        points = ask("  Points", str(criterion.points))
        if points.isdecimal() and 1 <= int(points[:4]) <= _MOST_POINTS:
            break
        say(f"  Points are a whole number from 1 to {_MOST_POINTS}.")
    return replace(criterion, says=says, match=match, points=int(points))
