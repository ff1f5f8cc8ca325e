"""What can be said of patterns without any text: which find nothing, which only what others do."""

from interviewer.grading.compiling import CompiledPattern
from interviewer.grading.patterns import Pattern, PatternWord, Phrase, Term, beginnings, joined
from interviewer.grading.spelling import spell_alike, stem

TermKey = tuple[bool, tuple[tuple[str, ...], ...]]
PatternKey = tuple[tuple[TermKey, ...], tuple[tuple[TermKey, TermKey], ...]]


def why_never(pattern: CompiledPattern, window: int) -> str:
    """Return why no answer can match a pattern, or an empty text where one can."""
    reasons = [_why_never(variant, window) for variant in pattern.variants]
    return reasons[0] if all(reasons) else ""


def asked_twice(pattern: CompiledPattern) -> str:
    """Return the word that an answer must hold twice for a pattern to match, if there is one.

    That may be meant ("between -1 and 1"), and mostly is not.
    """
    wanted = _wanted(pattern.variants[0])
    keys = [_term_key(term) for term in wanted]
    twice = (
        _shown(term)
        for index, term in enumerate(wanted)
        if len(term.alternatives) == 1 and keys[index] in keys[:index]
    )
    return next(twice, "")


def covers(broad: CompiledPattern, narrow: CompiledPattern) -> bool:
    """Return whether `broad` finds whatever `narrow` finds."""
    if narrow.holds_negator and not broad.holds_negator:
        return False
    return all(any(_covers(b, n) for b in broad.variants) for n in narrow.variants)


def pattern_key(pattern: CompiledPattern) -> PatternKey:
    """Return what is the same for patterns that differ in the order of their parts alone."""
    return _key(pattern.variants[0])


def can_be_made_of(pattern: CompiledPattern, stems: frozenset[str]) -> bool:
    """Return whether words with these stems alone can match a pattern."""
    return any(
        all(
            any(all(_is_among(word, stems) for word in phrase) for phrase in term.alternatives)
            for term in _wanted(variant)
        )
        for variant in pattern.variants
    )


def _wanted(pattern: Pattern) -> list[Term]:
    return [term for term in pattern.terms if not term.forbidden]


def _is_among(word: PatternWord, stems: frozenset[str]) -> bool:
    if word.prefix:
        return any(other.startswith(beginnings(word.text)) for other in stems)
    return word.stem in stems


def _key(pattern: Pattern) -> PatternKey:
    keys = [_term_key(term) for term in pattern.terms]
    arrows = sorted((keys[index], keys[index + 1]) for index in pattern.ordered)
    return tuple(sorted(keys)), tuple(arrows)


def _term_key(term: Term) -> TermKey:
    phrases = {tuple(_word_key(word) for word in phrase) for phrase in term.alternatives}
    return term.forbidden, tuple(sorted(phrases))


def _word_key(word: PatternWord) -> str:
    if word.negator:
        return "!"
    return f"{beginnings(word.text)[-1]}*" if word.prefix else word.stem


def _why_never(pattern: Pattern, window: int) -> str:
    wanted = _wanted(pattern)
    for term in wanted:
        for other in pattern.terms:
            if other.forbidden and _term_covers(other, term):
                return f"it asks for {_shown(term)}, which {_shown(other)} forbids"
    places = sum(min(_places(phrase) for phrase in term.alternatives) for term in wanted)
    if places > window:
        return f"it asks for {places} words, and the window holds {window}"
    return ""


def _shown(term: Term) -> str:
    phrases = ("-".join(_as_written(word) for word in phrase) for phrase in term.alternatives)
    return f"'{'!' if term.forbidden else ''}{'|'.join(phrases)}'"


def _as_written(word: PatternWord) -> str:
    return f"{word.text}*" if word.prefix else word.text


def _places(phrase: Phrase) -> int:
    """Return how many words of an answer a phrase takes up; two may be written together."""
    return 1 if len(phrase) == 2 else len(phrase)


def _covers(broad: Pattern, narrow: Pattern) -> bool:
    if any(term.forbidden for term in broad.terms):
        # What is forbidden near few words is forbidden in more places: only the same will do.
        return _key(broad) == _key(narrow)
    return _fits(broad, narrow, ())


def _fits(broad: Pattern, narrow: Pattern, chosen: tuple[int, ...]) -> bool:
    """Return whether each term of `broad` has a term of `narrow` that it covers, all different."""
    at = len(chosen)
    if at == len(broad.terms):
        return True
    return any(
        not term.forbidden
        and index not in chosen
        and _term_covers(broad.terms[at], term)
        and (at - 1 not in broad.ordered or _follows(narrow, chosen[-1], index))
        and _fits(broad, narrow, (*chosen, index))
        for index, term in enumerate(narrow.terms)
    )


def _follows(pattern: Pattern, first: int, second: int) -> bool:
    """Return whether the pattern has one of its terms stand before another, by its arrows."""
    return first < second and all(index in pattern.ordered for index in range(first, second))


def _term_covers(broad: Term, narrow: Term) -> bool:
    return all(any(_phrase_covers(b, n) for b in broad.alternatives) for n in narrow.alternatives)


def _phrase_covers(broad: Phrase, narrow: Phrase) -> bool:
    """Return whether every place of `narrow` holds one of `broad`.

    A phrase is also found where its words are written together: there no single word of it is.
    """
    if len(broad) == len(narrow):
        return all(_word_covers(b, n) for b, n in zip(broad, narrow, strict=True))
    if len(broad) != 1 or len(narrow) != 2:
        return False
    if broad[0].prefix:
        return narrow[0].text.startswith(beginnings(broad[0].text))
    open_ended = any(word.prefix for word in narrow)
    return not open_ended and broad[0].stem == stem(spell_alike(joined(narrow)))


def _word_covers(broad: PatternWord, narrow: PatternWord) -> bool:
    if broad.negator or narrow.negator:
        return broad.negator and narrow.negator
    if broad.prefix:
        return (narrow.text if narrow.prefix else narrow.stem).startswith(beginnings(broad.text))
    return not narrow.prefix and broad.stem == narrow.stem
