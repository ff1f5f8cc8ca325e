"""What tells good items from others while a text is being read."""

from typing import Protocol

from interviewer.storage.yaml_nodes import Mapping


class Judge(Protocol):
    """Says of each item, as soon as it is there, whether it is good."""

    def is_good(self, name: str, index: int, group: Mapping) -> bool:
        """Return whether the member `index` of the list `name` is as it should be.

        Called for each group in a list that has a name at the top of the file.
        """


class NoItems:
    """The judge of a file that has no items: nothing in it is the reason for more."""

    def is_good(self, name: str, index: int, group: Mapping) -> bool:  # noqa: ARG002
        """Return False."""
        return False
