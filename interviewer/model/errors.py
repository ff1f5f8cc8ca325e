"""The program's own errors: each one is a single line that says what is wrong and what to do."""

from dataclasses import dataclass


class InterviewerError(Exception):
    """An error to show to the user as one line, never as a traceback.

    `exit_code` is what a command ends with: 2 wrong use, 3 bad input file, 4 storage failed.
    """

    exit_code = 2


class UsageError(InterviewerError):
    """The command or the choice makes no sense: an unknown item, an empty plan."""

    exit_code = 2


class InputError(InterviewerError):
    """A file that the user gave cannot be used: a rubric with problems, a CSV without columns."""

    exit_code = 3


class StorageError(InterviewerError):
    """Something could not be read from or written to the disk."""

    exit_code = 4


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in a file, where it is, and the mend.

    `line` and `column` count from 1, as editors do. `path` names the place in the file's own
    words, such as ``items[2].criteria[0].points``; it is empty for the file as a whole.
    """

    line: int
    column: int
    path: str
    message: str
    mend: str

    def __str__(self) -> str:
        """Return the problem as one line, without the name of the file."""
        place = f"{self.path}: " if self.path else ""
        return f"{self.line}:{self.column}: {place}{self.message}; {self.mend}"


class RubricError(InputError):
    """A rubric file that cannot be used, with every problem in it."""

    def __init__(self, source: str, problems: tuple[Problem, ...]) -> None:
        """Keep the problems, in the order of the file; `source` is the name of the file."""
        self.source = source
        self.problems = tuple(sorted(problems))
        super().__init__(source, self.problems)

    def lines(self) -> tuple[str, ...]:
        """Return one line for each problem, in the form that editors and terminals can jump to."""
        return tuple(f"{self.source}:{problem}" for problem in self.problems)

    def __str__(self) -> str:
        """Return all problems, one a line."""
        return "\n".join(self.lines())
