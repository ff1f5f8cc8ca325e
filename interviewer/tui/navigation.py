"""Which screen comes when: the handlers of what screens and workers ask of the app."""

from functools import partial

from rich.text import Text
from textual import on
from textual.app import App

from interviewer.tui import messages
from interviewer.tui.context import Context
from interviewer.tui.opening import (
    HomeOpening,
    InterviewOpening,
    Opening,
    ResumeOpening,
    ReviewOpening,
)
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.screens.home import HomeScreen
from interviewer.tui.widgets.notice import Tone

NOT_SAVED = 4
"""The exit code for a failed storage."""


class Viewer(App[None]):
    """An app that shows the screens around an interview when it is told to."""

    def __init__(self, context: Context) -> None:
        """Take what the screens need."""
        super().__init__()
        self.context = context

    @on(messages.NewInterview)
    def new_interview(self, message: messages.NewInterview) -> None:
        """Let the user choose."""
        from interviewer.tui.screens.setup import SetupScreen

        self.push_screen(SetupScreen(self.context, message.bank, message.topic))

    @on(messages.OpenReview)
    def open_review(self, message: messages.OpenReview) -> None:
        """Show a session."""
        from interviewer.tui.screens.review import ReviewScreen

        self.push_screen(ReviewScreen(message.path, message.turn))

    @on(messages.OpenResult)
    def open_result(self, message: messages.OpenResult) -> None:
        """Show how a past session went."""
        from interviewer.tui.screens.result import ResultScreen

        self.push_screen(ResultScreen(message.session))

    @on(messages.OpenBank)
    def open_bank(self, message: messages.OpenBank) -> None:
        """Show a bank."""
        from interviewer.tui.screens.bank import BankScreen

        self.push_screen(BankScreen(message.path))

    @on(messages.OpenTranscripts)
    def open_transcripts(self) -> None:
        """Show the list of sessions."""
        from interviewer.tui.screens.transcripts import TranscriptsScreen

        self.push_screen(TranscriptsScreen(self.context))

    @on(messages.OpenProgress)
    def open_progress(self) -> None:
        """Show the progress over all sessions."""
        from interviewer.tui.screens.progress import ProgressScreen

        self.push_screen(ProgressScreen(self.context))

    @on(messages.OpenRubrics)
    def open_rubrics(self) -> None:
        """Show the list of banks."""
        from interviewer.tui.screens.rubrics import RubricsScreen

        self.push_screen(RubricsScreen(self.context))


class Navigator(Viewer):
    """An app that goes from screen to screen, and in and out of interviews."""

    def __init__(self, context: Context, opening: Opening) -> None:
        """Begin at `opening`."""
        super().__init__(context)
        self.opening = opening
        self._beginning = False

    def get_default_screen(self) -> HomeScreen:
        """Begin with the home screen itself: an empty one below it would cost a second layout."""
        covered = not isinstance(self.opening, HomeOpening)
        return HomeScreen(self.context, covered)

    def begin(self) -> None:
        """Show above the home screen what the opening says."""
        match self.opening:
            case InterviewOpening(rubric, settings, past):
                self.begin_interview(messages.BeginInterview(rubric, settings, past))
            case ResumeOpening(path):
                self.resume_session(messages.ResumeSession(path))
            case ReviewOpening(path):
                self.open_review(messages.OpenReview(path))
            case HomeOpening():
                pass

    @on(messages.BeginInterview)
    def begin_interview(self, message: messages.BeginInterview) -> None:
        """Begin an interview in a worker."""
        from interviewer.tui import sessions

        self._work(partial(sessions.begin, self.context, message, self.post_message))

    @on(messages.ResumeSession)
    def resume_session(self, message: messages.ResumeSession) -> None:
        """Reopen a session in a worker."""
        from interviewer.tui import sessions

        self._work(partial(sessions.reopen, self.context, message.path, self.post_message))

    @on(messages.InterviewReady)
    def show_interview(self, message: messages.InterviewReady) -> None:
        """Show an interview above the home screen alone."""
        from interviewer.services.grader_loader import GraderLoader
        from interviewer.tui.screens.interview import InterviewScreen

        self._beginning = False
        loader = message.marker if isinstance(message.marker, GraderLoader) else None
        self.go_home()
        self.push_screen(InterviewScreen(message.interview, loader))

    @on(messages.InterviewLeft)
    def leave_interview(self, message: messages.InterviewLeft) -> None:
        """Go home; or end the program where the user came for this interview alone."""
        straight_here = isinstance(self.opening, InterviewOpening | ResumeOpening)
        if not (message.quitting or straight_here):
            self.go_home()
        elif message.saved:
            self.exit(message=Text("The interview is paused; 'interviewer resume' goes on."))
        else:
            text = Text("The interview was left without saving the last words.")
            self.exit(return_code=NOT_SAVED, message=text)

    @on(messages.InterviewOver)
    def show_result(self, message: messages.InterviewOver) -> None:
        """Show how it went in place of the interview."""
        from interviewer.tui.screens.result import ResultScreen

        self.opening = HomeOpening()
        self.go_home()
        self.push_screen(ResultScreen(message.session))

    @on(messages.GoHome)
    def go_home(self) -> None:
        """Show the home screen."""
        while len(self.screen_stack) > 1 and not isinstance(self.screen, HomeScreen):
            self.pop_screen()

    @on(messages.Trouble)
    def tell_trouble(self, message: messages.Trouble) -> None:
        """Say on the screen in front what failed."""
        self._beginning = False
        if isinstance(self.screen, HomeScreen):
            self.screen.look()
        for screen in reversed(self.screen_stack):
            if isinstance(screen, BaseScreen):
                screen.say(message.line, Tone.ERROR)
                return

    def _work(self, call: partial[None]) -> None:
        """Begin or reopen an interview, one at a time: a key may be pressed twice."""
        if self._beginning:
            return
        self._beginning = True
        self.run_worker(call, thread=True, group="sessions", exit_on_error=False)
