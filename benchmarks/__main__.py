"""Measure everything and print it in one table: python -m benchmarks."""

import os
import platform

from benchmarks.speed import bank_loaded, bulk_answers, first_paint, grader_ready, single_answers
from benchmarks.table import print_rows


def main() -> None:
    """Run all measurements."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    rows = [*first_paint(), *bank_loaded(), *grader_ready(), *single_answers(), *bulk_answers()]
    print_rows(rows)


if __name__ == "__main__":
    main()
