"""RetryPolicy with hosts: what may go well the next time is tried again, later each time."""

from collections.abc import Callable, Iterator, Sequence
from random import random
from typing import TypeVar

import msgspec

from generator.errors import TemporaryError

TRIES = 5
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0

Answer = TypeVar("Answer")


class RetryPolicy(msgspec.Struct, frozen=True):
    """How often something is tried, and how one waits meanwhile."""

    sleep: Callable[[float], None]
    tries: int = TRIES
    draw: Callable[[], float] = random

    def ask(self, question: Callable[[], Answer]) -> Answer:
        """The answer; raises the last trouble when all tries failed, and others than TemporaryError at once."""
        for tried in range(1, self.tries):
            try:
                return question()
            except TemporaryError as trouble:
                self.wait(tried, trouble)
        return question()

    def each(self, work: Callable[[Sequence[str]], Iterator[str]], names: Sequence[str]) -> Iterator[str]:
        """Do `work`, which yields each name when it is done, and again with those that are left."""
        left, tried = dict.fromkeys(names), 0
        while left:
            try:
                for name in work(list(left)):
                    left.pop(name, None)
                    tried = 0
                    yield name
                return
            except TemporaryError as trouble:
                tried += 1
                if tried == self.tries:
                    raise
                self.wait(tried, trouble)

    def wait(self, tried: int, trouble: TemporaryError) -> None:
        """Wait, longer each time, and as long as the host says; not all deployers at once."""
        pause_s = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (tried - 1)) * (0.5 + self.draw())
        self.sleep(max(pause_s, min(trouble.after_s, LONGEST_PAUSE_S)))
