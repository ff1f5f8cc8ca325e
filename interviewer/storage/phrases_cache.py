"""What the interviewer says between the questions, kept so that no YAML need be parsed for it.

The YAML reader takes a megabyte and a half, which a running app would never give back.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from interviewer.model.phrases import Phrases
from interviewer.storage.data_cache import DataCache
from interviewer.storage.yaml_text import read_rubric_bytes

Source = tuple[Path, bytes]
"""A file and what is in it."""


def read_sources(files: Sequence[Path]) -> list[Source]:
    """Return the files that are there; the last one ships with the program and must be.

    Raises:
        RubricError: where a file is too large.
        InputError: where a file cannot be read.
    """
    *own, shipped = files
    there = [path for path in own if path.is_file()]
    return [(path, read_rubric_bytes(path)) for path in (*there, shipped)]


def load_kept_phrases(files: Sequence[Path], folder: Path, rules: str) -> Phrases:
    """Return the phrases of some files, from the cache where they are there.

    Args:
        files: as for `load_phrases`.
        folder: the cache folder.
        rules: what the cache knows the program by.

    Raises:
        RubricError: where a file has problems; all of them are in the error.
        InputError: where a file cannot be read.
    """
    sources = read_sources(files)
    made_of = sha256("\n".join(sha256(data).hexdigest() for _, data in sources).encode())
    entries = DataCache(folder, rules, Phrases, "wording")
    phrases = entries.find(made_of.hexdigest())
    if phrases is None:
        # Only now: the YAML reader is what the cache is to spare.
        from interviewer.storage.phrases_file import parse_phrases

        phrases = parse_phrases(sources)
        entries.keep(made_of.hexdigest(), phrases)
    return phrases
