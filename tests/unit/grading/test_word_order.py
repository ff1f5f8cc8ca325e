"""Words in the order of English and words in none, and the table that tells them apart."""

import math
from collections import Counter
from functools import partial
from importlib.resources import files
from itertools import pairwise, product
from pathlib import Path
from random import Random

import pytest

from interviewer.grading import word_order
from interviewer.grading.grader import Grader
from interviewer.grading.lexicon import Lexicon
from interviewer.grading.tokens import analyse
from interviewer.grading.word_order import (
    ALWAYS_BELOW,
    BREAK,
    CONTENT,
    FEW_PAIRS,
    FEWEST_PAIRS,
    FEWEST_SHARED,
    WordOrder,
    is_disordered,
    is_jumbled,
    neighbours,
)
from interviewer.model.rubric import Band
from interviewer.services.banks import load_bank_file
from tests.factories import instant_fit
from tests.unit.grading.mixtures import sentences_of

LEXICON = Lexicon(())
RUBRICS = Path(__file__).parents[3] / "rubrics"
BANKS = sorted(RUBRICS.glob("*.yaml"))
LINES = files("interviewer.grading").joinpath("word_order.txt").read_bytes().decode().splitlines()
SEEDS = range(10)
MANY_PAIRS = 25

TEXTS = {
    "plain": (
        "A convolution slides a small filter over the picture and writes down how well it fits at "
        "each place. Because the same weights are used everywhere, the layer needs few parameters, "
        "and it finds a pattern wherever that pattern happens to be in the image."
    ),
    "spoken": (
        "Well, I would first look at the curves for both sets, and if the one for validation goes "
        "up while the other still goes down, then it is overfitting, so I would add dropout or "
        "just get more data, and after that I would check it again with the same split."
    ),
    "one long sentence": (
        "The gate decides how much of the old state is kept and how much of the new candidate is "
        "let in, so that the error can flow back through many steps without being multiplied by a "
        "small number at each of them, which is what makes a plain network forget"
    ),
    "terse notes with dashes": (
        "- batch size up to the limit of the memory\n- learning rate with warmup, then decay to "
        "zero\n- early stopping on the validation loss\n- dropout in the last layers only\n"
        "- if it still overfits: more data or a smaller model\n- at the end a test on held-out "
        "data, once"
    ),
    "non-native": (
        "The gradient is become very small when network have many layer, because in every layer it "
        "is multiply with the derivative of sigmoid and this is less than one. So the first layers "
        "can not to learn good. For solve it we can use relu or the skip connection, it help that "
        "the gradient is go directly to the first layers."
    ),
    "formulas": (
        "The sigmoid is s(x) = 1 / (1 + exp(-a*v)), and its derivative is s(x) * (1 - s(x)), which "
        "is at most 0.25. The update is w = w - eta * dL/dw, so for x in [0, 1] the step is at "
        "most eta times a. With a = 1 and b = 0 it is the plain one."
    ),
    "code words": (
        "I call model.eval() and wrap the loop in torch.no_grad(), so that no graph is built, and "
        "then I do x = x.to(device) for each batch. With optimizer.zero_grad() at the start of the "
        "step the old gradients are gone, and loss.backward() fills in the new ones."
    ),
    "questions": (
        "How do we know that it has learnt anything at all? We keep a part of the data aside, and "
        "when the training is over we ask it about that part. Is the error there much higher than "
        "on the rest? Then it has only learnt the examples by heart."
    ),
}


def telling_pairs(text: str) -> int:
    """Return how many pairs of neighbours hold a small word."""
    pairs = neighbours(analyse(text, LEXICON))
    return sum(1 for pair in pairs if not {CONTENT, BREAK}.issuperset(pair))


def disordered(text: str) -> bool:
    return is_disordered(analyse(text, LEXICON))


def shuffled(text: str, seed: int) -> str:
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    Random(seed).shuffle(words)
    return " ".join(words)


@pytest.mark.parametrize("kind", TEXTS)
def test_sentences_of_every_kind_are_in_order(kind: str) -> None:
    """Long enough to be judged, and judged to be in order; in small letters too."""
    text = TEXTS[kind]
    assert telling_pairs(text) >= FEWEST_PAIRS
    assert not disordered(text)
    assert not disordered(text.lower())
    assert not disordered(text.upper())


@pytest.mark.parametrize("kind", TEXTS)
def test_the_same_words_shuffled_are_in_no_order(kind: str) -> None:
    """At least nine of ten shuffles with enough small words are seen through."""
    shuffles = [shuffled(TEXTS[kind], seed) for seed in SEEDS]
    long = [text for text in shuffles if telling_pairs(text) >= MANY_PAIRS]
    assert len(long) >= 9
    assert sum(disordered(text) for text in long) >= 0.9 * len(long)


def shipped_texts() -> list[tuple[str, str]]:
    """Return the references and the good examples of the shipped rubrics, each with its item."""
    texts = []
    for path in BANKS:
        for item in load_bank_file(path).items:
            good = [e.answer for e in item.examples if e.band in (Band.STRONG, Band.SOLID)]
            texts += [(f"{path.stem}/{item.id}", text) for text in (*item.references, *good)]
    return texts


SHIPPED = shipped_texts()


def test_the_shipped_texts_are_in_order() -> None:
    """No reference and no strong or solid example of any shipped rubric is ever gated."""
    assert len(SHIPPED) > 50
    assert [where for where, text in SHIPPED if disordered(text)] == []


def test_the_shipped_texts_are_in_order_for_their_own_bank() -> None:
    """With the words of the bank, as the grader sees them."""
    for path in BANKS:
        bank = Grader(load_bank_file(path), fit=instant_fit).bank
        for where, text in SHIPPED:
            if where.startswith(f"{path.stem}/"):
                assert not is_disordered(bank.analyse(text).text), where


def test_the_shipped_texts_shuffled_are_in_no_order() -> None:
    """Nine of ten, over all of them: two shuffles of each text with enough small words."""
    texts = [shuffled(text, seed) for _, text in SHIPPED for seed in SEEDS[:2]]
    long = [text for text in texts if telling_pairs(text) >= MANY_PAIRS]
    assert len(long) > 50
    assert sum(disordered(text) for text in long) >= 0.9 * len(long)


def test_no_word_of_the_table_stands_in_vain() -> None:
    """Each is one that a text is looked up by: content words and negators go by other names."""
    shown = [line.lstrip("+= ").split() for line in LINES if line[:1] in "+="]
    words = {word for line in shown for word in line if word.islower()} - {"not"}
    assert len(words) > 100
    looked_up = [LEXICON.look_up(word) for word in sorted(words)]
    assert [word.folded for word in looked_up if word.content or word.negator] == []


WORST = "the of is and the of is and the of is and the of is and the of is and"


@pytest.mark.parametrize("words", range(21))
def test_a_short_text_is_never_judged(words: int) -> None:
    """Up to the fewest pairs even the worst order passes; n words in a row make n + 1 pairs."""
    text = " ".join(WORST.split()[:words])
    assert telling_pairs(text) == (words + 1 if words else 0)
    assert disordered(text) is (words + 1 >= FEWEST_PAIRS)


class FixedOdds:
    """A table in which every pair has the same odds."""

    def __init__(self, odds: float) -> None:
        self._odds = odds

    def odds(self, left: str, right: str) -> float:
        return self._odds


@pytest.mark.parametrize("pairs", [FEWEST_PAIRS, 40, 400])
def test_the_fewer_pairs_the_lower_the_mean_must_be(
    monkeypatch: pytest.MonkeyPatch, pairs: int
) -> None:
    """The line lies the lower, the fewer pairs tell."""
    assert FEW_PAIRS > 0
    text = " ".join(["the"] * (pairs - 1))
    assert telling_pairs(text) == pairs
    line = ALWAYS_BELOW - FEW_PAIRS / pairs
    for odds, expected in ((line - 0.001, True), (line + 0.001, False)):
        monkeypatch.setattr(word_order, "_table", partial(FixedOdds, odds))
        assert disordered(text) is expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The norm of it.", "| the C of it |"),
        ("The norm, of it", "| the C | of it |"),
        ("It works. It stays", "| it C | it C |"),
        ("It works\nIt stays", "| it C | it C |"),
        ("a well-known one", "| a well C one |"),
        ("it's the model's \"own\" part", "| C the C own C |"),
        ("it doesn't, never", "| it not | not |"),
        ("the (norm) and -> more", "| the | C | and | more |"),
        ("exp(-a*v) of a, a", "| C | C | C | of a | a |"),
        ("i=1, and I am", "| C | C | and i am |"),
        ("\u6df1\u5ea6 is \u00fcber", "| C is C |"),
    ],
)
def test_neighbours(text: str, names: str) -> None:
    """Content words are alike, marks part, symbols of formulas are no small words."""
    pairs = list(neighbours(analyse(text, LEXICON)))
    assert pairs == list(pairwise(names.split()))


def test_a_text_without_words_has_no_neighbours() -> None:
    """Not even a beginning and an end."""
    assert list(neighbours(analyse(" ... ", LEXICON))) == []


def test_the_table_can_be_read() -> None:
    """Every line is a remark, a kind of words, words in a row, or a pair and how often it is."""
    pairs: Counter[tuple[str, str]] = Counter()
    for line in LINES:
        parts = line.split()
        assert line.isascii()
        assert line == " ".join(parts)
        if line.startswith("= "):
            assert parts[1].isupper(), line
            assert all(word.isalpha() and word.islower() for word in parts[2:]), line
        elif line.startswith("+ "):
            assert len(parts) >= 3, line
        elif not line.startswith("#"):
            left, right, count = parts
            pairs[left, right] += 1
            assert int(count) > 0, line
    assert len(pairs) > 500
    assert max(pairs.values()) == 1


def test_the_kinds_are_disjoint() -> None:
    """No word is of two kinds, no kind has two lines or the name of a mark."""
    kinds = [line.split()[1:] for line in LINES if line.startswith("= ")]
    names = [kind[0] for kind in kinds]
    assert len(set(names)) == len(names) >= 10
    assert not {CONTENT, BREAK, "OTHER"} & set(names)
    words = Counter(word for kind in kinds for word in kind[1:])
    assert [word for word, count in words.items() if count > 1] == []


def test_every_counted_pair_can_occur() -> None:
    """The counted lines hold small words, negators as one, content words and breaks alone."""
    for line in LINES:
        if line[0] not in "=#+":
            for name in line.split()[:2]:
                word = LEXICON.look_up(name)
                assert name in (CONTENT, BREAK, "not") or not (word.content or word.negator), line


def test_the_odds_by_hand() -> None:
    """Two words stand together twice as often as chance has it; what never does is far below."""
    order = WordOrder("# a remark\n= ARTICLE a the\n= PLACE of in\nof the 100\nthe C 100\n")
    # Kinds: 100 / (101 / 202) + 4 = 204 of 104; words: 100 / (101 / 202) + 10 x 204 / 104 of 110
    prior = 204 / 104
    assert order.odds("of", "the") == pytest.approx(math.log((200 + 10 * prior) / 110))
    assert order.odds("the", "C") == order.odds("of", "the")
    # A word that the table does not have goes by its kind alone
    assert order.odds("in", "a") == order.odds("a", "C") == pytest.approx(math.log(prior))
    # Of a kind that never stands on the left, nothing is known
    assert order.odds("C", "the") == order.odds("so", "the") == 0


def test_the_odds_lie_between_two_bounds() -> None:
    """One pair alone, however odd or usual, does not decide."""
    assert WordOrder("of the 1000\nthe C 1000").odds("the", "of") == -2.5
    assert WordOrder("a b 10\nc d 1000").odds("a", "b") == 1.5


def test_words_in_a_row_are_common() -> None:
    """Each pair of a line with a plus is well above chance; all other pairs stay as they are."""
    counted = "of the 1000\nthe C 1000\nC of 1000\n"
    without, row = WordOrder(counted), WordOrder(counted + "+ C the of the\n")
    common = {("C", "the"), ("the", "of"), ("of", "the")}
    for left, right in product(("of", "the", "C", "|", "so"), repeat=2):
        before, after = without.odds(left, right), row.odds(left, right)
        assert after == (max(0.5, before) if (left, right) in common else before)
    assert without.odds("the", "of") < 0 < row.odds("the", "of")


REFERENCE = (
    "The filter slides over the picture and fits at each place. Its weights are shared, so that "
    "few parameters are needed. A pattern is found wherever it happens to be in the image."
)


def jumbled(text: str, reference: str = REFERENCE) -> bool:
    return is_jumbled(analyse(text, LEXICON), analyse(reference, LEXICON).order)


def test_the_words_of_a_reference_in_no_order_are_jumbled() -> None:
    """Whoever has most of the words of a reference has much of their order as well."""
    assert not jumbled(REFERENCE)
    assert [seed for seed in SEEDS if not jumbled(shuffled(REFERENCE, seed))] == []


@pytest.mark.parametrize(
    "text",
    [
        # Little of the reference
        "The filter slides over the picture; what it learns is used everywhere, at every place.",
        # All of it, and as much again
        f"{REFERENCE} By then the network sees edges, parts and whole objects, layer by layer, and "
        "what it has learnt for one task it may well use for another one, with very little data.",
        # In other words here and there
        REFERENCE.replace("picture", "photo").replace("needed", "learnt").replace("found", "seen"),
        # Without the small words
        " ".join(word for word in REFERENCE.split() if len(word) > 3),
        # All its words in no order, in a text that is mostly another one
        f"{shuffled(REFERENCE, 1)}. {TEXTS['spoken']}",
        "",
    ],
)
def test_what_is_not_jumbled(text: str) -> None:
    """Where a text and the reference differ in many words, their order tells nothing."""
    assert not jumbled(text)


@pytest.mark.parametrize("words", [FEWEST_SHARED - 1, FEWEST_SHARED])
def test_few_words_are_never_jumbled(words: int) -> None:
    """Below a number of common words any order may be right; the most jumbled is backwards."""
    names = [f"w{number}x" for number in range(words)]
    assert jumbled(" ".join(reversed(names)), " ".join(names)) is (words == FEWEST_SHARED)


def test_the_sentences_of_a_reference_may_come_in_any_order() -> None:
    """Backwards all that is left of its order is that within the sentences."""
    for where, text in SHIPPED:
        backwards = " ".join(reversed(sentences_of(text)))
        assert not jumbled(backwards, text), where


def test_half_of_the_common_words_in_order_are_enough() -> None:
    """Whole sentences may change places; pairs of words may not."""
    names = [f"w{number}x" for number in range(24)]
    assert not jumbled(" ".join(names[12:] + names[:12]), " ".join(names))
    assert not jumbled(" ".join(names[16:] + names[8:16] + names[:8]), " ".join(names))
    alternating = [name for at in range(11, -1, -1) for name in (names[at], names[at + 12])]
    assert jumbled(" ".join(alternating), " ".join(names))


@pytest.mark.parametrize(
    "text",
    [
        "Das Netz lernt die Gewichte aus den Daten, und der Fehler wird von hinten nach vorn "
        "durch alle Schichten gereicht. ",
        "for (int i = 0; i < n; i++) { a[i] = b[i] + c; if (a[i] > 0) { do_it(&a, i); } }\n",
        "def f(x):\n    return [y for y in x if y is not None and y in (1, 2)]\n",
        "a b c d e ",
        "\u6df1\u5ea6\u5b66\u4e60\u3002",
        "... , -> () \u2022 \n",
        "is",
    ],
)
def test_text_of_any_kind_and_length_is_judged_without_error(text: str) -> None:
    """German, code, signs: there is always an answer, also for texts of thousands of words."""
    for times in (1, 3, 300):
        assert disordered(text * times) in (True, False)
    assert not disordered(text)


def test_words_of_a_query_in_capitals_are_names() -> None:
    """WHERE, IN and BY are small words only in small letters; shouting changes nothing."""
    answer = (
        "The columns in WHERE, JOIN ON and ORDER BY should have an index, and so should those in "
        "GROUP BY or in HAVING."
    )
    assert not disordered(answer)
    assert disordered(answer.lower())
    assert disordered(answer.upper())
