"""The app grades in threads while it lists banks in others: stems must not get mixed up."""

import sys
from collections.abc import Iterator
from threading import Thread

import pytest

from interviewer.grading import spelling

BEGINNINGS = "general nation optim regular gradient relat oper convolut".split()
ENDINGS = "isation izations ing ed ally s fulness iveness ational ional".split()


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_stems_are_the_same_in_many_threads() -> None:
    unkept = spelling._worked_out
    words = [f"{beginning}{ending}" for beginning in BEGINNINGS for ending in ENDINGS]
    wanted = {word: unkept(word) for word in words}
    wrong: list[str] = []

    def run() -> None:
        for word in words * 5:
            try:
                if unkept(word) != wanted[word]:
                    wrong.append(word)
            except IndexError:
                wrong.append(word)

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
