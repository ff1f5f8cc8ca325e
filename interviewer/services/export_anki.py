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

COLLECTION, MEDIA = "collection.anki2", "media"
FIELDS = ("Question", "Answer", "Ideas", "Mistakes")

_SCHEMA_VERSION = 11
_NOTE_TYPE = "Interview question"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_MOD = 1
_FIELD_END = "\x1f"
_DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_GUID_LENGTH = 12
_FIRST_ID, _IDS = 10**12, 10**11
# Anki plays, typesets or runs what begins so, wherever it stands in a field.
_COMMAND = re.compile(r"\[(?=sound:|latex\]|\$|anki:)", re.IGNORECASE)

_TABLES = {
    "col": "id integer primary key, crt integer not null, mod integer not null, scm integer not "
    "null, ver integer not null, dty integer not null, usn integer not null, ls integer not null, "
    "conf text not null, models text not null, decks text not null, dconf text not null, tags text "
    "not null",
    "notes": "id integer primary key, guid text not null, mid integer not null, mod integer not "
    "null, usn integer not null, tags text not null, flds text not null, sfld integer not null, "
    "csum integer not null, flags integer not null, data text not null",
    "cards": "id integer primary key, nid integer not null, did integer not null, ord integer not "
    "null, mod integer not null, usn integer not null, type integer not null, queue integer not "
    "null, due integer not null, ivl integer not null, factor integer not null, reps integer not "
    "null, lapses integer not null, left integer not null, odue integer not null, odid integer not "
    "null, flags integer not null, data text not null",
    "revlog": "id integer primary key, cid integer not null, usn integer not null, ease integer "
    "not null, ivl integer not null, lastIvl integer not null, factor integer not null, time "
    "integer not null, type integer not null",
    "graves": "usn integer not null, oid integer not null, type integer not null",
}
_INDEXES = (
    "ix_notes_usn on notes (usn)",
    "ix_cards_usn on cards (usn)",
    "ix_revlog_usn on revlog (usn)",
    "ix_cards_nid on cards (nid)",
    "ix_cards_sched on cards (did, queue, due)",
    "ix_revlog_cid on revlog (cid)",
    "ix_notes_csum on notes (csum)",
)
_STYLE = (
    ".card { font-family: sans-serif; font-size: 20px; text-align: left; max-width: 40em; "
    "margin: auto; } .more { font-size: 16px; } .small { font-size: 14px; color: gray; }"
)
_BACK = (
    "{{FrontSide}}<hr id=answer>{{Answer}}"
    "{{#Ideas}}<div class=more><p>Key ideas</p>{{Ideas}}</div>{{/Ideas}}"
    "{{#Mistakes}}<div class=more><p>Common mistakes</p>{{Mistakes}}</div>{{/Mistakes}}"
    "<p class=small>{{Tags}}</p>"
)


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
        for name, columns in _TABLES.items():
            database.execute(f"create table {name} ({columns})")
        for index in _INDEXES:
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
            card = (note + 1, note, deck, 0, _MOD, -1, 0, 0, position, *[0] * 8, "")
            _insert(database, "cards", card)
        database.commit()
        return bytes(database.serialize())
    finally:
        database.close()


def _add_col(database: sqlite3.Connection, rubric: Rubric, note_type: int, deck: int) -> None:
    """Add the one row that holds settings, note types and decks, each as JSON."""
    configuration = {"nextPos": len(rubric.items) + 1, "curDeck": deck, "activeDecks": [deck]}
    decks = {"1": _deck(1, "Default"), str(deck): _deck(deck, _deck_name(rubric))}
    values: tuple[object, ...] = (
        configuration,
        {str(note_type): _note_type(note_type, deck)},
        decks,
        _OPTIONS,
        {},
    )
    texts = (json.dumps(value, sort_keys=True) for value in values)
    _insert(database, "col", (1, 0, _MOD, _MOD, _SCHEMA_VERSION, 0, 0, 0, *texts))


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
        _MOD,
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


def _deck(number: int, name: str) -> dict[str, object]:
    today = ("newToday", "revToday", "lrnToday", "timeToday")
    return {
        "id": number,
        "name": name,
        "mod": _MOD,
        "usn": -1,
        "conf": 1,
        "desc": "",
        "dyn": 0,
        "collapsed": False,
        "browserCollapsed": False,
        "extendNew": 0,
        "extendRev": 0,
        **{name: [0, 0] for name in today},
    }


def _note_type(number: int, deck: int) -> dict[str, object]:
    look = {"font": "Arial", "size": 20, "rtl": False, "sticky": False, "media": []}
    return {
        "id": number,
        "name": _NOTE_TYPE,
        "type": 0,
        "mod": _MOD,
        "usn": -1,
        "sortf": 0,
        "did": deck,
        "css": _STYLE,
        "latexPre": "",
        "latexPost": "",
        "tags": [],
        "vers": [],
        "req": [[0, "any", [0]]],
        "flds": [{"name": name, "ord": place, **look} for place, name in enumerate(FIELDS)],
        "tmpls": [
            {
                "name": "Card 1",
                "ord": 0,
                "qfmt": "{{Question}}",
                "afmt": _BACK,
                "bqfmt": "",
                "bafmt": "",
                "did": None,
            }
        ],
    }


_OPTIONS = {
    "1": {
        "id": 1,
        "name": "Default",
        "mod": 0,
        "usn": 0,
        "maxTaken": 60,
        "autoplay": True,
        "timer": 0,
        "replayq": True,
        "dyn": False,
        "new": {
            "bury": False,
            "delays": [1, 10],
            "initialFactor": 2500,
            "ints": [1, 4, 7],
            "order": 1,
            "perDay": 20,
        },
        "rev": {
            "bury": False,
            "ease4": 1.3,
            "ivlFct": 1,
            "maxIvl": 36500,
            "perDay": 200,
            "hardFactor": 1.2,
        },
        "lapse": {"delays": [10], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0},
    }
}


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
