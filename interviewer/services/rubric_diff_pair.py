"""The two versions of a bank to compare: both named, or one and what it was before."""

from dataclasses import dataclass
from pathlib import Path

from interviewer.model.errors import UsageError
from interviewer.model.rubric import Rubric
from interviewer.model.text import one_line
from interviewer.services.banks import find_bank, load_bank_file
from interviewer.storage.paths import Paths
from interviewer.storage.rubric_versions import list_versions
from interviewer.storage.yaml_text import read_rubric_bytes


@dataclass(frozen=True)
class NamedBank:
    """A bank and what to call the file that it came from."""

    name: str
    path: Path
    rubric: Rubric


def find_pair(paths: Paths, first: str, second: str | None) -> tuple[NamedBank, NamedBank]:
    """Return the old and the new version of a bank, each given by its id or its file.

    With one name that is the new version; the old one is the last saved version of its file that
    holds anything else, or else the shipped bank of its id.

    Raises:
        UsageError: there is no such bank, or nothing to compare it with.
        InputError: a version has problems or cannot be read.
        StorageError: the versions cannot be listed.
    """
    if second is not None:
        return _named(find_bank(paths, first), paths), _named(find_bank(paths, second), paths)
    new = _named(find_bank(paths, first), paths)
    data = read_rubric_bytes(new.path)
    for version in list_versions(paths.user_data, new.path):
        if read_rubric_bytes(version.path) != data:
            at = f"{version.at:%Y-%m-%d %H:%M:%S} UTC"
            name = f"{one_line(new.path.name)} as it was until {at}"
            return NamedBank(name, version.path, load_bank_file(version.path, paths.cache)), new
    shipped = paths.shipped_rubrics / f"{new.rubric.id}.yaml"
    if not shipped.is_file() or shipped.resolve() == new.path.resolve():
        raise UsageError(
            f"{one_line(first)}: no earlier version is kept of this bank and none ships with the "
            "program; name the old file first: interviewer rubric diff OLD NEW"
        )
    old = _named(shipped, paths)
    return NamedBank(f"the shipped bank '{old.rubric.id}'", shipped, old.rubric), new


def _named(path: Path, paths: Paths) -> NamedBank:
    return NamedBank(one_line(str(path)), path, load_bank_file(path, paths.cache))
