"""A mock interviewer for the terminal: staged, timed, graded offline, every point explained."""

__version__ = "0.1.0"
