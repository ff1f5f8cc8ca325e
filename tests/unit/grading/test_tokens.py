"""Cutting an answer into sentences, clauses and words with their exact places."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.bare_lists import (
    LONGEST_BARE_LIST,
    LONGEST_BARE_RUN,
    LONGEST_KEY_WORDS,
    SMALL_WORDS,
)
from interviewer.grading.lexicon import Lexicon, english_words
from interviewer.grading.spelling import stem_of
from interviewer.grading.tokens import Token, analyse

LEXICON = Lexicon(["overfitting", "backpropagation", "gradient", "layerwise"])


def tokens_of(text: str) -> tuple[Token, ...]:
    return analyse(text, LEXICON).tokens


def grouped(text: str, level: str) -> list[str]:
    """Return the sentences or clauses of a text, each as its words with blanks."""
    groups: dict[int, list[str]] = {}
    for token in tokens_of(text):
        number = token.sentence if level == "sentence" else token.clause
        groups.setdefault(number, []).append(text[token.start : token.end])
    return [" ".join(words) for _, words in sorted(groups.items())]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("... !? \U0001f600", []),
        ("Weights, biases", ["Weights", "biases"]),
        ("don't and don\u2019t", ["don't", "and", "don\u2019t"]),
        ("'quoted' words'", ["quoted", "words"]),
        ("a rate of 0.001 or 1,000", ["a", "rate", "of", "0.001", "or", "1,000"]),
        ("1,000,000 and 0.25", ["1,000,000", "and", "0.25"]),
        ("in [0,1] or (0,25)", ["in", "0", "1", "or", "0", "25"]),
        ("2,500.5 of 10,00", ["2,500.5", "of", "10", "00"]),
        ("3x3 relu6", ["3x3", "relu6"]),
        ("best-matching_unit", ["best", "matching", "unit"]),
        ("naïve nai\u0308ve", ["naïve", "nai\u0308ve"]),
        ("e\u0301\u0323a's", ["e\u0301\u0323a's"]),
        ("\u6df1\u5ea6 learning", ["\u6df1\u5ea6", "learning"]),
        ("tab\tand\u00a0blank", ["tab", "and", "blank"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Letters and digits make words; apostrophes inside, accents and decimals belong to them."""
    assert [text[token.start : token.end] for token in tokens_of(text)] == words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One", "Two", "Three", "Four"]),
        ("one. two", ["one", "two"]),
        ("One... two\u2026 three", ["One", "two", "three"]),
        ("What?! Yes", ["What", "Yes"]),
        ('It "works." Then', ["It works", "Then"]),
        ("It \u201cworks.\u201d Then", ["It works", "Then"]),
        ("It works (it does.) Then", ["It works it does", "Then"]),
        ("\u5c42\u3002\u5c42\uff01\u5c42", ["\u5c42", "\u5c42", "\u5c42"]),
        # Text that was pasted into one line keeps gaps and bullets where its lines ended
        ("layers   units", ["layers", "units"]),
        ("layers \t  Units", ["layers", "Units"]),
        ("layers \u2022 units \u2022 loss", ["layers", "units", "loss"]),
        ("layers\u2022units", ["layers", "units"]),
        ("layers  - units  * loss  + step", ["layers", "units", "loss", "step"]),
        # No end
        ("layers  units", ["layers units"]),
        ("layers - units", ["layers units"]),
        ("layers  -units", ["layers units"]),
        ("layers  2. units", ["layers 2", "units"]),
        ("file.txt and v1.2.3", ["file txt and v1 2.3"]),
        ("rate 0.5 of 1,000", ["rate 0.5 of 1,000"]),
        ("optimisers, e.g. adam or sgd", ["optimisers e g adam or sgd"]),
        ("optimisers, e.g. Adam or SGD", ["optimisers e g Adam or SGD"]),
        ("the slope, i.e. The gradient", ["the slope i e The gradient"]),
        ("gradient w.r.t. weights", ["gradient w r t weights"]),
        ("gradient w.r.t. W and b", ["gradient w r t W and b"]),
        ("sgd vs. Adam", ["sgd vs Adam"]),
        ("see fig. 3 and eq. 4", ["see fig 3 and eq 4"]),
        ("layers, units etc. are used", ["layers units etc are used"]),
        ("we minimise y. then", ["we minimise y then"]),
        # The end after all
        ("layers, units etc. The loss", ["layers units etc", "The loss"]),
        ("we minimise y. Then", ["we minimise y", "Then"]),
        ("the best. adam", ["the best", "adam"]),
    ],
)
def test_sentences_end_at_marks_but_not_at_abbreviations(text: str, sentences: list[str]) -> None:
    """`e.g.`, `i.e.`, `w.r.t.` and decimals go on; `etc.` and a letter end before a capital."""
    assert grouped(text, "sentence") == sentences


LONG = "this line is so long that the editor of the candidate broke it after"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("first\nsecond", ["first", "second"]),
        ("first\n\nsecond", ["first", "second"]),
        ("- first\n- second", ["first", "second"]),
        ("* first\n\u2022 second\n+ third", ["first", "second", "third"]),
        ("1) first\n2) second\n3. third", ["1 first", "2 second", "3", "third"]),
        (f"{LONG}\nsome words", [f"{LONG} some words"]),
        (f"{LONG}\nSome words", [LONG, "Some words"]),
        (f"{LONG}.\nsome words", [LONG, "some words"]),
        (f"{LONG}:\nsome words", [LONG, "some words"]),
        (f"{LONG}\n\nsome words", [LONG, "some words"]),
        (f"{LONG}\n- some words", [LONG, "some words"]),
        (f"{LONG} e.g.\nsome words", [f"{LONG} e g", "some words"]),
        (f"short\n{LONG}\nsome words", ["short", f"{LONG} some words"]),
        # From 60 characters on a line counts as long
        (f"{'a' * 60}\nsome words", [f"{'a' * 60} some words"]),
        (f"{'a' * 59}\nsome words", ["a" * 59, "some words"]),
        (f"short\n{'a' * 60}\nsome words", ["short", f"{'a' * 60} some words"]),
        (f"short\n{'a' * 59}\nsome words", ["short", "a" * 59, "some words"]),
    ],
)
def test_a_line_break_ends_a_sentence_unless_the_line_was_wrapped(
    text: str, sentences: list[str]
) -> None:
    """Bullets, blank lines and short lines end; a long line that goes on in lower case does not."""
    assert grouped(text, "sentence") == sentences


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("layers and units", ["layers and units"]),
        ("layers, units", ["layers", "units"]),
        ("layers; units: weights", ["layers", "units", "weights"]),
        ("layers (units) weights", ["layers", "units", "weights"]),
        ("layers - units", ["layers", "units"]),
        ("layers \u2013 units\u2014weights", ["layers", "units", "weights"]),
        ("layers -> units => loss \u2192 step", ["layers", "units", "loss", "step"]),
        ("layer-wise", ["layer wise"]),
        ("it helps but it costs", ["it helps", "but it costs"]),
        ("it helps, but it costs", ["it helps", "but it costs"]),
        ("use it, otherwise stop", ["use it", "otherwise stop"]),
        ("use it otherwise stop", ["use it", "otherwise stop"]),
        ("sums instead of products", ["sums", "instead of products"]),
        ("But it costs", ["But it costs"]),
        ("one. two, three", ["one", "two", "three"]),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    """Marks, arrows and words such as `but` and `otherwise` begin a clause, once."""
    assert grouped(text, "clause") == clauses


@pytest.mark.parametrize(
    ("text", "compounds"),
    [
        ("overfitting", {}),
        ("over fitting", {0: "overfitting"}),
        ("over-fitting", {0: "overfitting"}),
        ("it over-fits", {1: "overfits"}),
        ("Back propagation", {0: "backpropagation"}),
        ("layer wise layer wise", {0: "layerwize", 2: "layerwize"}),
        ("over. Fitting", {}),
        ("over the fitting", {}),
        ("gradient gradient", {}),
    ],
)
def test_compounds_that_are_written_apart(text: str, compounds: dict[int, str]) -> None:
    """Two neighbours in a sentence count as the one word that the bank makes of them."""
    found = analyse(text, LEXICON).compounds
    assert {place: word.spellings for place, word in found.items()} == {
        place: (spelling,) for place, spelling in compounds.items()
    }
    assert all(word.stems == (stem_of(word.spellings[0]),) for word in found.values())


def test_stems_and_beginnings() -> None:
    """Compounds have both too, and so has every word that a misspelt one may stand for."""
    text = analyse("Over-fitting of gradinet", LEXICON)
    assert text.stems == {
        stem_of(word) for word in ("over", "fitting", "of", "overfitting", "gradient")
    }
    assert text.beginnings == {"ove", "fit", "of", "gra"}


def test_content_stems_leave_out_stop_words_and_negators() -> None:
    """Only words that carry content are compared with references."""
    text = analyse("It is not the gradient of two layers", LEXICON)
    assert text.content_stems() == {"gradient", "two", "layer"}


def listed(text: str) -> str:
    """Return the words of a text that stand in bare lists, with blanks."""
    analysed = analyse(text, LEXICON)
    places = [analysed.tokens[position] for position in sorted(analysed.listed)]
    return " ".join(text[token.start : token.end] for token in places)


NAMES = "layer unit weight bias loss step rate batch epoch filter".split()
MANY = [word for word in sorted(english_words()) if len(word) > 6 and word.isalpha()][:60]
SENTENCE = "the norm of it is what we cap at a limit so that no step is too long for us in the end"


@pytest.mark.parametrize("mark", [", ", "\n", ",\n", "; ", "\n- ", "\n* ", " \u2022 ", "   "])
@pytest.mark.parametrize("words", [1, 2])
def test_a_list_of_words_is_bare(mark: str, words: int) -> None:
    """Eight or more short entries between commas or line breaks; seven are none."""
    entries = ["deep " * (words - 1) + name for name in NAMES]
    assert listed(mark.join(entries[:8])) == " ".join(entries[:8])
    assert listed(mark.join(entries)) == " ".join(entries)
    assert listed(mark.join(entries[:7])) == ""
    assert analyse(mark.join(entries), LEXICON).strung == 0


def test_entries_may_have_small_words() -> None:
    """What counts is that they are short: two words and a half on average."""
    short = ["the layer", *NAMES]
    assert listed(", ".join(short)) == " ".join(short)
    long = [f"{name} sees deep input" for name in NAMES]
    assert listed(", ".join(long)) == ""


@pytest.mark.parametrize("entries", [LONGEST_BARE_LIST - 1, LONGEST_BARE_LIST])
def test_a_long_list_is_strung_together(entries: int) -> None:
    """From a number of entries on, a list says so little that the whole answer may be gated."""
    listing = analyse(", ".join(MANY[:entries]), LEXICON)
    assert (len(listing.listed), listing.strung) == (entries, 0)
    longer = analyse(", ".join(MANY[: LONGEST_BARE_LIST + 1]), LEXICON)
    assert len(longer.listed) == longer.strung == LONGEST_BARE_LIST + 1


@pytest.mark.parametrize("joint", [" ", "  ", "-", "/", "\t", "_", " | ", " & "])
def test_words_without_marks_are_strung_together(joint: str) -> None:
    """Twenty words with hardly a small one among them are no clause, whatever is between them."""
    for count, bare in ((LONGEST_BARE_RUN - 1, False), (LONGEST_BARE_RUN, True)):
        analysed = analyse(joint.join(MANY[:count]), LEXICON)
        assert analysed.strung == len(analysed.listed) == (count if bare else 0)


KEY_WORDS = "gradient overfitting gradients backpropagation layerwise gradeint qqxx".split() * 2


@pytest.mark.parametrize("joint", [" ", "  ", "\t"])
def test_key_words_in_a_row_are_strung_together(joint: str) -> None:
    """Twelve words of the bank, or of nobody, with blanks alone between them."""
    for count, bare in ((LONGEST_KEY_WORDS, False), (LONGEST_KEY_WORDS + 1, True)):
        analysed = analyse(joint.join(KEY_WORDS[:count]), LEXICON)
        assert analysed.strung == len(analysed.listed) == (count if bare else 0)


@pytest.mark.parametrize(
    "text",
    [
        # A small word, a negator, a number, or a word that only English knows
        *(" ".join([*KEY_WORDS[:6], word, *KEY_WORDS[6:]]) for word in "the not 3 happy".split()),
        # Marks, and the signs of formulas
        *(mark.join(KEY_WORDS) for mark in (" = ", " * ", "-", "/", " & ")),
    ],
)
def test_key_words_that_something_holds_together(text: str) -> None:
    """One such word is enough, for fewer than twenty."""
    assert len(KEY_WORDS) < LONGEST_BARE_RUN - 1
    assert analyse(text, LEXICON).strung == 0


def test_small_words_make_a_clause() -> None:
    """A fifth of the words is enough."""
    small = int(SMALL_WORDS * LONGEST_BARE_RUN)
    names = MANY[: LONGEST_BARE_RUN - small]
    assert analyse(" ".join([*names, *["of"] * small]), LEXICON).strung == 0
    fewer = analyse(" ".join([*names, MANY[-1], *["of"] * (small - 1)]), LEXICON)
    assert fewer.strung == LONGEST_BARE_RUN
    assert analyse(SENTENCE, LEXICON).strung == 0


@pytest.mark.parametrize("breaker", [",", ".", " -", "\n\n", "(", "->", " but", ":"])
def test_marks_part_what_is_strung(breaker: str) -> None:
    """Fewer words than a string on either side of a mark are two clauses."""
    words = " ".join(MANY[: LONGEST_BARE_RUN - 2])
    analysed = analyse(f"{words}{breaker} {words}", LEXICON)
    assert (analysed.strung, analysed.listed) == (0, frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "layer",
        # Ordinary enumerations
        "It has weights, biases, layers, units and a loss.",
        "layers, units, weights, biases, loss, step, rate",
        "It has deep layers of them, units, weights, biases, loss, step, rate, and all is learnt",
        # Entries that say something
        "\n".join(f"- {name} sees deep input" for name in NAMES),
        # Arrows, brackets and the ends of sentences are no marks of a list
        " -> ".join(NAMES),
        " => ".join(NAMES),
        " \u2192 ".join(NAMES),
        " (".join(NAMES),
        ": ".join(NAMES),
        ". ".join(NAMES),
    ],
)
def test_what_is_no_bare_list(text: str) -> None:
    """Seven entries, entries with much to say, chains, and sentences."""
    assert listed(text) == ""


def test_a_list_within_a_text() -> None:
    """Only its own words are bare: neither the sentence before it nor the one after it."""
    names = "\n".join(NAMES)
    text = f"These are the parts:\n{names}\nEach of them is learnt from data."
    assert listed(text) == " ".join(NAMES)
    assert listed(f"They are deep: {', '.join(NAMES)}. They learn.") == " ".join(NAMES)


def test_two_short_lists_are_not_one_long_list() -> None:
    """A sentence between them parts them."""
    text = f"{', '.join(NAMES[:5])}. It is deep. {', '.join(NAMES[5:])}"
    assert listed(text) == ""


TEXTS = st.text(
    st.one_of(
        st.sampled_from("abcXYZ019 .,;:!?-()'\u2019\n\t\u0301\u0308\u200d\u3002\u2026"),
        st.sampled_from("\U0001f600\U0001f468\u6df1\u0939\u093f\u00df\ufb01\u0130"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_offsets_are_exact_in_any_text(text: str) -> None:
    """Tokens lie in the text, in order and apart; sentences and clauses only ever go up."""
    tokens = tokens_of(text)
    end = sentence = clause = 0
    for token in tokens:
        assert end <= token.start < token.end <= len(text)
        assert text[token.start].isalnum()
        assert token.span.start == token.start
        assert token.span.end == token.end
        assert sentence <= token.sentence <= sentence + 1
        assert clause <= token.clause <= clause + 1
        assert token.sentence == sentence or token.clause > clause
        end, sentence, clause = token.end, token.sentence, token.clause
    analysed = analyse(text, LEXICON)
    assert analysed.listed <= set(range(len(tokens)))
    assert 0 <= analysed.strung <= len(analysed.listed)
    covered = "".join(text[token.start : token.end] for token in tokens)
    assert sum(c.isalnum() for c in covered) == sum(c.isalnum() for c in text)
