"""Finding patterns: near each other, in any order, in every spelling, with exact evidence."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.model.assessment import Withheld
from tests.factories import Found, find, make_grader, words_of


def filler(count: int) -> str:
    """Return words between two others; small ones among them, for this is no bare list."""
    return " ".join((["word", "of"] * count)[:count])


def check(pattern: str, text: str, words: str | None, bank: str = "") -> None:
    """Check that the pattern finds these words (with blanks), or nothing."""
    hit = find(pattern, text, bank)
    assert (None if hit is None else " ".join(hit.words)) == words
    assert hit is None or hit.withheld is None


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("exploding gradient", "an exploding gradient", "exploding gradient"),
        ("exploding gradient", "gradients are exploding", "gradients exploding"),
        ("a b c", "c and b and a", "c b a"),
        ("exploding gradient", "exploding losses", None),
        ("exploding gradient", "exploding. The gradient", None),
        ("exploding gradient", "exploding\ngradient", None),
        ("exploding gradient", "exploding, and so the gradient", "exploding gradient"),
        ("gradient gradient", "the gradient", None),
        ("gradient gradient", "gradient of a gradient", "gradient gradient"),
        ("gradient", "", None),
    ],
)
def test_words_of_one_sentence_in_any_order(pattern: str, text: str, words: str | None) -> None:
    """Every word occurs within one sentence; each word of the text counts once."""
    check(pattern, text, words)


@pytest.mark.parametrize(
    ("between", "matches"), [(0, True), (9, True), (10, True), (11, False), (30, False)]
)
def test_the_window_is_twelve_tokens(between: int, matches: bool) -> None:
    """The matched words and all between them are at most 12, in either order."""
    for first, second in (("exploding", "gradient"), ("gradient", "exploding")):
        text = f"{first} {filler(between)} {second}"
        assert (find("exploding gradient", text) is not None) is matches


def test_the_window_slides() -> None:
    """A first word too far away does not hide a later one that is near."""
    text = f"gradient {filler(20)} gradient explodes"
    hit = find("explode gradient", text)
    assert hit is not None
    assert hit.words == ("gradient", "explodes")


@pytest.mark.parametrize(("window", "between"), [(2, 0), (3, 1), (20, 18)])
def test_the_window_of_the_bank_counts(window: int, between: int) -> None:
    """A file may say another window: that many tokens and not one more."""
    near = f"exploding {filler(between)} gradient"
    far = f"exploding {filler(between + 1)} gradient"
    assert find("exploding gradient", near, window=window) is not None
    assert find("exploding gradient", far, window=window) is None


def test_a_phrase_must_lie_in_the_window_as_a_whole() -> None:
    """The last word of a phrase counts too."""
    assert find("gradient blow-up", f"gradient {filler(9)} blow up") is not None
    assert find("gradient blow-up", f"gradient {filler(10)} blow up") is None


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("huge|large gradient", "large gradients", "large gradients"),
        ("huge|very-large gradient", "very large gradients", "very large gradients"),
        ("huge|very-large gradient", "large gradients", None),
        ("a|b c|d", "d b", "d b"),
        # Terms that share a word leave each other room
        ("input|output output|layer", "the output of the input", "output input"),
        ("more|depth layer|depth useless", "depth is more than useless", "depth more useless"),
        ("a|b|c a|b a", "a b c", "a b c"),
        ("a|b a|b a|b", "a b", None),
    ],
)
def test_alternatives(pattern: str, text: str, words: str | None) -> None:
    """Any one of the alternatives will do; one word never stands for two terms."""
    check(pattern, text, words)


def test_patterns_whose_terms_share_all_words_stay_quick() -> None:
    """A hostile pattern is given up after a bounded number of tries: it ends, finding nothing."""
    pattern = " ".join(["a|b|c|d|e|f|g|h|i|j|k"] * 12)
    assert find(pattern, f"a b c d e f g h i j k {filler(12)} " * 50) is None


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("best-matching-unit", "the best matching unit", "best matching unit"),
        ("best_matching_unit", "the best-matching unit", "best matching unit"),
        ("best-matching-unit", "the best-matching-unit", "best matching unit"),
        ("best-matching-unit", "the best fully matching unit", None),
        ("best-matching-unit", "matching best unit", None),
        ("best-matching-unit", "the best. Matching unit", None),
        ("blow-up gradient", "the gradients blow. Up there gradients", None),
        ("best-matching-unit", "bestmatchingunit", "bestmatchingunit"),
        ("hand-craft*", "hand crafted", "hand crafted"),
        ("hand-craft*", "handcrafted", "handcrafted"),
        ("hand*-craft*", "hands crafted", "hands crafted"),
        ("hand*-craft*", "handcrafted", None),
        ("over*-fit*", "over fitting", "over fitting"),
        ("held-out data", "data that was held out", "data held out"),
    ],
)
def test_adjacent_words(pattern: str, text: str, words: str | None) -> None:
    """`-` and `_` ask for neighbours in this order, or for one joined word."""
    check(pattern, text, words)


@pytest.mark.parametrize("pattern", ["overfitting", "over-fitting", "over_fitting"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("overfitting", "overfitting"),
        ("over-fitting", "over fitting"),
        ("over fitting", "over fitting"),
        ("Overfitting", "Overfitting"),
        ("it overfits", "overfits"),
        ("it over-fits", "over fits"),
        ("underfitting", None),
        ("under-fitting", None),
        ("fitting over", None),
    ],
)
def test_compounds_in_every_way_of_writing(pattern: str, text: str, words: str | None) -> None:
    """One word, two words and the hyphen are the same, in the pattern and in the answer."""
    check(pattern, text, words, bank="underfitting")


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("backpropagation", "back propagation", "back propagation"),
        ("backpropagation", "back-propagated", "back propagated"),
        ("back-propagation", "backpropagation", "backpropagation"),
        ("backpropagation error", "errors by back propagation", "errors back propagation"),
        ("depthwise convolution", "depth-wise convolutions", "depth wise convolutions"),
        ("layer-wise", "layerwise", "layerwise"),
        ("datasets", "a data set", "data set"),
    ],
)
def test_other_compounds(pattern: str, text: str, words: str | None) -> None:
    """Compounds with inflections, inside longer patterns, and with -wise."""
    check(pattern, text, words)


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("edge > shape", "edges, then shapes", "edges shapes"),
        ("edge > shape", "shapes, then edges", None),
        ("edge > shape", "shapes, edges, shapes", "edges shapes"),
        ("edge > shape > object", "edges, shapes, objects", "edges shapes objects"),
        ("edge > shape > object", "edges, objects, shapes", None),
        ("layer edge > shape", "edges, shapes: layer by layer", "edges shapes layer"),
        ("edge|line > shape|part", "parts, lines, shapes", "lines shapes"),
        ("low-level > high-level", "low-level before high-level", "low level high level"),
    ],
)
def test_order(pattern: str, text: str, words: str | None) -> None:
    """`a > b` asks for a before b; other words stay free."""
    check(pattern, text, words)


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("regulari*", "regularising", "regularising"),
        ("regulari*", "Regularization", "Regularization"),
        ("regulari*", "regular", None),
        ("gradient*", "gradient", "gradient"),
        ("normalis*", "normalized", "normalized"),
        ("normaliz*", "normalised", "normalised"),
        ("normalisation*", "normalization", "normalization"),
        ("analys*", "analyzed", "analyzed"),
        ("behaviour*", "behavioral", "behavioral"),
        ("behavior*", "behavioural", "behavioural"),
        ("four*", "fourth", "fourth"),
        ("four*", "forward", None),
        ("sour*", "sorted", None),
        ("fed*", "feedback", None),
        ("back-prop* error", "error by back prop", "error back prop"),
        # A compound written apart has an ending too
        ("overfit*", "over-fitting", "over fitting"),
        ("overfit*", "it over fits", "over fits"),
    ],
)
def test_any_ending(pattern: str, text: str, words: str | None) -> None:
    """`gradient*` takes any ending in either spelling, and nothing else."""
    check(pattern, text, words, bank="overfitting")


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("it copies the brain", True),
        ("it loosely copies the brain", False),
        ("it copies the brain loosely", False),
        ("it is inspired by the brain and copies it", False),
        ("it copies the brain. Loosely", True),
        (f"loosely {filler(8)} copies the brain", False),
        (f"loosely {filler(9)} copies the brain", True),
        (f"copies the brain {filler(8)} loosely", False),
        (f"copies the brain {filler(9)} loosely", True),
        (f"loosely copies the brain {filler(12)} copies the brain", True),
    ],
)
def test_a_forbidden_word(text: str, matches: bool) -> None:
    """`!word` must not share a window with the match; elsewhere it does no harm."""
    assert (find("copy brain !loosely|inspired", text) is not None) is matches


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("update weight", "weights are updated", "weights updated"),
        ("updating weight", "it updates a weight", "updates weight"),
        ("matrix", "two matrices", "matrices"),
        ("normalise", "it normalizes", "normalizes"),
        ("normalized", "normalisation", "normalisation"),
        ("behaviour", "the behavior", "behavior"),
        ("modelling", "modeling", "modeling"),
        ("centre", "centers", "centers"),
        ("color", "Colours", "Colours"),
        ("rise", "rising losses", "rising"),
        ("naive", "naïve", "naïve"),
        ("naive", "nai\u0308ve", "nai\u0308ve"),
        ("don't", "do not", "not"),
    ],
)
def test_inflections_and_spellings(pattern: str, text: str, words: str | None) -> None:
    """Every form and spelling of a word is that word."""
    check(pattern, text, words)


SYNONYMS = (
    ("sgd", "stochastic gradient descent"),
    ("rnn", "recurrent network", "recurrent neural network"),
    ("weight decay", "l2 regularisation"),
)


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("sgd", "stochastic gradient descent", "stochastic gradient descent"),
        ("sgd", "SGD", "SGD"),
        ("sgd noisy", "stochastic gradient descent is noisy", "stochastic gradient descent noisy"),
        ("stochastic-gradient-descent", "SGD", "SGD"),
        ("stochastic gradient descent", "SGD", "SGD"),
        ("noisy stochastic gradient descent", "SGD is noisy", "SGD noisy"),
        ("stochastic gradient descent > noisy", "SGD is noisy", "SGD noisy"),
        ("stochastic gradient descent > noisy", "noisy SGD", None),
        ("noisy > stochastic gradient descent", "noisy SGD", "noisy SGD"),
        ("stochastic > gradient descent", "SGD", None),
        ("stochastic gradient", "SGD", None),
        ("stochastic gradient !descent", "SGD", None),
        ("rnn", "recurrent neural networks", "recurrent neural networks"),
        ("recurrent-network", "RNNs", "RNNs"),
        ("recurrent neural network", "recurrent networks", "recurrent networks"),
        ("weight-decay|dropout", "L2 regularization", "L2 regularization"),
        ("penalty !weight-decay", "an L2 regularization penalty", None),
        ("sgd", "descent of a stochastic gradient", None),
        # One way of saying it is denied, another counts
        (
            "noisy > stochastic gradient descent",
            "not a noisy stochastic gradient descent, but a noisy SGD",
            "noisy SGD",
        ),
    ],
)
def test_synonyms_of_one_and_several_words(pattern: str, text: str, words: str | None) -> None:
    """Members of a group stand for each other, in terms, phrases and runs of plain words."""
    hit = find(pattern, text, synonyms=SYNONYMS)
    assert (None if hit is None else " ".join(hit.words)) == words


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("exploding gradient", "explodng gradeints", "explodng gradeints"),
        ("overfitting", "overfiting", "overfiting"),
        ("overfit*", "overfiting", "overfiting"),
        ("overfit*", "underfiting", None),
        ("overf* model", "modle overfiting", "modle overfiting"),
        ("overfitting", "underfitting", None),
        ("multi-class", "multi-label", None),
        ("multi-class", "multiclass", "multiclass"),
        ("layer", "later", None),
        ("recurrent", "a recurent net", "recurent"),
        ("layer", "lyaer", "lyaer"),
        ("adam", "adma", None),
        ("back-propagation", "bakc propogation", None),
        ("back-propagation", "back propogation", "back propogation"),
    ],
)
def test_misspellings(pattern: str, text: str, words: str | None) -> None:
    """A misspelt word counts within its bounds, and never for another word of the bank."""
    check(pattern, text, words, bank="underfitting overfitting multi-label multi-class")


@pytest.mark.parametrize(
    ("text", "words", "withheld"),
    [
        # The closest match is shown, not the first words found
        ("gradients, they say, are exploding gradients", "exploding gradients", None),
        ("exploding weights and exploding gradients", "exploding gradients", None),
        # A match that counts is preferred to a denied one, before or after it
        ("gradients do not explode. gradients explode", "gradients explode", None),
        ("gradients explode. gradients do not explode", "gradients explode", None),
        ("gradients that do not explode at first, explode later", "gradients explode", None),
        ("gradients never explode", "gradients never explode", Withheld.NEGATED),
    ],
)
def test_the_best_match_is_the_evidence(text: str, words: str, withheld: Withheld | None) -> None:
    """What counts comes first, then what lies closest together."""
    hit = find("exploding gradient", text)
    assert hit == Found(tuple(words.split()), withheld)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "\U0001f600 ",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 and ",
        "\u6df1\u5ea6\u5b66\u4e60\uff0c ",
        "nai\u0308ve e\u0301te\u0301 ",
        "\ttab\t",
        "Stra\u00dfe \ufb01t \u0130 ",
        "\u0939\u093f\u0928\u094d\u0926\u0940 ",
        "line\n\n",
        "\u00a0\u2003\u3000",
        "\u200b",
    ],
)
def test_evidence_points_at_exact_characters(before: str) -> None:
    """Offsets count characters of the text as it was given, whatever stands before."""
    text = f"{before}the \u201cexplo\u0301ding\u201d, \U0001f4a5 \tgradient\u2019s size"
    hit = find("exploding gradient", text)
    assert hit == Found(("explo\u0301ding", "gradient\u2019s"))


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            "exploding gradient huge norm not is , . ; recurrent rnn cap \U0001f600 \u6df1 "
            "nai\u0308ve threshold don't without\n"
            "".split(" ")
        ),
        max_size=30,
    ).map(" ".join)
)
def test_evidence_lies_inside_any_answer(text: str) -> None:
    """Words of evidence are in order, apart, not empty, and whole words of the answer."""
    assessment = make_grader().assess("clipping", text)
    pieces = [result.evidence for result in assessment.criteria]
    pieces += [result.evidence for result in assessment.misconceptions]
    for evidence in chain.from_iterable(pieces):
        assert all(word and word == word.strip() for word in words_of(evidence, text))
        ends = [0, *(piece.end for piece in evidence.words)]
        starts = [*(piece.start for piece in evidence.words), len(text)]
        assert all(end <= start for end, start in zip(ends, starts, strict=True))
        assert (evidence.start, evidence.end) == (starts[0], ends[-1])
