"""Rubrics that loaded without a problem, kept so that they need not be parsed again.

An entry belongs to the exact bytes of a file and to the rules of the program that accepted them.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.model.rubric import Rubric
from interviewer.storage.data_cache import DataCache
from interviewer.storage.yaml_text import read_rubric_bytes

if TYPE_CHECKING:
    from interviewer.storage.rubric_reader import CheckPattern


@dataclass(frozen=True)
class RubricCache:
    """The rubrics under the cache folder `folder`, for a program with these `rules`."""

    folder: Path
    rules: str

    def load(self, path: Path, check_pattern: "CheckPattern") -> Rubric:
        """Return the rubric in a file, from the cache where it is there.

        Raises:
            InputError: where the file cannot be read.
            RubricError: where it is no rubric, with all its problems.
        """
        data = read_rubric_bytes(path)
        file_hash = sha256(data).hexdigest()
        rubric = self.find(file_hash)
        if rubric is None:
            # Only now: with the YAML reader it takes as long as all else before the first paint.
            from interviewer.storage.rubric_file import parse_rubric_bytes

            rubric = parse_rubric_bytes(data, path, check_pattern)
            self.keep(file_hash, rubric)
        return rubric

    def find(self, file_hash: str) -> Rubric | None:
        """Return the rubric of the file with this hash, or None where no good entry is there."""
        found = self._entries.find_hashed(file_hash)
        if found is None:
            return None
        rubric, content_hash = found
        # Both are the hash of the same canonical JSON, and making that takes as long as loading.
        vars(rubric)["content_hash"] = content_hash
        return rubric

    def keep(self, file_hash: str, rubric: Rubric) -> None:
        """Keep the rubric of the file with this hash, if that is possible."""
        self._entries.keep(file_hash, rubric)

    @property
    def _entries(self) -> DataCache[Rubric]:
        return DataCache(self.folder, self.rules, Rubric, "rubric")
