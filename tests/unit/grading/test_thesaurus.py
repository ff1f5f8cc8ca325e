"""The shipped file of words that say nearly the same: what stands in it, and what never may."""

from collections import Counter
from importlib.resources import files

import pytest

from interviewer.grading.lexicon import NEGATORS, STOP_WORDS
from interviewer.grading.spelling import stem_of
from interviewer.grading.thesaurus import senses_of

LINES = files("interviewer.grading").joinpath("alike.txt").read_bytes().decode().splitlines()
GROUPS = [line.split() for line in LINES if not line.startswith("#")]

OPPOSITES = (
    "more/less more/fewer high/low higher/lower highest/lowest upper/lower increase/decrease "
    "increase/reduce rise/fall raise/lower raise/drop grow/shrink growth/reduction gain/loss "
    "same/different equal/different similar/different before/after previous/next earlier/later "
    "above/below over/under top/bottom inside/outside inner/outer input/output big/small "
    "large/little larger/smaller largest/smallest bigger/fewer fast/slow faster/slower begin/end "
    "start/stop first/last prevent/allow prevent/cause keep/lose keep/change hold/release "
    "connect/separate combine/separate merge/split join/divide important/minor good/bad "
    "better/worse best/worst correct/wrong right/wrong true/false accurate/inaccurate hard/easy "
    "difficult/simple strong/weak hot/cold near/far close/open closed/open often/rarely "
    "always/never always/sometimes constant/vary constant/change many/few several/few new/old "
    "long/short wide/narrow deep/shallow minimum/maximum minimise/maximise random/fixed "
    "give/take send/receive find/lose save/lose store/forget remember/forget whole/part "
    "complete/broken positive/negative add/remove add/subtract multiply/divide include/exclude "
    "general/specific question/answer problem/answer cause/effect reason/result teach/learn "
    "able/unable possible/impossible heavy/light signal/noise cheap/expensive train/test "
    "encode/decode generalise/memorise stable/unstable forward/backward linear/nonlinear "
    "bias/variance overfitting/underfitting precision/recall supervised/unsupervised "
    "dense/sparse local/global convex/concave known/unknown weight/bias average/maximum"
).split()


def test_the_file_is_plain_text() -> None:
    """ASCII in lower case, words with single blanks between them, two or more to a group."""
    assert "\n".join(LINES).isascii()
    assert len(GROUPS) >= 100
    for line, group in zip((x for x in LINES if not x.startswith("#")), GROUPS, strict=True):
        assert line == " ".join(group)
        assert len(group) >= 2
        assert all(word.isalpha() and word.islower() for word in group), line


def test_no_word_stands_twice_in_a_group() -> None:
    """Once is enough; in another group a word has another sense."""
    for group in GROUPS:
        assert [word for word, count in Counter(group).items() if count > 1] == []


def test_no_word_stands_in_vain() -> None:
    """Small words are never compared; `unite` would be taken for `unit` by its stem."""
    assert [word for group in GROUPS for word in group if word in STOP_WORDS | NEGATORS] == []
    assert senses_of(stem_of("unit")).isdisjoint(senses_of(stem_of("merge")))


@pytest.mark.parametrize("group", GROUPS, ids=[group[0] for group in GROUPS])
def test_all_words_of_a_group_share_a_sense(group: list[str]) -> None:
    """Each word is found by its stem."""
    assert frozenset.intersection(*(senses_of(stem_of(word)) for word in group))


@pytest.mark.parametrize("pair", OPPOSITES)
def test_opposites_never_share_a_sense(pair: str) -> None:
    """What says the contrary must not bring an answer closer, whatever groups are added."""
    one, other = pair.split("/")
    assert not senses_of(stem_of(one)) & senses_of(stem_of(other))
    assert stem_of(one) != stem_of(other)


def test_there_are_enough_opposites_to_tell() -> None:
    """The list above would be no test if its words stood in no group."""
    known = [pair for pair in OPPOSITES if all(senses_of(stem_of(w)) for w in pair.split("/"))]
    assert len(set(OPPOSITES)) == len(OPPOSITES)
    assert len(known) >= 40


def test_a_word_may_stand_in_several_groups() -> None:
    """And most words in none."""
    assert len(senses_of(stem_of("hold"))) == 2
    assert senses_of("backpropag") == senses_of("") == frozenset()


def test_inflections_share_the_senses() -> None:
    """A group holds base forms: every form of a word is found, British or American."""
    assert senses_of(stem_of("splitting")) == senses_of(stem_of("splits")) != frozenset()
    assert senses_of(stem_of("minimizes")) == senses_of(stem_of("minimised")) != frozenset()
    assert senses_of(stem_of("grew")) == senses_of(stem_of("growing")) != frozenset()
