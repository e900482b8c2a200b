"""Which reader saw which story on which day: known for the length of a run, in memory of a fixed size."""

import secrets
from hashlib import blake2b
from struct import unpack

BITS = 1 << 28
"""32 MB. With 20 million views one in 200 is taken for seen that isn't: it counts too few, never too many."""


class Seen:
    """A Bloom filter over salted digests. The salt is drawn anew for each run, and neither it nor they are kept."""

    def __init__(self, bits: int = BITS) -> None:
        """`bits` is a power of two."""
        self._salt = secrets.token_bytes(16)
        self._bits = bytearray(bits // 8)
        self._mask = bits - 1

    def places(self, reader: bytes, story: int, day: int) -> tuple[int, ...]:
        """Where the filter holds that the reader saw the story on that day."""
        digest = blake2b(b"%d %d " % (story, day) + reader, digest_size=16, key=self._salt).digest()
        one, two, three, four = unpack("<4I", digest)
        mask = self._mask
        return one & mask, two & mask, three & mask, four & mask

    def has(self, places: tuple[int, ...]) -> bool:
        """Whether all of these were added."""
        bits = self._bits
        return all(bits[place >> 3] & (1 << (place & 7)) for place in places)

    def add(self, places: tuple[int, ...]) -> None:
        """Remember these."""
        for place in places:
            self._bits[place >> 3] |= 1 << (place & 7)

    def snapshot(self) -> bytes:
        """All that was added, for `restore`."""
        return bytes(self._bits)

    def restore(self, snapshot: bytes) -> None:
        """Know no more than was known when the snapshot was taken."""
        self._bits[:] = snapshot
