"""Scales, which turn numbers into places, with round numbers at the lines of the grid."""

import math
from collections.abc import Iterable

import msgspec

LEAST_RANGE = 1e-100
"""Numbers that are nearer to each other than this are drawn as one: a number of the computer ends at 5e-324."""


class Scale(msgspec.Struct, frozen=True):
    """A range of numbers with round ends."""

    low: float
    high: float
    step: float

    def part(self, number: float) -> float:
        """Return where a number is, from 0 at the low end to 1 at the high one."""
        return (number - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Return the round numbers from end to end."""
        count = round((self.high - self.low) / self.step)
        return [_rounded(self.low + number * self.step, self.step) for number in range(count + 1)]


def make_scale(numbers: Iterable[float], *, from_zero: bool = True, steps: int = 4) -> Scale:
    """Return a scale of about `steps` steps that holds all numbers, and 0 unless the chart can do without."""
    known = list(numbers)
    low, high = min(known, default=0.0), max(known, default=0.0)
    if from_zero or (low > 0 and low < high / 2) or (high < 0 and high > low / 2):
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < LEAST_RANGE:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < LEAST_RANGE:
        low, high = 0.0, 1.0
    step = _round_step((high - low) / steps)
    return Scale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    share = rough / power
    return next((round_one for round_one in (1, 2, 2.5, 5) if share <= round_one * 1.0001), 10) * power


def _rounded(number: float, step: float) -> float:
    digits = max(0, 2 - math.floor(math.log10(step)))
    return round(number, digits) + 0.0
