"""A grader that gets ready in the background while the candidate reads the first question."""

from threading import Event, Thread

from interviewer.grading.grader import Marker
from interviewer.model.rubric import Rubric
from interviewer.services.learning import grader_of


class GraderLoader:
    """Loads the grader of a rubric in a thread of its own; calling it waits for the grader."""

    def __init__(self, rubric: Rubric) -> None:
        """Remember the rubric; nothing is loaded before `start` or the first call."""
        self._rubric = rubric
        self._marker: Marker | None = None
        self._error: BaseException | None = None
        self._started = False
        self._ready = Event()

    @property
    def is_ready(self) -> bool:
        """Return whether a call would return at once."""
        return self._ready.is_set()

    def start(self) -> None:
        """Begin to load, unless that has begun already."""
        if not self._started:
            self._started = True
            # A daemon: leaving the program never waits for a grader that nobody needs any more.
            Thread(target=self._load, name="grader-loader", daemon=True).start()

    def __call__(self) -> Marker:
        """Return the grader, waiting for it if need be.

        Raises:
            Exception: whatever loading raised.
        """
        self.start()
        self._ready.wait()
        if self._error is not None:
            raise self._error
        assert self._marker is not None, "ready without an error means loaded"
        return self._marker

    def _load(self) -> None:
        try:
            self._marker = grader_of(self._rubric, apart=True)
        except BaseException as error:  # kept for the caller: a thread's own would vanish
            self._error = error
        finally:
            self._ready.set()
