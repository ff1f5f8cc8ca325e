"""How much is tried: a slice in every run of the tests, all of it in `make fuzz`."""

import os

FUZZ = os.environ.get("FUZZ") == "1"


def scaled(usually: int, fuzzing: int) -> int:
    """Return how many to try."""
    return fuzzing if FUZZ else usually
