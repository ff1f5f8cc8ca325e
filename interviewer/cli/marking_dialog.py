"""Marking answers line by line: what is shown, and what a coach can type."""

from enum import Enum

from interviewer.cli.asking import NoMoreAnswersError, ask
from interviewer.cli.output import say
from interviewer.cli.text_view import wrapped
from interviewer.grading.feedback import plain_points
from interviewer.model.rubric import Item
from interviewer.model.text import counted, one_line
from interviewer.services.marking_session import (
    CREDITS,
    MarkingSession,
    idea_mark,
    possible_points,
    whole_mark,
)
from interviewer.services.marks_file import CoachMark

HELP = (
    "s  skip this answer; it comes again next time",
    "b  back: to the question before, or to the answer before; a new mark replaces the old one",
    "q  quit; every mark is kept, and the same command goes on where you are",
    "?  this help",
)
WHOLE_HELP = "A number of points, such as 2 or 2.5, marks the answer and goes on."
IDEAS_HELP = (
    "y  the idea is there, h  half of it is, n  it is not. Several letters answer several "
    "questions: ynh. Of wrong beliefs type the numbers of those that the answer shows."
)


class Move(Enum):
    """What was typed in place of a mark."""

    SKIP = "s"
    BACK = "b"
    QUIT = "q"
    HELP = "?"


_MOVES = {
    name: move
    for move in Move
    for name in (move.value, move.name.lower(), f"/{move.name.lower()}", f"/{move.value}")
}


class MarkingDialog:
    """Asks for the marks of a session's answers until all are given or the coach leaves."""

    def __init__(self, session: MarkingSession, by_idea: bool) -> None:
        """Ask idea by idea where an item has ideas, else for the whole mark."""
        self._session = session
        self._by_idea = by_idea

    def run(self) -> bool:
        """Ask for mark after mark; return whether the last answer was reached."""
        say("The program's marks are not shown while you mark. " + " · ".join(
            ("s skip", "b back", "q quit", "? help")))  # fmt: skip
        while self._session.current is not None:
            self._show()
            try:
                made = self._ask()
            except NoMoreAnswersError:
                return False
            if made is Move.QUIT:
                return False
            if made is Move.BACK:
                if not self._session.back():
                    say("This is the first answer.")
            elif isinstance(made, CoachMark):
                self._session.mark(made)
            else:
                self._session.skip()
        return True

    def _show(self) -> None:
        session, item, given = self._session, self._session.item, self._session.current
        assert given is not None, "there is an answer to show"
        say()
        say(f"Answer {session.at + 1} of {len(session.answers)} ({item.id})")
        for line in wrapped(f"Question: {one_line(item.prompt)}", "", "  "):
            say(line)
        for number, paragraph in enumerate(given.answer.split("\n")):
            lead = "Answer: " if number == 0 else "  "
            for line in wrapped(paragraph, lead, "  ") or [lead.rstrip()]:
                say(line)
        if session.given is not None:
            points = plain_points(round(session.given.score * possible_points(item), 2))
            say(f"Your mark so far: {points} of {possible_points(item)}; Enter keeps it.")

    def _ask(self) -> CoachMark | Move:
        """Return the mark of the current answer, or where to go instead."""
        item = self._session.item
        return self._ask_ideas(item) if self._by_idea and item.criteria else self._ask_whole(item)

    def _ask_whole(self, item: Item) -> CoachMark | Move:
        possible = possible_points(item)
        given = self._session.current
        assert given is not None, "there is an answer to mark"
        while True:
            typed = ask(f"Points, 0 to {possible}").lower()
            move = self._move(typed, WHOLE_HELP)
            if move is Move.HELP:
                continue
            if move is not None:
                return move
            points = _number(typed)
            if points is not None and 0 <= points <= possible:
                return whole_mark(item, given, points)
            say(f"A number from 0 to {possible} is needed, or one of s, b, q and ?.")

    def _ask_ideas(self, item: Item) -> CoachMark | Move:
        """Ask for each criterion, and then for all wrong beliefs at once."""
        given = self._session.current
        assert given is not None, "there is an answer to mark"
        letters = ""
        while True:
            is_over = len(letters) == len(item.criteria)
            found = self._ask_beliefs(item) if is_over else self._ask_credits(item, letters)
            if found is Move.BACK and letters:
                letters = letters[:-1]
            elif isinstance(found, Move):
                return found
            elif isinstance(found, str):
                letters += found
            else:
                pairs = zip(item.criteria, letters, strict=True)
                credits = {criterion.id: CREDITS[letter] for criterion, letter in pairs}
                return idea_mark(item, given, credits, found)

    def _ask_credits(self, item: Item, letters: str) -> str | Move:
        """Return the letters of one criterion or more, or where to go instead."""
        at, total = len(letters), len(item.criteria)
        criterion = item.criteria[at]
        points = counted(criterion.points, "point")
        _say_wrapped(f"{at + 1} of {total}. {criterion.says} [{points}]")
        while True:
            typed = ask("/".join(CREDITS)).lower()
            move = self._move(typed, IDEAS_HELP, bool(letters))
            found = typed.replace(" ", "").replace(",", "")
            if move is not None and move is not Move.HELP:
                return move
            if 0 < len(found) <= total - at and set(found) <= set(CREDITS):
                return found
            if move is None:
                say("Type y, h or n, or one of s, b, q and ?.")

    def _ask_beliefs(self, item: Item) -> list[str] | Move:
        """Return the ids of the wrong beliefs that the answer shows, or where to go instead."""
        if not item.misconceptions:
            return []
        say("  Which of these does the answer get wrong?")
        for number, belief in enumerate(item.misconceptions, start=1):
            _say_wrapped(f"{number}. {belief.says} [-{counted(belief.minus, 'point')}]")
        while True:
            typed = ask("Numbers, or Enter for none").lower()
            move = self._move(typed, IDEAS_HELP, is_begun=True)
            held = _beliefs(item, typed)
            if move is not None and move is not Move.HELP:
                return move
            if held is not None:
                return held
            if move is None:
                say(f"Numbers from 1 to {len(item.misconceptions)} are needed, or Enter alone.")

    def _move(self, typed: str, about: str, is_begun: bool = False) -> Move | None:
        """Return where to go; an empty line keeps the mark that is there. Help is said at once."""
        if not typed and self._session.given is not None and not is_begun:
            return Move.SKIP
        move = _MOVES.get(typed)
        if move is Move.HELP:
            for line in (about, *HELP):
                for part in wrapped(line, "  ", "     "):
                    say(part)
        return move


def _beliefs(item: Item, typed: str) -> list[str] | None:
    """Return the ids of the beliefs with these numbers; None where that is no list of numbers."""
    words = typed.replace(",", " ").split()
    places = [int(word) - 1 if word.isdecimal() else -1 for word in words]
    if not all(0 <= place < len(item.misconceptions) for place in places):
        return None
    return [item.misconceptions[place].id for place in places]


def _say_wrapped(text: str) -> None:
    for line in wrapped(one_line(text), "  ", "     "):
        say(line)


def _number(typed: str) -> float | None:
    try:
        return float(typed.replace(",", "."))
    except ValueError:
        return None
