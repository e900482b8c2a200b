"""Try again what may succeed the next time, after a longer pause each time."""

from collections.abc import Callable, Iterator, Sequence
from random import random
from typing import TypeVar

import msgspec

from generator.errors import TemporaryError

TRIES = 5
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0

Result = TypeVar("Result")


class RetryPolicy(msgspec.Struct, frozen=True):
    """The number of tries, and the function that sleeps between them."""

    sleep: Callable[[float], None]
    tries: int = TRIES
    draw: Callable[[], float] = random

    def call(self, operation: Callable[[], Result]) -> Result:
        """Return the operation's result. Raises its last TemporaryError when all tries failed, other errors at once."""
        for tried in range(1, self.tries):
            try:
                return operation()
            except TemporaryError as error:
                self.wait(tried, error)
        return operation()

    def each(self, work: Callable[[Sequence[str]], Iterator[str]], names: Sequence[str]) -> Iterator[str]:
        """Do `work`, which yields each name once it is done, and try again with the names that are left."""
        left, tried = dict.fromkeys(names), 0
        while left:
            try:
                for name in work(list(left)):
                    left.pop(name, None)
                    tried = 0
                    yield name
                return
            except TemporaryError as error:
                tried += 1
                if tried == self.tries:
                    raise
                self.wait(tried, error)

    def wait(self, tried: int, error: TemporaryError) -> None:
        """Pause, longer each time, at least as long as the host asks for, and with a random part."""
        pause_s = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (tried - 1)) * (0.5 + self.draw())
        self.sleep(max(pause_s, min(error.after_s, LONGEST_PAUSE_S)))
