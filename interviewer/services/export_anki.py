"""A bank as a package of flash cards that Anki imports (.apkg): a zip with an SQLite collection.

The collection has the schema 11, which every Anki since 2.0 reads. Nothing in it comes from a
clock or from chance: ids are hashes of the ids in the bank, so the same bank gives the same bytes,
and a package that is imported again finds its cards.
"""

import hashlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from html import escape

from interviewer.model.rubric import Item, Rubric
from interviewer.model.text import clean_text, one_line
from interviewer.services.anki_schema import (
    FIELDS,
    INDEXES,
    MOD,
    OPTIONS,
    TABLES,
    deck_json,
    note_type_json,
)

COLLECTION, MEDIA = "collection.anki2", "media"

_SCHEMA_VERSION = 11
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_FIELD_END = "\x1f"
_DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_GUID_LENGTH = 12
_FIRST_ID, _IDS = 10**12, 10**11
_TIMES = 10**9
# Anki plays, typesets or runs what begins so, wherever it stands in a field.
_COMMAND = re.compile(r"\[(?=sound:|latex\]|\$|anki:)", re.IGNORECASE)


def anki_package(rubric: Rubric) -> bytes:
    """Return the package: one deck, one note and one card for each item, in the bank's order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((COLLECTION, _collection(rubric)), (MEDIA, b"{}")):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # whatever the system: the same bytes everywhere
            archive.writestr(entry, content)
    return packed.getvalue()


def _collection(rubric: Rubric) -> bytes:
    database = sqlite3.connect(":memory:")
    try:
        for name, columns in TABLES.items():
            database.execute(f"create table {name} ({columns})")
        for index in INDEXES:
            database.execute(f"create index {index}")
        note_type, deck = _hash_id("note type", *FIELDS), _hash_id("deck", rubric.id)
        _add_col(database, rubric, note_type, deck)
        taken: set[int] = set()
        for position, item in enumerate(rubric.items):
            note = _hash_id("note", rubric.id, item.id)
            while {note, note + 1} & taken:
                note += 2
            taken |= {note, note + 1}
            _add_note(database, rubric, item, (note, note_type))
            card = (note + 1, note, deck, 0, MOD, -1, 0, 0, position, *[0] * 8, "")
            _insert(database, "cards", card)
        database.commit()
        return bytes(database.serialize())
    finally:
        database.close()


def _add_col(database: sqlite3.Connection, rubric: Rubric, note_type: int, deck: int) -> None:
    """Add the one row that holds settings, note types and decks, each as JSON."""
    configuration = {"nextPos": len(rubric.items) + 1, "curDeck": deck, "activeDecks": [deck]}
    decks = {"1": deck_json(1, "Default"), str(deck): deck_json(deck, _deck_name(rubric))}
    values: tuple[object, ...] = (
        configuration,
        {str(note_type): note_type_json(note_type, deck)},
        decks,
        OPTIONS,
        {},
    )
    texts = (json.dumps(value, sort_keys=True) for value in values)
    _insert(database, "col", (1, 0, MOD, MOD, _SCHEMA_VERSION, 0, 0, 0, *texts))


def _add_note(
    database: sqlite3.Connection, rubric: Rubric, item: Item, ids: tuple[int, int]
) -> None:
    fields = tuple(_fields(item))
    question = one_line(item.prompt)
    digest = hashlib.sha1(question.encode(), usedforsecurity=False).hexdigest()
    tags = " ".join(_tag(text) for text in (rubric.id, item.stage, item.topic))
    row = (
        ids[0],
        _guid(rubric.id, item.id),
        ids[1],
        # Anki passes over a note whose time is the one it knows: another text, another time.
        1 + _hash(*fields) % _TIMES,
        -1,
        f" {tags} ",
        _FIELD_END.join(fields),
        question,
        int(digest[:8], 16),
        0,
        "",
    )
    _insert(database, "notes", row)


def _fields(item: Item) -> Iterator[str]:
    yield _html(item.prompt)
    yield "<hr>".join(f"<p>{_html(text)}</p>" for text in item.references)
    yield _list(f"{c.says} ({c.points})" for c in item.criteria)
    yield _list(belief.says for belief in item.misconceptions)


def _html(text: str) -> str:
    """Return text that a browser shows as it is, and in which Anki finds no command."""
    shown = escape(clean_text(text).strip()).replace("\n", "<br>")
    return _COMMAND.sub("&#91;", shown)


def _list(texts: Iterator[str]) -> str:
    entries = "".join(f"<li>{_html(text)}</li>" for text in texts)
    return f"<ul>{entries}</ul>" if entries else ""


def _tag(text: str) -> str:
    """Return a text as one tag: a blank would end it, and :: would put it below another."""
    words = "-".join(re.sub(r"[^\w.+-]+", " ", one_line(text)).split())
    return words or "general"


def _deck_name(rubric: Rubric) -> str:
    name = one_line(rubric.title.replace("\x1f", " "))
    return re.sub(":{2,}", ":", name).strip(":") or rubric.id


def _hash(*parts: str) -> int:
    return int.from_bytes(hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest())


def _hash_id(*parts: str) -> int:
    """Return a number that looks like the times in milliseconds that Anki numbers things by."""
    return _FIRST_ID + _hash(*parts) % _IDS


def _guid(*parts: str) -> str:
    """Return what Anki knows a note by, in every collection."""
    number, digits = _hash("guid", *parts), []
    for _ in range(_GUID_LENGTH):
        number, digit = divmod(number, len(_DIGITS))
        digits.append(_DIGITS[digit])
    return "".join(digits)


def _insert(database: sqlite3.Connection, table: str, row: tuple[object, ...]) -> None:
    marks = ", ".join("?" * len(row))
    database.execute(f"insert into {table} values ({marks})", row)
