"""How the shipped bank marks answers that were written without seeing its rubric.

    python -m benchmarks.trial

Two writers had the questions alone: short right notes, full right answers, half answers, long empty
ones, and confident wrong ones that use all the right words. An answer passes from .60 on.
"""

import csv
from collections import defaultdict
from pathlib import Path
from statistics import fmean

from benchmarks.answers import shipped_bank
from benchmarks.gaming import PASS_SCORE
from benchmarks.grid import figure, lines_of
from interviewer.grading.grader import Grader, Marker

FOLDER = Path(__file__).parent / "trial_answers"
LOW_SCORE = 0.35


def scores_by_kind(marker: Marker, path: Path) -> dict[str, list[float]]:
    """Return the scores of the answers of one writer, 0 to 1, by their kind."""
    scores: dict[str, list[float]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            scores[row["kind"]].append(marker.assess(row["item_id"], row["answer"]).score)
    return dict(scores)


def table(scores: dict[str, list[float]]) -> list[str]:
    """Return the lines of a table: how many of each kind, their mean, who passes, who is low."""
    rows = [
        (
            kind,
            str(len(found)),
            figure(fmean(found), 2),
            f"{fmean(score >= PASS_SCORE for score in found):.1%}",
            f"{fmean(score < LOW_SCORE for score in found):.1%}",
        )
        for kind, found in scores.items()
    ]
    return lines_of(("kind", "answers", "mean", "pass", "below .35"), rows)


def main() -> None:
    """Mark the answers of both writers and print what came out."""
    grader = Grader(shipped_bank())
    for path in sorted(FOLDER.glob("*.csv")):
        print(f"writer {path.stem}")
        for line in table(scores_by_kind(grader, path)):
            print(line)
        print()


if __name__ == "__main__":
    main()
