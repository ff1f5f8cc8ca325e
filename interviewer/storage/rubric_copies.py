"""The rubrics that graded sessions, kept beside the transcripts by their content hash.

A copy holds exactly the bytes that the hash was taken over, so `sha256sum` checks it too.
"""

import errno
import json
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from interviewer.model.errors import StorageError
from interviewer.model.rubric import Rubric
from interviewer.model.text import one_line
from interviewer.storage.codec import DataError, canonical, from_data, to_data
from interviewer.storage.durable import ensure_folder, write_atomic
from interviewer.storage.system_calls import SYSTEM, SystemCalls, cannot, read_at_most

FOLDER_NAME = "rubrics"

_LARGEST = 1 << 26  # bytes: eight times the largest bank; JSON writes six for one at most
_HASH = re.compile(r"[0-9a-f]{64}")


def keep_rubric(folder: Path, rubric: Rubric, system: SystemCalls = SYSTEM) -> Path:
    """Return the copy of `rubric` under the transcripts' `folder`, made unless a good one is there.

    Raises:
        StorageError: it cannot be written.
    """
    path = copy_path(folder, rubric.content_hash)
    content = canonical(to_data(rubric))
    try:
        if read_at_most(path, len(content)) == content:
            return path
    except OSError:
        pass  # missing or unreadable: writing it says what is wrong, if anything is
    ensure_folder(path.parent, system)
    write_atomic(path, content, system)
    return path


def load_rubric_copy(folder: Path, content_hash: str) -> Rubric:
    """Return the rubric with this content hash from under the transcripts' `folder`.

    Raises:
        StorageError: there is no copy, or it is no longer what was kept.
    """
    # The hash comes from a transcript: anything else would be a path to somewhere.
    if not _HASH.fullmatch(content_hash):
        raise StorageError(
            "the session does not say which rubric graded it: its rubric hash is not 64 hex digits"
        )
    path = copy_path(folder, content_hash)
    name = one_line(str(path))
    edited = StorageError(
        f"{name}: was edited or damaged since it graded this session; put the original back there"
    )
    try:
        content = read_at_most(path, _LARGEST)
    except FileNotFoundError:
        raise StorageError(
            f"{name}: the rubric that graded this session is missing; put the file back there"
        ) from None
    except OSError as error:
        raise (edited if error.errno == errno.EFBIG else cannot("read", path, error)) from error
    try:
        # What was read is hashed, not the Rubric made of it: a later version may give Rubric new
        # fields, and the copies of this version must stay good. Only a copy that was laid out
        # anew needs to be written again for it.
        if sha256(content).hexdigest() != content_hash:
            content = canonical(json.loads(content))
        if sha256(content).hexdigest() != content_hash:
            raise edited
        return _decoded(content)
    except DataError as error:
        raise StorageError(
            f"{name}: another version of this program wrote it ({error}); use that version"
        ) from None
    except (ValueError, RecursionError):
        raise edited from None


@lru_cache(maxsize=2)
def _decoded(content: bytes) -> Rubric:
    """Return the rubric in a copy; those who go from one session to the next have the same ones."""
    return from_data(Rubric, json.loads(content))


def copy_path(folder: Path, content_hash: str) -> Path:
    """Return where the rubric with this content hash is kept under the transcripts' `folder`."""
    return folder / FOLDER_NAME / f"{content_hash}.json"
