"""Finding the patterns of a rubric in an answer."""

from interviewer.grading.compiling import CompiledPattern
from interviewer.grading.negation import Negations
from interviewer.grading.search import Match, search
from interviewer.grading.spotting import SoughtPattern, Spotted, Spotter
from interviewer.grading.tokens import AnalysedText
from interviewer.model.assessment import Evidence, Withheld


def find_pattern(
    pattern: CompiledPattern, text: AnalysedText, negations: Negations, window: int
) -> Match | None:
    """Return where one pattern alone is found in a text, as `find_match` does.

    A `Spotter` of many patterns is much faster where all of them are looked for.
    """
    spotted = Spotter([[pattern]]).spot(text)
    likely = spotted.likely[0]
    return find_match(likely[0], spotted, text, negations, window) if likely else None


def find_match(
    sought: SoughtPattern, spotted: Spotted, text: AnalysedText, negations: Negations, window: int
) -> Match | None:
    """Return the first match that counts, else the first that is denied, else None."""
    denied: Match | None = None
    holds_negator = sought.compiled.holds_negator
    for variant in sought.variants:
        match = search(variant, spotted, text, negations, window, holds_negator)
        if match is not None and match.negator is None:
            return match
        denied = denied or match
    return denied


def evidence_of(pattern: CompiledPattern, text: AnalysedText, match: Match) -> Evidence:
    """Return a match as evidence: its words, and the negator where it is denied."""
    positions = match.positions if match.negator is None else (*match.positions, match.negator)
    words = tuple(text.tokens[position].span for position in sorted(positions))
    return Evidence(pattern.source, words, None if match.negator is None else Withheld.NEGATED)
