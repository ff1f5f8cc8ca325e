"""A YAML text as a parser reads it: piece by piece, and no further than is worth reading."""

from interviewer.storage.yaml_text import check_characters

MOST_CHARACTERS_BESIDE = 1_200_000
"""How many characters stand outside of items without a fault: the shipped bank has as many, and may
have the same fault in every item."""


class FeedEndError(Exception):
    """More than may be read was asked for."""


class Feed:
    """A text as a parser reads it: in pieces, each of them checked, and only as far as allowed."""

    def __init__(self, text: str) -> None:
        """Begin at the beginning."""
        self.most_beside = MOST_CHARACTERS_BESIDE
        self._text = text
        self._at = 0
        self._allowed = self.most_beside

    def allow(self, characters: int) -> None:
        """Let so many more be read: those of a good item."""
        self._allowed += characters

    def read(self, size: int = -1) -> str:
        """Return the next characters, at most `size`, or all; none at the end.

        Raises:
            YamlRefusedError: one of them is none that YAML can hold.
            FeedEndError: what was read so far is more than was allowed.
        """
        if self._at > self._allowed:
            raise FeedEndError
        start = self._at
        self._at = len(self._text) if size < 0 else start + size
        check_characters(self._text, start, self._at)
        return self._text[start : self._at]
