"""What the caches know this program by."""

from functools import cache
from pathlib import Path

from interviewer.storage.data_cache import rules_of


@cache
def program_rules() -> str:
    """Return a hash of all that decides what lies in the caches: which files load, what they teach.

    It is worked out once for all of them, as reading every source takes a while.
    """
    package = Path(__file__).parent.parent
    return rules_of(package / floor for floor in ("model", "storage", "grading"))
