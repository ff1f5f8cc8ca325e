"""The list of English forms is what english.txt gives; UPDATE_DOCS=1 writes it anew."""

import os
from pathlib import Path

from interviewer.grading import lexicon
from interviewer.grading.lexicon import english_words, forms_of_english


def test_the_list_is_that_of_the_words() -> None:
    path = Path(lexicon.__file__).with_name("english_forms.txt")
    text = "\n".join(sorted(forms_of_english())) + "\n"
    if os.environ.get("UPDATE_DOCS"):
        path.write_text(text, encoding="ascii")
        english_words.cache_clear()
    assert path.read_text(encoding="ascii") == text
    assert english_words() == forms_of_english()
