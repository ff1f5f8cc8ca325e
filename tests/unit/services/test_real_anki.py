"""A real Anki reads the package; run where its library is installed: pip install anki."""

from pathlib import Path

import pytest

from interviewer.model.rubric import Rubric
from interviewer.services.banks import load_bank_file
from interviewer.services.export_anki import anki_package

collection = pytest.importorskip(
    "anki.collection", reason="Anki's own library is not installed here: pip install anki"
)
SQL = Path(__file__).parents[3] / "rubrics" / "sql.yaml"


@pytest.fixture
def bank() -> Rubric:
    return load_bank_file(SQL)


def test_every_item_becomes_a_card_and_reading_it_again_adds_none(
    bank: Rubric, tmp_path: Path
) -> None:
    package = tmp_path / "sql.apkg"
    package.write_bytes(anki_package(bank))
    cards = collection.Collection(str(tmp_path / "collection.anki2"))
    request = collection.ImportAnkiPackageRequest(
        package_path=str(package), options=collection.ImportAnkiPackageOptions()
    )
    first = cards.import_anki_package(request).log
    again = cards.import_anki_package(request).log
    assert (len(first.new), len(again.new)) == (len(bank.items), 0)
    assert cards.card_count() == len(bank.items)
    assert bank.title in [deck.name for deck in cards.decks.all_names_and_ids()]
    question = cards.get_card(cards.find_cards("")[0]).question()
    assert any(item.prompt.split("?")[0] in question for item in bank.items)
