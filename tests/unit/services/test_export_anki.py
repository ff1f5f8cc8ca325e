"""The package for Anki: what its importer needs, nothing that runs, always the same bytes."""

import io
import json
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.services.anki_schema import FIELDS
from interviewer.services.export_anki import COLLECTION, anki_package
from tests.factories import make_rubric

HOSTILE = Item(
    "hostile",
    Stage.BASIC,
    "Is <script>x</script> [sound:a.mp3] [latex]y[/latex] [$]z[/$] {{Answer}}?",
    ("One\n<img src=x onerror=y>\x1b[0m\x1f end",),
    topic='two words::"three"',
)


def collection(package: bytes, folder: Path) -> sqlite3.Connection:
    """Return the collection of a package as a database."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [COLLECTION, "media"]
        assert json.loads(archive.read("media")) == {}
        file = folder / "collection.db"
        file.write_bytes(archive.read(COLLECTION))
    return sqlite3.connect(file)


@pytest.fixture
def hostile(tmp_path: Path) -> Rubric:
    return Rubric("bank", "A::B", (HOSTILE,))


def test_the_collection_is_whole(tmp_path: Path) -> None:
    rubric = make_rubric()
    database = collection(anki_package(rubric), tmp_path)
    assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    (version, models, decks, options) = database.execute(
        "select ver, models, decks, dconf from col"
    ).fetchone()
    assert version == 11
    notes = database.execute("select id, mid, flds, sfld, csum, guid from notes").fetchall()
    cards = database.execute("select nid, did, ord, due, queue from cards order by due").fetchall()
    assert len(notes) == len(cards) == len(rubric.items)
    assert {str(note[1]) for note in notes} == set(json.loads(models))
    assert {str(card[1]) for card in cards} | {"1"} == set(json.loads(decks))
    assert all(deck["conf"] == 1 for deck in json.loads(decks).values())
    assert set(json.loads(options)) == {"1"}
    order = {note[0]: note[3] for note in notes}
    assert [order[card[0]] for card in cards] == [item.prompt for item in rubric.items]
    assert {len(note[2].split("\x1f")) for note in notes} == {len(FIELDS)}
    assert len({note[5] for note in notes}) == len(notes)
    (model,) = json.loads(models).values()
    assert [field["name"] for field in model["flds"]] == list(FIELDS)
    database.close()


def test_fields_hold_what_a_coach_wrote(tmp_path: Path) -> None:
    database = collection(anki_package(make_rubric()), tmp_path)
    (fields,) = database.execute("select flds from notes where sfld like '%clipping%'").fetchone()
    question, answer, ideas, mistakes = fields.split("\x1f")
    assert question == "What is gradient clipping, and when would you use it?"
    assert answer.count("<p>") == 2
    assert "<li>It answers exploding gradients. (3)</li>" in ideas
    assert mistakes.startswith("<ul><li>Clipping does nothing for vanishing gradients;")
    database.close()


def test_nothing_in_a_field_runs(tmp_path: Path, hostile: Rubric) -> None:
    database = collection(anki_package(hostile), tmp_path)
    fields, tags = database.execute("select flds, tags from notes").fetchone()
    question, answer, ideas, mistakes = fields.split("\x1f")
    assert "<script" not in fields
    assert "<img" not in answer
    assert "[sound:" not in question
    assert "[latex]" not in question
    assert "[$]" not in question
    assert "\x1b" not in answer
    assert answer == "<p>One<br>&lt;img src=x onerror=y&gt;[0m end</p>"
    assert (ideas, mistakes) == ("", "")
    assert tags == " bank basic two-words-three "
    decks = json.loads(database.execute("select decks from col").fetchone()[0])
    assert {deck["name"] for deck in decks.values()} == {"Default", "A:B"}
    database.close()


def test_the_same_bank_gives_the_same_bytes(hostile: Rubric) -> None:
    assert anki_package(hostile) == anki_package(hostile)


def test_a_changed_answer_keeps_its_card(tmp_path: Path, hostile: Rubric) -> None:
    """Anki finds the note by its guid, and passes over one whose time it knows."""
    changed = replace(hostile, items=(replace(HOSTILE, references=("Two",)),))
    found = []
    for number, rubric in enumerate((hostile, changed)):
        folder = tmp_path / str(number)
        folder.mkdir()
        database = collection(anki_package(rubric), folder)
        found.append(database.execute("select guid, id, mod from notes").fetchone())
        database.close()
    assert found[0][:2] == found[1][:2]
    assert found[0][2] != found[1][2]
