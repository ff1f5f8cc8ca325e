"""How well two markers agree, as plain tables."""

from collections.abc import Iterable, Sequence

from interviewer.cli.output import print_table, say
from interviewer.cli.text_view import wrapped
from interviewer.model.text import counted, one_line
from interviewer.services.coach_agreement import (
    FEWEST_FOR_KAPPA,
    MISCONCEPTION,
    MarkAgreement,
    PartAgreement,
)

LONGEST_SHOWN = 300
"""How many characters are shown of an answer on which two markers differ."""


def say_agreement(
    named: Sequence[tuple[str, MarkAgreement]], ours: str, theirs: str, title: str
) -> None:
    """Print how two markers agree.

    Args:
        named: the agreement by its name, and further ones for comparison; the parts and the
            largest differences are those of the last.
        ours: what the first marker is called before a score.
        theirs: what the other is called.
        title: a sentence that says who is compared.
    """
    say(title)
    rows = [_row(name, each) for name, each in named]
    heads = ("", "r", "RMSE", "SAME OF 3 LEVELS", "KAPPA", "SAME BAND", "BAND KAPPA")
    print_table(heads, rows)
    last = named[-1][1]
    if last.whole.answers < FEWEST_FOR_KAPPA:
        say(f"(No kappa and no correlation of fewer than {FEWEST_FOR_KAPPA} answers.)")
    say()
    say(f"By item{_of(named)}:")
    print_table(("ITEM", "ANSWERS", "SAME", "KAPPA", "r", "RMSE"), [_item(p) for p in last.items])
    if last.ideas:
        say()
        say("By criterion and misconception (-), where both were marked idea by idea:")
        print_table(("ITEM", "IDEA", "ANSWERS", "SAME", "KAPPA"), [_idea(p) for p in last.ideas])
    if last.differences:
        say()
        say("The answers on which the marks differ most:")
    for each in last.differences:
        place = f" ({one_line(each.source)})" if each.source else ""
        say(f"  {ours} {each.ours:.2f}, {theirs} {each.theirs:.2f}: {each.item_id}{place}")
        for line in wrapped(_short(each.answer), "    ", "    "):
            say(line)
    for count, who in ((last.only_ours, ours), (last.only_theirs, theirs)):
        if count:
            say(f"{counted(count, 'answer')} marked by {who} alone took no part.")


def _of(named: Iterable[tuple[str, MarkAgreement]]) -> str:
    names = [name for name, _ in named]
    return f" ({names[-1]})" if len(names) > 1 else ""


def _row(name: str, each: MarkAgreement) -> tuple[str, ...]:
    whole = each.whole
    told = whole.answers >= FEWEST_FOR_KAPPA
    return (
        name,
        _figure(whole.correlation if told else None),
        f"{whole.error:.2f}",
        f"{whole.accuracy:.0%}",
        _figure(whole.kappa if told else None),
        f"{each.band_accuracy:.0%}",
        _figure(each.band_kappa),
    )


def _item(part: PartAgreement) -> tuple[str, ...]:
    return (
        part.item_id,
        str(part.answers),
        f"{part.accuracy:.0%}",
        _figure(part.kappa),
        _figure(part.correlation),
        f"{part.error:.2f}",
    )


def _idea(part: PartAgreement) -> tuple[str, ...]:
    sign = "- " if part.kind == MISCONCEPTION else ""
    return (
        part.item_id,
        sign + part.part,
        str(part.answers),
        f"{part.accuracy:.0%}",
        _figure(part.kappa),
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _short(answer: str) -> str:
    text = one_line(answer)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN].rstrip() + " ..."
