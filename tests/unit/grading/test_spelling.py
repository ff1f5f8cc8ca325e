"""One form for a word: case, accents, inflections, British and American, misspellings."""

from dataclasses import astuple

import pytest

from interviewer.grading.lexicon import (
    NEGATORS,
    Lexicon,
    edits_allowed,
    english_words,
    is_negator,
)
from interviewer.grading.spelling import american, fold, spell_alike, stem_of


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Gradient", "gradient"),
        ("DON\u2019T", "don't"),
        ("Naïve", "naive"),
        ("nai\u0308ve", "naive"),
        ("Straße", "strasse"),
        ("\ufb01t", "fit"),
        ("x\u00b2", "x2"),
    ],
)
def test_fold(word: str, folded: str) -> None:
    """Lower case, no accents however they are written, a plain apostrophe."""
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Inflections
        ("update", "updates"),
        ("update", "updating"),
        ("update", "Updated"),
        ("matrix", "matrices"),
        ("axis", "axes"),
        ("optimum", "optima"),
        ("index", "indices"),
        ("rise", "rises"),
        ("rise", "rising"),
        ("rise", "rose"),
        ("learn", "learnt"),
        ("shrink", "shrank"),
        ("hypothesis", "hypotheses"),
        ("network", "network's"),
        ("cnn", "CNNs"),
        ("lstm", "LSTMs"),
        ("gpu", "GPUs"),
        ("relu", "ReLUs"),
        ("gru", "GRUs"),
        # British and American
        ("normalise", "normalize"),
        ("normalising", "normalized"),
        ("regularisation", "regularization"),
        ("optimiser", "optimizers"),
        ("analyse", "analyzing"),
        ("behaviour", "behaviors"),
        ("colour", "color"),
        ("neighbouring", "neighboring"),
        ("modelling", "modeling"),
        ("labelled", "labeled"),
        ("centre", "center"),
        ("centred", "centered"),
        ("metres", "meters"),
        ("catalogue", "catalog"),
        # An -ise that is no British spelling still equals itself, inflected
        ("noise", "noises"),
        ("supervise", "supervised"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    """Inflections and both spellings of a word meet."""
    assert stem_of(one) == stem_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("layer", "later"),
        ("loss", "los"),
        ("class", "clas"),
        ("overfitting", "underfitting"),
        ("four", "for"),
        ("bias", "bia"),
        ("hour", "hor"),
    ],
)
def test_different_words_keep_apart(one: str, other: str) -> None:
    """Taking off endings does not make one word of two."""
    assert stem_of(one) != stem_of(other)


@pytest.mark.parametrize(
    ("beginning", "other"),
    [
        ("behaviour", "behavior"),
        ("normalisation", "normalization"),
        ("four", "four"),
        ("source", "source"),
        ("fed", "fed"),
    ],
)
def test_the_american_beginning_of_a_word(beginning: str, other: str) -> None:
    """Only spelling changes: neither irregular forms nor the o-u-r of other words."""
    assert american(beginning) == other


def test_spell_alike_of_an_acronym_in_ss() -> None:
    """CSS is no plural."""
    assert spell_alike("css") == "css"
    assert spell_alike("rnns") == "rnn"


@pytest.mark.parametrize(
    ("length", "edits"), [(1, 0), (4, 0), (5, 1), (7, 1), (8, 2), (12, 2), (30, 2)]
)
def test_edits_allowed(length: int, edits: int) -> None:
    """None below 5 letters, 1 up to 7, 2 from 8."""
    assert edits_allowed(length) == edits


BANK = (
    "adam loss layer weight gradient overfitting underfitting multiclass multilabel epochs "
    "recurrent dropout perceptron"
).split()


def looked_up(word: str) -> set[str]:
    return set(Lexicon(BANK).look_up(word).stems)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("laeyr", "layer"),
        ("layr", "layer"),
        ("layyer", "layer"),
        ("lajer", "layer"),
        ("wieght", "weight"),
        ("weigth", "weight"),
        ("drpout", "dropout"),
        ("gradeint", "gradient"),
        ("graident", "gradient"),
        ("grdiant", "gradient"),
        ("Gradiant", "gradient"),
        ("overfiting", "overfitting"),
        ("overffiting", "overfitting"),
        ("recurrrent", "recurrent"),
        ("percepton", "perceptron"),
    ],
)
def test_misspellings_within_the_bounds_count(typed: str, meant: str) -> None:
    """One edit from 5 letters on, two from 8; a swap of two neighbours is one edit."""
    assert looked_up(typed) == {stem_of(meant)}
    assert Lexicon(BANK).look_up(typed).known


@pytest.mark.parametrize(
    "typed",
    [
        "adma",  # 4 letters: no edit
        "adams",  # the bank's adam: stemmed, not corrected
        "los",
        "lyaeer",  # two edits of 5 letters
        "dropput1",  # digits are never letters that slipped
        "wxxght",
        "grxxxent",  # three edits of 8 letters
        "xverfittxxg",
    ],
)
def test_misspellings_beyond_the_bounds_do_not(typed: str) -> None:
    """What is further away stays the word that it is."""
    assert looked_up(typed) == {stem_of(typed)}


@pytest.mark.parametrize("word", ["overfitting", "underfitting", "multiclass", "multilabel"])
def test_a_word_of_the_bank_is_never_taken_for_another(word: str) -> None:
    """Overfitting is not underfitting, multi-class is not multi-label."""
    assert looked_up(word) == {stem_of(word)}


def test_an_inflection_of_a_word_of_the_bank_is_not_corrected() -> None:
    """`weighted` is a form of weight, although one edit from nothing else."""
    assert looked_up("weights") == looked_up("weighted") == {"weight"}


def test_a_misspelling_between_two_words_counts_as_both() -> None:
    """Where two words of the bank are equally near, either may be meant."""
    lexicon = Lexicon(["sigmoid", "sigmoic"])
    assert set(lexicon.look_up("sigmoix").stems) == {stem_of("sigmoid"), stem_of("sigmoic")}


def test_the_nearest_word_wins() -> None:
    """A word one edit away hides those two edits away."""
    lexicon = Lexicon(["underfitting", "underfittings", "underfixxing"])
    assert lexicon.look_up("underfittin").stems == (stem_of("underfitting"),)


@pytest.mark.parametrize(
    ("english", "near"),
    [
        ("later", "layer"),
        ("lawyer", "layer"),
        ("height", "weight"),
        ("player", "layer"),
        ("players", "layer"),
    ],
)
def test_common_english_words_are_not_corrected(english: str, near: str) -> None:
    """`later` is not `layer`: a plain word means itself."""
    assert near in BANK
    word = Lexicon(BANK).look_up(english)
    assert word.stems == (stem_of(english),)
    assert word.known


@pytest.mark.parametrize("word", ["0.5", "1,000", "12", "3.14"])
def test_numbers_are_known(word: str) -> None:
    """A number is no noise."""
    assert Lexicon(BANK).look_up(word).known


@pytest.mark.parametrize("word", ["qwertz", "asdf", "\u6df1\u5ea6", "x9z"])
def test_unknown_words_are_unknown(word: str) -> None:
    """What neither the bank nor English knows is what noise is made of."""
    found = Lexicon(BANK).look_up(word)
    assert not found.known
    assert found.content


def test_stop_words_and_negators_carry_no_content() -> None:
    """Neither is compared with references; both are known."""
    lexicon = Lexicon(BANK)
    for text in ("the", "not", "isn't", "Don\u2019t"):
        assert not lexicon.look_up(text).content
        assert lexicon.look_up(text).known


def test_what_counts_as_a_negator() -> None:
    """The list, and every word in n't."""
    assert all(is_negator(word) for word in NEGATORS)
    assert is_negator("mustn't")
    assert not is_negator("notable")


def test_compounds_of_the_bank_are_known_with_their_inflections() -> None:
    """`uses` answers for whole words; a beginning alone is none."""
    lexicon = Lexicon(BANK)
    assert lexicon.uses("overfitting")
    assert lexicon.uses("overfits")
    assert not lexicon.uses("overfi")
    assert not lexicon.uses("overfishing")


def test_the_list_of_english_words_is_in_the_form_of_all_comparisons() -> None:
    """Every listed word is found by its form and by its stem."""
    assert {"later", stem_of("organisation")} <= english_words()


def test_looking_up_is_not_forgotten_wrongly_when_the_cache_is_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The cache is emptied at its limit and the answers stay the same."""
    monkeypatch.setattr("interviewer.grading.lexicon._CACHE_LIMIT", 2)
    lexicon = Lexicon(BANK)
    words = [lexicon.look_up(word) for word in ("layr", "later", "weight", "layr")]
    assert astuple(words[0]) == astuple(words[3]) == astuple(Lexicon(BANK).look_up("layr"))
