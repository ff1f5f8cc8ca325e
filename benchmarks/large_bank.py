"""A bank of ten thousand items, loaded and checked: python -m benchmarks.large_bank [--items N].

With --folder DIR the bank is written there and stays. Every item is small, as one of so many would
be: a prompt, one reference, two criteria with two patterns each and one example; ten thousand of
them fill the eight megabytes that a rubric file may have.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.table import Ratio, Row, print_rows
from benchmarks.yardsticks import loop_seconds
from interviewer.storage.yaml_text import MOST_BYTES

ITEMS = 10_000
RUNS = 5
SEED = 1
LOAD_BAR, CHECK_BAR = 0.5, 30.0

_NOUNS = 4000
_SYNONYMS = 20
_BEGIN = "b bl br c cl d dr f fl g gr h j k l m n p pl pr qu r s sk st t tr v w z".split()
_MIDDLE = "a e i o u ai ea io ou".split()
_END = "bel dan der fix gon ket lam len mor nal pex ric rin sel tan ter tor vel von zer".split()
_VERBS = "bounds checks copies drops fills folds groups joins keeps limits moves orders".split()
_FAULTS = "breaks drifts fails grows leaks repeats shrinks slips stalls stops wavers wraps".split()
_STAGES = ("basic", "fresher", "experienced")

_ITEM = """\
  - id: {name}-{number}
    stage: {stage}
    topic: {topic}
    prompt: What does the {one} {two} do for a {three}, and when do you want it?
    references:
      - >-
        The {one} {two} {verb} the {four} of each {three} before the {five} is read. Without it the
        {six} {fault} and every later {three} pays for it.
    criteria:
      - id: does
        points: 2
        says: It {verb} the {four} of each {three}.
        match:
          - {verb} {four}
          - {four} > {other} {three}|{five}
      - id: saves
        points: 1
        says: Without it the {six} {fault}.
        match:
          - without|lacking {six} {fault}
          - {six}-{fault} later|{five}
    examples:
      - band: strong
        answer: It {verb} the {four} of a {three}, and without that the {six} {fault}.
"""

_LOAD = """
import sys, time
from pathlib import Path
from interviewer.services.banks import load_bank_file
begun = time.perf_counter()
load_bank_file(Path(sys.argv[1]), Path(sys.argv[2]))
print(time.perf_counter() - begun)
"""

_READY = """
import sys, time
from pathlib import Path
from interviewer.services.banks import load_bank_file
from interviewer.services.learning import grader_of
bank = load_bank_file(Path(sys.argv[1]), Path(sys.argv[2]))
begun = time.perf_counter()
grader_of(bank, Path(sys.argv[2]))
print(time.perf_counter() - begun)
"""


def bank_text(items: int, seed: int = SEED) -> str:
    """Return the YAML of a bank with so many items, no two of them the same."""
    chance = Random(seed)
    nouns = sorted({_noun(chance) for _ in range(_NOUNS)})
    pairs = zip(nouns[:: _NOUNS // _SYNONYMS], nouns[1 :: _NOUNS // _SYNONYMS], strict=False)
    synonyms = "".join(f"  - [{one}, {other} {one}]\n" for one, other in pairs)
    head = f"format: 1\nid: large\ntitle: A large bank\nsynonyms:\n{synonyms}items:\n"
    return head + "".join(_items(items, nouns, chance))


def _items(count: int, nouns: list[str], chance: Random) -> Iterator[str]:
    for number in range(count):
        one, two, three, four, five, six = chance.sample(nouns, 6)
        verb, other = chance.sample(_VERBS, 2)
        yield _ITEM.format(
            name=f"{one}-{two}",
            number=number,
            stage=_STAGES[number % 3],
            topic=nouns[number % 40],
            one=one,
            two=two,
            three=three,
            four=four,
            five=five,
            six=six,
            verb=verb,
            other=other,
            fault=chance.choice(_FAULTS),
        )


def _noun(chance: Random) -> str:
    """Return a word that English does not know, as the terms of a subject mostly are."""
    parts = (chance.choice(_BEGIN), chance.choice(_MIDDLE), chance.choice(_END))
    return "".join(parts)


def _told(script: str, *arguments: str) -> float:
    """Return the seconds that a program of its own measured: nothing in it is warm."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def _checked(path: Path, cache: Path) -> tuple[float, int]:
    """Return how many seconds the command takes, and how many lines it prints."""
    command = [str(Path(sys.executable).with_name("interviewer")), "rubric", "check", str(path)]
    begun = time.perf_counter()
    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"XDG_CACHE_HOME": str(cache)}
    )
    return time.perf_counter() - begun, len(done.stdout.splitlines())


def large_bank(folder: Path, items: int) -> list[Row]:
    """Return the rows of the table."""
    text, path, cache = bank_text(items), folder / "large.yaml", folder / "cache"
    path.write_text(text, "utf-8")
    places = (str(path), str(cache))
    name = f"bank of {items:,} items"
    loaded = _told(_LOAD, *places)
    again = statistics.median(_told(_LOAD, *places) for _ in range(RUNS))
    learned = _told(_READY, *places)
    ready = statistics.median(_told(_READY, *places) for _ in range(RUNS))
    checked, lines = _checked(path, cache)
    loop = loop_seconds()
    size = f"{len(text) / 2**20:.1f} of {MOST_BYTES / 2**20:.0f} MB"
    return [
        Row(f"{name}: its file", size, ""),
        Row(f"{name} from YAML", f"{loaded:.1f} s", ""),
        Row(
            "the same from its cache",
            f"{again:.2f} s",
            "at most 0.50 s",
            again <= LOAD_BAR,
            Ratio("large bank from its cache, over a loop", again / loop),
        ),
        Row("its grader, learned", f"{learned:.1f} s", ""),
        Row("its grader from the cache", f"{ready:.2f} s", ""),
        Row(
            f"'rubric check' of it, {lines:,} lines",
            f"{checked:.1f} s",
            "at most 30.0 s",
            checked <= CHECK_BAR,
            Ratio("check of the large bank, over a loop", checked / loop),
        ),
    ]


def main() -> None:
    """Make the bank and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        print_rows(large_bank(folder, options.items))


if __name__ == "__main__":
    main()
