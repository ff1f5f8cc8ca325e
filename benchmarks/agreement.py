"""How well the grader and simpler methods agree with human markers.

    python -m benchmarks.agreement --data DIR [--rubrics FILE ...] [--only NAME ...]
                                   [--ablation] [--json]

For each data set one table: a row for each method, a column for each figure.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.datasets import Dataset, read_datasets
from benchmarks.grid import figure, lines_of
from benchmarks.merging import COACH_FILES, load_rubrics
from benchmarks.methods import Method, compared_methods
from benchmarks.metrics import RESAMPLES, Agreement, measure, r_interval
from interviewer.model.errors import InterviewerError

HEADER = (
    "method",
    "r",
    "95 % interval",
    "r by item",
    "RMSE",
    "RMSE by level",
    "accuracy",
    "kappa",
    "AUC",
    "answers/s",
)

LEGEND = f"""\
r: Pearson's, over all answers; interval: percentile bootstrap over answers, {RESAMPLES} resamples.
r by item: averaged over the items with 4 answers or more whose marks vary; constant scores count 0.
RMSE: of the scores as they stand; by level: each level of marks (to the nearest .1) weighs alike.
accuracy, kappa (quadratic weights): at three levels, marks and scores cut at 1/4 and 3/4.
AUC: where all marks are 0 or 1. answers/s: in one process, getting ready included.
answer length: log(1 + words) / its maximum in the data set. TF-IDF cosine: scikit-learn's defaults.
idf-weighted coverage: share of the closest reference's stems, by idf, that the answer holds."""


@dataclass(frozen=True)
class Result:
    """What one method came to; `interval` is the 95 % interval of the pooled r, if asked for."""

    method: str
    agreement: Agreement
    interval: tuple[float, float] | None
    answers_per_second: float


def compare(dataset: Dataset, method: Method) -> Result:
    """Return the figures of one method on one data set."""
    start = time.perf_counter()
    scores = method.score(dataset)
    seconds = time.perf_counter() - start
    return Result(
        method.name,
        measure(scores, dataset.marks, dataset.item_ids),
        r_interval(scores, dataset.marks) if method.interval else None,
        len(scores) / seconds,
    )


def table(dataset: Dataset, results: Sequence[Result]) -> str:
    """Return the table of one data set."""
    title = f"{dataset.name}: {len(dataset.items)} items, {len(dataset.answers):,} answers"
    return "\n".join([title, *lines_of(HEADER, [_row(result) for result in results])])


def as_data(dataset: Dataset, results: Sequence[Result]) -> dict[str, object]:
    """Return the results on one data set for JSON; what is not defined is null."""
    return {
        "dataset": dataset.name,
        "items": len(dataset.items),
        "answers": len(dataset.answers),
        "results": [asdict(result) for result in results],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison; return 0, or the exit code of an error."""
    options = _parser().parse_args(arguments)
    try:
        datasets = read_datasets(options.data, options.only)
        rubrics = load_rubrics(options.rubrics)
    except InterviewerError as error:
        print(f"agreement: {error}", file=sys.stderr)
        return error.exit_code
    collected = []
    for dataset in datasets:
        methods = compared_methods(dataset, rubrics, options.ablation)
        results = [compare(dataset, method) for method in methods]
        collected.append(as_data(dataset, results))
        if not options.json:
            print(table(dataset, results), end="\n\n", flush=True)
    print(json.dumps(collected, indent=2) if options.json else LEGEND)
    return 0


def _row(result: Result) -> list[str]:
    found = result.agreement
    interval = ""
    if result.interval is not None:
        interval = f"{figure(result.interval[0])} to {figure(result.interval[1])}"
    return [
        result.method,
        figure(found.pooled_r),
        interval,
        figure(found.item_r),
        figure(found.rmse),
        figure(found.level_rmse),
        figure(found.accuracy),
        figure(found.kappa),
        figure(found.auc),
        f"{result.answers_per_second:,.0f}",
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="agreement", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the data sets")
    parser.add_argument(
        "--rubrics",
        type=Path,
        nargs="+",
        default=COACH_FILES,
        metavar="FILE",
        help="rubrics for the items of a data set (default: benchmarks/rubrics/*.yaml)",
    )
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME", help="these data sets")
    parser.add_argument("--ablation", action="store_true", help="switch off parts of the scoring")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    return parser


if __name__ == "__main__":
    sys.exit(main())
