"""Remember which reader saw which story on which day, for one run, in memory of a fixed size."""

import secrets
from hashlib import blake2b
from struct import unpack

BITS = 1 << 28
"""32 MB. With 20 million views one in 200 new views is taken for a repeated one: it counts too few, never too many."""


class Seen:
    """A Bloom filter over salted digests. Each run has a new salt, and neither the salt nor the digests are kept."""

    def __init__(self, bits: int = BITS) -> None:
        """`bits` is a power of two."""
        self._salt = secrets.token_bytes(16)
        self._bits = bytearray(bits // 8)
        self._mask = bits - 1

    def places(self, reader: bytes, story: int, day: int) -> tuple[int, ...]:
        """Return the bits of the filter that stand for this reader, story and day."""
        digest = blake2b(b"%d %d " % (story, day) + reader, digest_size=16, key=self._salt).digest()
        one, two, three, four = unpack("<4I", digest)
        mask = self._mask
        return one & mask, two & mask, three & mask, four & mask

    def has(self, places: tuple[int, ...]) -> bool:
        """Tell whether all of these bits are set."""
        bits = self._bits
        return all(bits[place >> 3] & (1 << (place & 7)) for place in places)

    def add(self, places: tuple[int, ...]) -> None:
        """Set these bits."""
        for place in places:
            self._bits[place >> 3] |= 1 << (place & 7)

    def snapshot(self) -> bytes:
        """Return a copy of the filter for `restore`."""
        return bytes(self._bits)

    def restore(self, snapshot: bytes) -> None:
        """Reset the filter to what it was when the snapshot was taken."""
        self._bits[:] = snapshot
