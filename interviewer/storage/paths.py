"""Where files lie: the one module that decides on folders. It creates nothing."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from interviewer.model.errors import UsageError
from interviewer.model.text import one_line
from interviewer.storage.system_calls import cannot

RUBRICS = "rubrics"
TRANSCRIPTS = "transcripts"
TRANSCRIPTS_VARIABLE = "INTERVIEWER_TRANSCRIPTS"
DATA_VARIABLE = "INTERVIEWER_DATA"
CACHE_VARIABLE = "INTERVIEWER_CACHE"

PHRASES = "phrases/english.yaml"
"""What the interviewer says between the questions; it lies in the folder of the banks."""

_BANK_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Paths:
    """The folders in force.

    `rubrics` holds the coach's own banks, and is None where only the shipped ones are there;
    `user_data` is the user's data folder and `cache` the one for what can be made anew; neither
    need exist, and where `cache` is None, the one that `cache_folder` names is in force.
    """

    rubrics: Path | None
    shipped_rubrics: Path
    transcripts: Path
    user_data: Path
    cache: Path | None = None


def resolve_paths(
    rubrics_option: Path | None,
    transcripts_option: Path | None,
    working_folder: Path,
    environment: Mapping[str, str],
) -> Paths:
    """Return the folders in force: the options, else the variables, else the working folder's.

    Paths that are not absolute count from `working_folder`; an empty variable counts as not set.
    """

    def absolute(path: Path | str) -> Path:
        return _absolute(path, working_folder)

    given_data = environment.get(DATA_VARIABLE)
    user_data = absolute(given_data) if given_data else _default_user_data()
    own_folder = working_folder / RUBRICS
    has_own_folder = bool(_banks(own_folder))
    given_transcripts = transcripts_option or environment.get(TRANSCRIPTS_VARIABLE)

    if rubrics_option is not None:
        rubrics: Path | None = absolute(rubrics_option)
    elif has_own_folder:
        rubrics = own_folder
    else:
        rubrics = user_data / RUBRICS if _banks(user_data / RUBRICS) else None
    if given_transcripts:
        transcripts = absolute(given_transcripts)
    else:
        transcripts = (working_folder if has_own_folder else user_data) / TRANSCRIPTS
    shipped = shipped_rubrics(Path(__file__).parent.parent)
    cache = cache_folder(working_folder, environment)
    return Paths(rubrics, shipped, transcripts, user_data, cache)


def cache_folder(working_folder: Path, environment: Mapping[str, str]) -> Path:
    """Return the folder for what can be made anew at any time: the variable, else the user's."""
    given = environment.get(CACHE_VARIABLE)
    return _absolute(given, working_folder) if given else _default_cache()


def shipped_rubrics(package: Path) -> Path:
    """Return the folder of the banks that ship with `package`: in a wheel, or in a checkout."""
    inside = package / RUBRICS
    return inside if inside.is_dir() else package.parent / RUBRICS


def rubric_files(paths: Paths) -> dict[str, Path]:
    """Return the file of every bank in force by its id, the file's stem, in order.

    A bank in the chosen folder hides the shipped one of the same name.

    Raises:
        UsageError: the chosen folder is not there.
    """
    if paths.rubrics is not None and not paths.rubrics.is_dir():
        raise UsageError(
            f"{one_line(str(paths.rubrics))}: is not a folder; give --rubrics a folder of rubrics"
        )
    found = _banks(paths.shipped_rubrics) | (_banks(paths.rubrics) if paths.rubrics else {})
    return dict(sorted(found.items()))


def phrases_files(paths: Paths) -> tuple[Path, ...]:
    """Return the files of phrases that may be there: the coach's own first, then the shipped."""
    folders = [paths.rubrics] if paths.rubrics is not None else []
    return tuple(folder / PHRASES for folder in [*folders, paths.shipped_rubrics])


def _banks(folder: Path) -> dict[str, Path]:
    """Return the rubric files in `folder` by stem; x.yaml where x.yml is there as well."""
    try:
        files = [
            entry
            for entry in folder.iterdir()
            if entry.suffix.lower() in _BANK_SUFFIXES
            and not entry.name.startswith(".")
            and entry.is_file()
        ]
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise cannot("listed", folder, error) from error
    return {entry.stem: entry for entry in sorted(files, reverse=True)}


def _absolute(path: Path | str, working_folder: Path) -> Path:
    # Not every shell expands the ~ in --rubrics=~/banks; Path.expanduser raises where the home is
    # unknown.
    return working_folder / os.path.expanduser(path)  # noqa: PTH111


def _default_cache() -> Path:
    from platformdirs import user_cache_path  # imported late: start-up

    return user_cache_path("interviewer", appauthor=False)


def _default_user_data() -> Path:
    from platformdirs import user_data_path  # imported late: start-up

    return user_data_path("interviewer", appauthor=False)
