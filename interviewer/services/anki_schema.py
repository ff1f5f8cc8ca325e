"""What a collection of Anki holds beside the cards: its tables (schema 11), and their JSON."""

FIELDS = ("Question", "Answer", "Ideas", "Mistakes")
MOD = 1
"""When everything was changed last. Nothing here comes from a clock: it is always the same."""

TABLES = {
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
INDEXES = (
    "ix_notes_usn on notes (usn)",
    "ix_cards_usn on cards (usn)",
    "ix_revlog_usn on revlog (usn)",
    "ix_cards_nid on cards (nid)",
    "ix_cards_sched on cards (did, queue, due)",
    "ix_revlog_cid on revlog (cid)",
    "ix_notes_csum on notes (csum)",
)
_NOTE_TYPE = "Interview question"
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


def deck_json(number: int, name: str) -> dict[str, object]:
    """Return a deck."""
    today = ("newToday", "revToday", "lrnToday", "timeToday")
    return {
        "id": number,
        "name": name,
        "mod": MOD,
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


def note_type_json(number: int, deck: int) -> dict[str, object]:
    """Return the type of the notes: its fields, and how a card shows them."""
    look = {"font": "Arial", "size": 20, "rtl": False, "sticky": False, "media": []}
    return {
        "id": number,
        "name": _NOTE_TYPE,
        "type": 0,
        "mod": MOD,
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


OPTIONS = {
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
