"""Read a stream of any length in lines of bounded length."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

HEAD_BYTES = 1 << 14
"""Enough for some lines of the longest logs, which have a hundred fields each."""
BLOCK_BYTES = 1 << 20
MAX_LINE_BYTES = 1 << 16
"""Longer lines are skipped: no server's log has any."""


class LineStream:
    """Yields the lines of a stream, and counts the bytes read. `head` holds its first bytes beforehand."""

    def __init__(self, stream: BinaryIO, note: Callable[[], None] = lambda: None) -> None:
        """`note` is called at every block."""
        self._stream = stream
        self._note = note
        self.head = _read_full(stream, HEAD_BYTES)
        self._pending = self.head
        self.read_bytes = 0

    def lines(self, until: int | None = None) -> Iterator[bytes]:
        """Yield the lines up to byte `until` of the stream, or to its end. What follows the last line end is a line."""
        rest, too_long = b"", False
        while block := self._block(until):
            self._note()
            first, *others = block.split(b"\n")
            if not others:
                too_long = too_long or len(rest) + len(first) > MAX_LINE_BYTES
                rest = b"" if too_long else rest + first
                continue
            if not too_long:
                yield rest + first
            rest = others.pop()
            too_long = False
            yield from others
        if rest:
            yield rest

    def _block(self, until: int | None) -> bytes:
        wanted = BLOCK_BYTES if until is None else min(BLOCK_BYTES, until - self.read_bytes)
        if self._pending:
            block, self._pending = self._pending[:wanted], self._pending[wanted:]
        else:
            block = self._stream.read(wanted)
        self.read_bytes += len(block)
        return block


def _read_full(stream: BinaryIO, size: int) -> bytes:
    """Return the first `size` bytes, which a pipe may give in pieces."""
    parts, left = [], size
    while left and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
