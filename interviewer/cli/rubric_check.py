"""`interviewer rubric check`: the problems of a file, or those of its items and its bars."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import fmean

from interviewer.cli.output import print_json, print_table, say
from interviewer.cli.progress import step_progress
from interviewer.grading.grader import Grader
from interviewer.model.errors import Problem, RubricError
from interviewer.model.rubric import Rubric, Stage
from interviewer.model.text import one_line
from interviewer.services.banks import load_placed_bank
from interviewer.services.learning import learned_of
from interviewer.services.lint_findings import Finding
from interviewer.services.rubric_bars import (
    TOO_CLOSE,
    Score,
    close_items,
    close_pairs,
    count_cross_scores,
    cross_scores,
)
from interviewer.services.rubric_lint import Lint, lint_shared
from interviewer.services.worker_pool import usable_cores

Places = Mapping[str, tuple[int, int]]

_PAIRS_SHOWN = 10
_FILE_RULE = "file"
"""What JSON calls the rule of a problem that keeps a file from loading."""


@dataclass(frozen=True)
class Wanted:
    """What to print, and how."""

    notes: bool
    cross: bool
    as_json: bool


def check_bank(path: Path, wanted: Wanted) -> bool:
    """Print what is wrong with a bank; return whether nothing is."""
    try:
        bank, places = load_placed_bank(path)
    except RubricError as error:
        _say_broken(error, wanted.as_json)
        return False
    learned = learned_of(bank)
    with step_progress(len(bank.items), "Checking") as on_step:
        # Each item has its turn once: thousands that stay prepared would take a gigabyte.
        make_grader = partial(Grader, bank, learned=learned, most_prepared=1)
        lint = lint_shared(bank, make_grader, on_step, usable_cores())
    scores = _cross_scores(Grader(bank, learned=learned)) if wanted.cross else ()
    if wanted.as_json:
        found = (*lint.problems, *(lint.notes if wanted.notes else ()), *close_items(bank, scores))
        print_json([_data(finding, places) for finding in _in_order(found, places)])
    else:
        _say_findings(one_line(str(path)), lint, places, wanted.notes)
        if len(bank.items) > 1:
            _say_bars(bank, lint, scores, wanted.notes)
        _say_summary(path, bank, lint)
    return not lint.problems


def _say_broken(error: RubricError, as_json: bool) -> None:
    if as_json:
        known = {"severity": "problem", "rule": _FILE_RULE, "part": ""}
        print_json([known | asdict(problem) for problem in error.problems])
        return
    for line in error.lines():
        say(line)
    say(f"{_count(len(error.problems), 'problem')} found.", error=True)


def _cross_scores(grader: Grader) -> Sequence[Score]:
    rubric = grader.bank.rubric
    scores = []
    with step_progress(count_cross_scores(rubric), "Comparing") as on_score:
        for score in cross_scores(rubric, grader):
            scores.append(score)
            on_score()
    return scores


def _say_findings(source: str, lint: Lint, places: Places, notes: bool) -> None:
    for finding in _in_order(lint.findings if notes else lint.problems, places):
        kind = "note: " if finding.is_note else ""
        line, column = _place(finding, places)
        spot = f"{kind}{finding.spot.name}"
        say(f"{source}:{Problem(line, column, spot, finding.message, finding.mend)}")


def _say_bars(bank: Rubric, lint: Lint, scores: Sequence[Score], every_pair: bool) -> None:
    counts = (f"{sum(i.stage is stage for i in bank.items)} {stage}" for stage in Stage)
    say(f"Items: {', '.join(counts)}.")
    lowest = min(lint.scores, key=lambda score: score.score)
    say(
        f"References on their own items: {lowest.score:.2f} or more "
        f"(reference {lowest.number} of '{lowest.item_id}')."
    )
    if not scores:
        return
    pairs = close_pairs(scores)
    shown = pairs if every_pair else pairs[:_PAIRS_SHOWN]
    mean = fmean(score.score for score in scores)
    say(
        f"References on other items: {mean:.2f} on average, "
        f"{_count(len(pairs), 'pair')} of items above {TOO_CLOSE:.2f}."
    )
    if shown:
        rows = [(f"{s.score:.2f}", s.item_id, f"{s.number} of {s.reference_of}") for s in shown]
        print_table(("SCORE", "ON ITEM", "REFERENCE"), rows)
    if len(shown) < len(pairs):
        say(f"{len(pairs) - len(shown)} more: --notes lists all.")


def _say_summary(path: Path, bank: Rubric, lint: Lint) -> None:
    if lint.notes:
        say(f"{_count(len(lint.notes), 'note')}: --notes lists what may well be meant so.")
    if lint.problems:
        say(f"{_count(len(lint.problems), 'problem')} found.", error=True)
    else:
        say(f"{path}: {_count(len(bank.items), 'item')}, no problems.")


def _in_order(findings: Sequence[Finding], places: Places) -> list[Finding]:
    return sorted(findings, key=lambda finding: _place(finding, places))


def _place(finding: Finding, places: Places) -> tuple[int, int]:
    return places[finding.spot.path]


def _data(finding: Finding, places: Places) -> dict[str, object]:
    line, column = _place(finding, places)
    return {
        "severity": "note" if finding.is_note else "problem",
        "rule": finding.rule,
        "part": finding.spot.name,
        "line": line,
        "column": column,
        "path": finding.spot.path,
        "message": finding.message,
        "mend": finding.mend,
    }


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
