"""Whether the grader can be gamed, and whether honest answers pay for its defences.

    python -m benchmarks.gaming [--data DIR] [--rubric FILE ...] [--verbose]

Every attack is tried on every item of every bank. It passes where it scores .60 or more, which
passes a stage; the exit code is 1 where one does.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from benchmarks.attacks import ATTACKS, Scene
from benchmarks.datasets import read_datasets
from benchmarks.genuine import COUNTERPARTS
from benchmarks.grid import figure, lines_of
from benchmarks.merging import COACH_FILES, load_rubrics, matching_items, merged
from benchmarks.methods import calibrated_on
from interviewer.grading.grader import Grader, Marker
from interviewer.model.errors import InterviewerError
from interviewer.model.rubric import Item, Rubric
from interviewer.model.text import one_line

PASS_SCORE = 0.60
KNOWN = frozenset(attack.name for attack in ATTACKS if attack.known)
SHOWN_CHARACTERS = 100
RUBRICS = Path(__file__).parent.parent / "rubrics"
SHIPPED_FILES = tuple(sorted(RUBRICS.glob("*.yaml")))


@dataclass(frozen=True)
class Attempt:
    """One answer that was graded: how it was made, for which item, and its score, 0 to 1."""

    kind: str
    item_id: str
    answer: str
    score: float

    @property
    def passes(self) -> bool:
        """Return whether the score passes a stage."""
        return self.score >= PASS_SCORE

    def __str__(self) -> str:
        """Return the attempt as one line, with the beginning of the answer."""
        shown = one_line(self.answer)[:SHOWN_CHARACTERS]
        return f"{self.item_id}: {self.kind}: {self.score:.2f}: {shown}"


def attacks_on(rubric: Rubric, marker: Marker) -> list[Attempt]:
    """Return every attack on every item of a bank, marked by a grader of it."""
    scenes = [_scene(marker, rubric, item) for item in rubric.items]
    return [
        Attempt(attack.name, scene.item.id, answer, scene.score(answer))
        for attack in ATTACKS
        for scene in scenes
        for answer in attack.build(scene)
    ]


def counterparts_in(rubric: Rubric, marker: Marker) -> list[Attempt]:
    """Return every reference of a bank, written down in every honest way."""
    attempts = []
    for counterpart in COUNTERPARTS:
        for item in rubric.items:
            for reference in item.references:
                answer = counterpart.rewrite(reference, item.id)
                score = marker.assess(item.id, answer).score
                attempts.append(Attempt(counterpart.name, item.id, answer, score))
    return attempts


def attack_table(attempts: Sequence[Attempt]) -> list[str]:
    """Return the lines of the table of attacks."""
    rows = []
    for kind in (attack.name for attack in ATTACKS):
        scores = _scores(attempts, kind)
        mean, most = (figure(fmean(scores), 2), figure(max(scores), 2)) if scores else ("–", "–")
        passes = sum(attempt.passes for attempt in attempts if attempt.kind == kind)
        known = " (known)" if kind in KNOWN else ""
        rows.append((kind, str(len(scores)), mean, most, f"{passes}{known}"))
    return lines_of(("attack", "tried", "mean", "maximum", "passes"), rows)


def counterpart_table(attempts: Sequence[Attempt]) -> list[str]:
    """Return the lines of the table of honest answers."""
    rows = []
    for kind in (counterpart.name for counterpart in COUNTERPARTS):
        scores = _scores(attempts, kind)
        share = fmean(score >= PASS_SCORE for score in scores)
        rows.append(
            (
                kind,
                str(len(scores)),
                figure(fmean(scores), 2),
                figure(min(scores), 2),
                f"{share:.0%}",
            )
        )
    return lines_of(("honest answer", "tried", "mean", "minimum", "pass"), rows)


def rubrics_to_attack(
    files: Sequence[Path] | None, data: Path | None
) -> Iterator[tuple[str, Rubric, Marker]]:
    """Yield the banks under attack, each with a title and its grader.

    These are the given files, or the shipped ones. With data, each of them and of the coaches'
    rubrics that knows items of a data set comes twice more, with its prompts and references: as it
    is, and calibrated by all marks of the data set.
    """
    rubrics = load_rubrics(files or SHIPPED_FILES)
    yield from ((rubric.id, rubric, Grader(rubric)) for rubric in rubrics)
    if data is None:
        return
    coaches = load_rubrics(COACH_FILES)
    for dataset in read_datasets(data):
        for rubric in dict.fromkeys((*rubrics, *coaches)):
            if matching_items(rubric, dataset):
                bank = merged(rubric, dataset)
                title, grader = f"{rubric.id} with {dataset.name}", Grader(bank)
                yield title, bank, grader
                yield f"{title}, calibrated", bank, calibrated_on(dataset, grader)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all attacks; return 1 where one passes, 0 where none does, or the code of an error."""
    options = _parser().parse_args(arguments)
    passed = 0
    try:
        for title, rubric, marker in rubrics_to_attack(options.rubric, options.data):
            attempts, honest = attacks_on(rubric, marker), counterparts_in(rubric, marker)
            print(f"{title}: {len(rubric.items)} items")
            _print_lines([*attack_table(attempts), "", *counterpart_table(honest)])
            shown = [a for a in attempts if options.verbose or (a.passes and a.kind not in KNOWN)]
            if options.verbose:
                shown += honest
            _print_lines(["", *(f"{_verdict(attempt)}{attempt}" for attempt in shown), ""])
            passed += sum(attempt.passes and attempt.kind not in KNOWN for attempt in attempts)
    except InterviewerError as error:
        print(f"gaming: {error}", file=sys.stderr)
        return error.exit_code
    print(f"attacks that passed: {passed}")
    return 1 if passed else 0


def _scene(marker: Marker, rubric: Rubric, item: Item) -> Scene:
    return Scene(rubric, item, lambda answer: marker.assess(item.id, answer).score)


def _scores(attempts: Iterable[Attempt], kind: str) -> list[float]:
    return [attempt.score for attempt in attempts if attempt.kind == kind]


def _verdict(attempt: Attempt) -> str:
    return "PASSES  " if attempt.passes else "        "


def _print_lines(lines: Iterable[str]) -> None:
    print("\n".join(lines), flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gaming", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, metavar="DIR", help="data sets for coaches' rubrics")
    parser.add_argument(
        "--rubric", type=Path, nargs="+", metavar="FILE", help="these instead of rubrics/*.yaml"
    )
    parser.add_argument("--verbose", action="store_true", help="list every answer and its score")
    return parser


if __name__ == "__main__":
    sys.exit(main())
