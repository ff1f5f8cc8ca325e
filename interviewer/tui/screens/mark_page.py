"""What the marking screen shows: the answer, what is asked about it, and at the end the agreement.

Nothing here shows a mark of the program before the end.
"""

from collections.abc import Iterator, Sequence

from textual.content import Content

from interviewer.grading.feedback import plain_points
from interviewer.model.text import counted, one_line
from interviewer.services.coach_agreement import (
    CRITERION,
    FEWEST_FOR_KAPPA,
    MISCONCEPTION,
    MarkAgreement,
    PartAgreement,
)
from interviewer.services.marking_session import MarkingSession, possible_points
from interviewer.tui.prose import MINUS, Row, joined, line, plain
from interviewer.tui.screens.mark_sheet import Sheet, Step
from interviewer.tui.widgets.menu import fitted
from interviewer.tui.widgets.page import Block, title

LONGEST_SHOWN = 300
WAYS = {True: "criterion by criterion", False: "one mark for the whole"}
NAME, FIGURE = 30, 7


def head_text(bank: str, session: MarkingSession | None, by_idea: bool) -> Content:
    """Return the title line."""
    text = joined(Content.styled("Mark answers", "bold"), Content(" · "), line(bank))
    if session is None or session.current is None:
        return text
    place = f" · {session.at + 1} of {len(session.answers)} · {WAYS[by_idea]}"
    return joined(text, Content.styled(place, "$muted"))


def answer_blocks(session: MarkingSession) -> Iterator[Block]:
    """Yield the question and the answer."""
    given, item = session.current, session.item
    assert given is not None, "there is an answer to show"
    about = f"{item.topic} · {item.id}"
    yield Block([Row(plain(item.prompt, "bold")), Row(line(about, "$muted"))])
    rows = [Row(plain(paragraph)) for paragraph in given.answer.split("\n")]
    if session.given is not None:
        points = plain_points(round(session.given.score * possible_points(item), 2))
        text = f"Your mark so far: {points} of {possible_points(item)}; s keeps it."
        rows.append(Row(line(text, "$muted")))
    yield Block(rows, classes="-card")


def sheet_rows(sheet: Sheet) -> list[Row]:
    """Return what is asked for now, and what was given before."""
    item = sheet.item
    match sheet.step:
        case Step.POINTS:
            text = f"Points, 0 to {possible_points(item)}: {sheet.typed}_"
            return [Row(line(text, "bold")), Row(line("Enter keeps the mark.", "$muted"))]
        case Step.CRITERION:
            at = len(sheet.letters)
            criterion = item.criteria[at]
            lead = Content.styled(f"+{criterion.points}", "bold $accent")
            place = f"{at + 1} of {len(item.criteria)}"
            so_far = f" · so far {' '.join(sheet.letters)}" if sheet.letters else ""
            return [
                Row(plain(criterion.says, "bold"), lead),
                Row(line(f"{place} · y yes, h half, n no{so_far}", "$muted")),
            ]
        case Step.BELIEFS:
            return list(_belief_rows(sheet))


def _belief_rows(sheet: Sheet) -> Iterator[Row]:
    yield Row(line("Which of these does the answer get wrong?", "bold"))
    text = f"Digits switch them on and off, Enter keeps the mark · {' '.join(sheet.letters)}"
    yield Row(line(text, "$muted"))
    for place, belief in enumerate(sheet.item.misconceptions):
        held = place in sheet.held
        lead = Content.styled(f"{place + 1} [{'x' if held else ' '}]", "bold" if held else "$muted")
        yield Row(plain(f"{belief.says} ({MINUS}{belief.minus})"), lead)


def end_blocks(session: MarkingSession, found: MarkAgreement | None) -> Iterator[Block]:
    """Yield the agreement, and where the marks lie."""
    rows = [Row(line(f"{counted(len(session.marks), 'answer')} marked", "bold"))]
    if session.unmarked:
        rows.append(Row(line(f"{session.unmarked} skipped; they come again next time.")))
    rows.append(Row(plain(f"The marks are in {session.file.path}", "$muted")))
    command = f"interviewer calibrate --rubric {session.rubric.id} --marked FILE --output mine.json"
    rows.append(Row(plain(f"20 or more teach the program how you mark: {command}", "$muted")))
    yield Block(rows, classes="-card")
    if found is None:
        return
    yield from _agreement(found)


def _agreement(found: MarkAgreement) -> Iterator[Block]:
    whole = found.whole
    figures: tuple[tuple[str, str], ...] = (
        (f"{whole.accuracy:.0%}", "on the same of three levels: nothing, half, full"),
        (f"{found.band_accuracy:.0%}", "in the same band"),
        (f"{whole.error:.2f}", "root mean square of the differences, of 1"),
    )
    if whole.answers >= FEWEST_FOR_KAPPA:
        figures += (
            (f"{whole.kappa:.2f}", "weighted kappa: 0 is chance, 1 is full agreement"),
            (f"{whole.correlation:.2f}", "correlation"),
        )
    rows = [title(f"The program and you, on {counted(whole.answers, 'answer')}")]
    rows += [Row(Content(text), Content.styled(figure, "bold")) for figure, text in figures]
    yield Block(rows)
    yield Block([title("By item"), *_table(found.items)])
    if found.ideas:
        yield Block([title("By criterion and misconception"), *_table(found.ideas)])
    if found.differences:
        yield Block([title("Where you differ most"), *_differences(found)])


def _table(parts: Sequence[PartAgreement]) -> Iterator[Row]:
    """Yield a line for each part; ideas stand below their items."""
    heads = ("answers", "same", "kappa")
    yield Row(joined(fitted("", NAME), *(fitted(head, FIGURE, "$muted") for head in heads)))
    above = ""
    for part in parts:
        if part.part and part.item_id != above:
            above = part.item_id
            yield Row(line(above, "bold"))
        sign = {CRITERION: "+ ", MISCONCEPTION: "- "}.get(part.kind, "")
        kappa = "" if part.kappa is None else f"{part.kappa:.2f}"
        cells = (str(part.answers), f"{part.accuracy:.0%}", kappa)
        name = fitted(sign + (part.part or part.item_id), NAME)
        yield Row(joined(name, *(fitted(cell, FIGURE) for cell in cells)))


def _differences(found: MarkAgreement) -> Iterator[Row]:
    for each in found.differences:
        scores = f"you {each.ours:.2f}, the program {each.theirs:.2f} · {each.item_id}"
        yield Row(line(scores, "bold"))
        text = one_line(each.answer)
        shown = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN].rstrip() + " …"
        yield Row(plain(shown))
