"""What one turn of a review looks like, as rows of text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from textual.content import Content

from interviewer.grading.feedback import FeedbackLine, Verdict, plain_points
from interviewer.model.text import duration
from interviewer.model.transcript import TurnKind
from interviewer.services.conversation import Speaker, Utterance
from interviewer.services.outcome import Idea
from interviewer.services.review_marks import Mark, Marks
from interviewer.services.review_turn import End, ReviewedTurn
from interviewer.tui.marks import LINE_STYLES, MARKS, WORD_MARKS, WORD_STYLES, highlighted
from interviewer.tui.prose import MINUS, Row, joined, line, meter, plain
from interviewer.tui.widgets.turn_list import KINDS

SMALL_TALK = ("opening", "closing")
ANSWERS = ("answered-", "skipped-", "draft-", "timeout-")
HERE = "▸"
MARK_LEAD = 9
"""The width of the column of signs and points, with the cursor before them."""

IDEA_LEAD = 7

LEGEND = {
    Verdict.EARNED: "earned",
    Verdict.PARTLY: "earned a part",
    Verdict.LOST: "cost points",
    Verdict.WITHHELD: "withheld",
}


def legend() -> Content:
    """Return what the marks in the candidate's words mean."""
    parts = []
    for verdict, meaning in LEGEND.items():
        parts.append(Content.styled("words", WORD_STYLES[verdict]))
        colour = WORD_STYLES[verdict].split()[-1]
        parts.append(Content.styled(WORD_MARKS[verdict], f"bold {colour}"))
        parts.append(Content.styled(f" {meaning}   ", "$muted"))
    return joined(*parts)


def question_rows(turn: ReviewedTurn, show_why: bool) -> Iterator[Row]:
    """Yield which turn it is, the question with why it was asked, and what came before."""
    told = [str(turn.stage), turn.topic]
    if turn.seconds:
        told.append(duration(turn.seconds))
    heading = joined(
        Content.styled(f"Question {turn.question} · ", "bold $accent"),
        line(turn.item_id, "bold $accent"),
        *(joined(Content.styled(" · ", "$muted"), line(text, "$muted")) for text in told if text),
    )
    yield Row(heading)
    if turn.kind is not TurnKind.ITEM:
        yield Row(line(f"about: {turn.prompt}", "$muted"))
    before: Speaker | None = None
    for utterance in turn.said:
        if not utterance.key.startswith(ANSWERS):
            yield from _said(turn, utterance, show_why, utterance.speaker is not before)
            before = utterance.speaker


def answer_rows(turn: ReviewedTurn) -> Iterator[Row]:
    """Yield what the candidate said in the end, the words marked that earned or cost."""
    for utterance in turn.said:
        if not utterance.key.startswith(ANSWERS):
            continue
        if utterance.speaker is Speaker.NOTE:
            yield _note(utterance)
            continue
        is_draft = utterance.key.startswith("draft-")
        yield Row(Content.styled("You · typed, not sent" if is_draft else "You", "bold $muted"))
        is_answer = utterance.key.startswith("answered-")
        yield Row(highlighted(utterance.text, turn.highlights if is_answer else ()))


def marks_rows(marks: Marks) -> Iterator[Row]:
    """Yield the headline of an assessment, and by the marks in force where that is another."""
    bar = meter(marks.share) if marks.share is not None else None
    yield Row(line(marks.headline, "bold"), tail=None if marks.now else bar)
    if marks.now:
        yield Row(line(f"Now: {marks.now}", "bold $withheld"), tail=bar)
    if marks.sum_line:
        yield Row(line(f"sum  {marks.sum_line}", "$muted"))


def mark_rows(mark: Mark, here: bool) -> Iterator[Row]:
    """Yield one line of an assessment with the words behind it, and what people decided."""
    yield Row(plain(mark.line.text), _sign(mark.line, here))
    if mark.line.quote:
        yield Row(line(f"“{mark.line.quote}”", "italic $muted"), Content(""))
    if mark.judged is None:
        return
    program = plain_points(mark.judged.points)
    for decision in mark.decisions:
        earlier = "" if decision is mark.decisions[-1] else "earlier: "
        by = f" ({decision.by})" if decision.by else ""
        coach = plain_points(decision.points)
        text = f"{earlier}program {program}, coach {coach}: {decision.reason}{by}"
        yield Row(plain(text, "$withheld"), Content.styled("coach", "bold $withheld"))
    if not mark.decisions and mark.judged.now != mark.judged.points:
        text = f"program {program}, graded again {plain_points(mark.judged.now)}"
        yield Row(plain(text, "$withheld"), Content.styled("again", "bold $withheld"))
    for note in mark.judged.notes:
        text = f"contested: {note}"
        yield Row(plain(text, "$withheld"), Content.styled("you", "bold $withheld"))


def model_rows(end: End | None, opened: bool) -> Iterator[Row]:
    """Yield what became of an item, and the model answer idea by idea; its heading if closed."""
    if end is None:
        return
    if end.outcome:
        yield Row(line(end.outcome, "bold"))
        yield Row(Content(""))
    sign, does = ("▾", "closes") if opened else ("▸", "opens")
    heading = Content.styled(f"{sign} Model answer", "bold $muted")
    yield Row(heading, tail=Content.styled(f"F3 {does} it", "$muted"))
    if opened:
        yield Row(plain(end.model))
        yield from idea_rows(end.ideas)


def idea_rows(ideas: Sequence[Idea]) -> Iterator[Row]:
    """Yield each idea: whether it was said, and the words of the model and of the candidate."""
    for idea in ideas:
        yield Row(Content(""))
        yield Row(joined(plain(idea.says, "bold"), _said_or_not(idea)), _idea_sign(idea))
        nothing = Row(Content.styled("–", "$muted"))
        model = Row(line(f"“{idea.model}”", "$muted")) if idea.model else nothing
        own = Row(line(f"“{idea.own}”")) if idea.own else nothing
        yield replace(
            replace(model, lead=Content.styled("model", "$muted")),
            beside=replace(own, lead=Content.styled("you", "$muted")),
        )


def after_rows(utterances: Iterable[Utterance]) -> Iterator[Row]:
    """Yield what was said behind the marks: ends of stages, the closing words."""
    for utterance in utterances:
        if utterance.speaker is Speaker.NOTE:
            yield _note(utterance)
        else:
            yield Row(plain(utterance.text, "$muted"))


def _said(
    turn: ReviewedTurn, utterance: Utterance, show_why: bool, labelled: bool
) -> Iterator[Row]:
    """Yield what somebody said, with who that is unless the same one spoke before."""
    if utterance.speaker is Speaker.NOTE:
        yield _note(utterance)
        return
    if labelled:
        yield Row(Content(""))
        yield Row(_label(turn, utterance))
    yield Row(plain(utterance.text, "$muted" if utterance.key in SMALL_TALK else ""))
    if show_why and utterance.why:
        yield Row(line(f"why: {utterance.why}", "italic $muted"))


def _label(turn: ReviewedTurn, utterance: Utterance) -> Content:
    if utterance.speaker is Speaker.CANDIDATE:
        return Content.styled("You", "bold $muted")
    is_question = utterance.key.startswith("asked-")
    kind = f" · {KINDS[turn.kind]}" if is_question and turn.kind is not TurnKind.ITEM else ""
    return Content.styled(f"Interviewer{kind}", "bold $accent")


def _note(utterance: Utterance) -> Row:
    return Row(plain(utterance.text, "$muted"), Content.styled("──", "$line"))


def _sign(each: FeedbackLine, here: bool) -> Content:
    """Return the sign of a line and its points, with the cursor before it."""
    sign = MINUS if each.points < 0 else MARKS[each.verdict]
    points = plain_points(abs(each.points)) if each.points else ""
    cursor = Content.styled(HERE if here else "", "bold $accent")
    return joined(cursor, Content.styled(f"{sign}{points}", LINE_STYLES[each.verdict]))


def _idea_sign(idea: Idea) -> Content:
    verdict = Verdict.MISSING
    if idea.own:
        verdict = Verdict.PARTLY if idea.aided else Verdict.EARNED
    return Content.styled(MARKS[verdict], LINE_STYLES[verdict])


def _said_or_not(idea: Idea) -> Content:
    if not idea.own:
        return Content.styled("  missing", "$muted")
    return Content.styled("  with help" if idea.aided else "  said", "$muted")
