"""What the interviewer says between the questions, from the files in force."""

import os
from pathlib import Path

from interviewer.model.phrases import Phrases
from interviewer.services.rules import program_rules
from interviewer.storage.paths import Paths, cache_folder, phrases_files
from interviewer.storage.phrases_cache import load_kept_phrases


def phrases_in_force(paths: Paths) -> Phrases:
    """Return the phrases of the coach's own file over those that ship with the program.

    Raises:
        RubricError: a file has problems; all of them are in the error.
        InputError: a file cannot be read.
    """
    cache = paths.cache or cache_folder(Path(), os.environ)
    return load_kept_phrases(phrases_files(paths), cache, program_rules())
