"""The match pattern language: what it means, and what is said of a bad pattern."""

import pytest

from interviewer.grading.patterns import (
    LONGEST_PATTERN,
    MOST_TERMS,
    Pattern,
    PatternError,
    PatternWord,
    Term,
    joined,
    parse_pattern,
    parse_phrase,
    pattern_problem,
    pattern_words,
)


def shape(pattern: Pattern) -> list[str]:
    """Return each term as text: alternatives by |, adjacent words by -, ! and * as written."""
    return [
        ("!" if term.forbidden else "")
        + "|".join(
            "-".join(word.text + ("*" if word.prefix else "") for word in phrase)
            for phrase in term.alternatives
        )
        for term in pattern.terms
    ]


@pytest.mark.parametrize(
    ("source", "terms", "ordered"),
    [
        ("gradient", ["gradient"], set()),
        ("exploding gradient", ["exploding", "gradient"], set()),
        ("  exploding \t gradient\n", ["exploding", "gradient"], set()),
        ("a|b|c", ["a|b|c"], set()),
        ("huge|very-large gradient", ["huge|very-large", "gradient"], set()),
        ("best-matching-unit", ["best-matching-unit"], set()),
        ("best_matching_unit", ["best-matching-unit"], set()),
        ("-edge-", ["edge"], set()),
        ("gradient*", ["gradient*"], set()),
        ("regulari*|weight-deca*", ["regulari*|weight-deca*"], set()),
        ("gradient !vanishing", ["gradient", "!vanishing"], set()),
        ("!loosely|inspired brain", ["!loosely|inspired", "brain"], set()),
        ("edge > shape", ["edge", "shape"], {0}),
        ("edge>shape", ["edge", "shape"], {0}),
        ("a > b > c", ["a", "b", "c"], {0, 1}),
        ("x a > b|c y !z", ["x", "a", "b|c", "y", "!z"], {1}),
        ("Don\u2019t OVERFIT", ["don't", "overfit"], set()),
        ("naïve Bayes", ["naive", "bayes"], set()),
        ("3 layers", ["3", "layers"], set()),
    ],
)
def test_every_rule_is_read(source: str, terms: list[str], ordered: set[int]) -> None:
    """Each rule of the language becomes the terms and the order that it stands for."""
    pattern = parse_pattern(source)
    assert shape(pattern) == terms
    assert pattern.ordered == ordered
    assert pattern.source == source.strip()
    assert pattern_problem(source) is None


def test_a_word_is_kept_as_its_stem_and_a_beginning_as_written() -> None:
    """Inflections meet in the stem; `*` compares beginnings, so it keeps the letters."""
    assert parse_pattern("Updating").terms == (Term(((PatternWord("updating", "updat"),),)),)
    assert parse_pattern("Updat*").terms == (Term(((PatternWord("updat", "", prefix=True),),)),)


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("not zero", True),
        ("isn't|without bias", True),
        ("no-bias", True),
        ("instead feature", True),
        ("rather-than", True),
        ("zero bias", False),
        ("zero !not", False),
        ("notation", False),
        ("not*", False),
    ],
)
def test_a_pattern_knows_that_it_speaks_of_a_negation(source: str, holds: bool) -> None:
    """A negator or contrast counts unless it is forbidden."""
    assert parse_pattern(source).holds_negator is holds


def test_the_words_of_a_pattern() -> None:
    """Words and joined phrases teach the lexicon; beginnings are no words, forbidden words are."""
    assert pattern_words("back-propagation|weight gradient* !vanish") == {
        "back",
        "propagation",
        "backpropagation",
        "weight",
        "vanish",
    }


def test_a_phrase_in_plain_text() -> None:
    """Synonyms are written as plain text: punctuation does not count."""
    phrase = parse_phrase("Stochastic gradient-descent (SGD)")
    assert [word.text for word in phrase] == ["stochastic", "gradient", "descent", "sgd"]
    assert joined(phrase) == "stochasticgradientdescentsgd"


@pytest.mark.parametrize(
    ("source", "wrong", "mend"),
    [
        ("", "is empty", "write at least one word"),
        ("   ", "is empty", "write at least one word"),
        ("a" * (LONGEST_PATTERN + 1), "401 characters", "split it into several of at most 400"),
        ("(a|b)", "'(' has no meaning", "use words, digits and - _ | * ! >"),
        ("a.b", "'.' has no meaning", "use words, digits and - _ | * ! >"),
        ("a+", "'+' has no meaning", "use words, digits and - _ | * ! >"),
        ("a, b", "',' has no meaning", "use words, digits and - _ | * ! >"),
        ("\\w", "'\\\\' has no meaning", "use words, digits and - _ | * ! >"),
        (" ".join("abcdefghijklm"), "13 terms", "keep to 12, or split it"),
        ("!a", "matches nothing", "add a word to look for"),
        ("!a !b|c", "matches nothing", "add a word to look for"),
        ("a ! b", "'!' stands alone", "right before its word, as in '!word'"),
        ("a b!c", "'!' inside 'b!c'", "at the beginning, as in '!a|b'"),
        ("a !!b", "'!' inside '!!b'", "at the beginning, as in '!a|b'"),
        ("a b|!c", "'!' inside 'b|!c'", "at the beginning, as in '!a|b'"),
        ("a||b", "an alternative is empty in 'a||b'", "write 'a|b' without blanks"),
        ("a | b", "an alternative is empty in '|'", "write 'a|b' without blanks"),
        ("a| b", "an alternative is empty in 'a|'", "write 'a|b' without blanks"),
        ("a -", "'-' holds no word", "words, joined by '-' if adjacent"),
        ("a|_", "'_' holds no word", "words, joined by '-' if adjacent"),
        ("a '", '"\'" holds no word', "words, joined by '-' if adjacent"),
        ("gr*d", "'*' inside 'gr*d'", "only at the end, as in 'gradient*'"),
        ("grad**", "'*' inside 'grad**'", "only at the end, as in 'gradient*'"),
        ("*grad", "'*' inside '*grad'", "only at the end, as in 'gradient*'"),
        ("ab*", "'ab*' would match almost anything", "at least 3 letters before '*'"),
        ("*", "'*' would match almost anything", "at least 3 letters before '*'"),
        ("> a", "'>' needs a word on both sides", "write 'first > second'"),
        ("a >", "'>' needs a word on both sides", "write 'first > second'"),
        ("a > > b", "'>' needs a word on both sides", "write 'first > second'"),
        ("!a > b", "'>' needs a word on both sides", "write 'first > second'"),
        ("a > !b", "'!' cannot follow '>'", "at the end of the pattern"),
    ],
)
def test_a_bad_pattern_is_refused_with_the_mend(source: str, wrong: str, mend: str) -> None:
    """Every kind of mistake has a message that says what is wrong and what to write instead."""
    with pytest.raises(PatternError) as caught:
        parse_pattern(source)
    message = str(caught.value)
    assert wrong in message
    assert mend in message
    assert "\n" not in message
    assert pattern_problem(source) == message


def test_the_longest_patterns_are_good() -> None:
    """The limits themselves are allowed."""
    assert pattern_problem("a" * LONGEST_PATTERN) is None
    assert pattern_problem(" ".join("abcdefghijkl")) is None
    assert len(parse_pattern(" ".join("abcdefghijkl")).terms) == MOST_TERMS
