"""Damage a catalogue as disks, interrupted copies and other programs do."""

import random
import shutil
from pathlib import Path

from generator.catalogue.store import PAGE_BYTES


class Damager:
    """Damages the files in a state folder, each time in another way."""

    def __init__(self, seed: int, folder: Path, older: Path) -> None:
        """Make one for `state`. `older` is a copy of this folder from before the last build."""
        self.draw, self.folder, self.older = random.Random(seed), folder, older
        self.catalogue = folder / "catalogue.sqlite"

    @property
    def can_strike(self) -> bool:
        """True if enough is left of the files to be damaged again."""
        notes = [self.folder / "catalogue.pages", self.folder / "catalogue.seal"]
        return size_of(self.catalogue) >= 2 * PAGE_BYTES and all(size_of(note) for note in notes)

    def strike(self) -> str:
        """Damage something and return a description."""
        chosen = self.draw.choice(
            [
                *[self.alter_bytes] * 6,
                *[self.cut_off] * 4,
                self.cut_off_a_page,
                self.clear_a_page,
                self.swap_pages,
                self.bring_back_a_page,
                self.bring_back_the_catalogue,
                self.bring_back_the_checksums,
                self.append_bytes,
                self.write_text,
                self.lose_a_file,
                self.alter_the_notes,
                self.leave_a_log,
            ]
        )
        chosen()
        return chosen.__name__

    def alter_bytes(self) -> None:
        content = bytearray(self.catalogue.read_bytes())
        for _ in range(self.draw.choice([1, 1, 3, 40])):
            content[self.draw.randrange(len(content))] ^= self.draw.randrange(1, 256)
        self.catalogue.write_bytes(content)

    def cut_off(self) -> None:
        content = self.catalogue.read_bytes()
        lost = self.draw.choice([1, 1024, 2048, 4096, self.draw.randrange(1, len(content)), len(content)])
        self.catalogue.write_bytes(content[: len(content) - lost])

    def cut_off_a_page(self) -> None:
        """Cut pages off, also in the header, which says how many there are."""
        content = bytearray(self.catalogue.read_bytes()[:-PAGE_BYTES])
        content[28:32] = (len(content) // PAGE_BYTES).to_bytes(4)
        self.catalogue.write_bytes(content)

    def clear_a_page(self) -> None:
        content = bytearray(self.catalogue.read_bytes())
        start = self.draw.randrange(len(content) // PAGE_BYTES) * PAGE_BYTES
        content[start : start + PAGE_BYTES] = bytes(PAGE_BYTES)
        self.catalogue.write_bytes(content)

    def swap_pages(self) -> None:
        content = bytearray(self.catalogue.read_bytes())
        one, other = (number * PAGE_BYTES for number in self.draw.sample(range(len(content) // PAGE_BYTES), 2))
        content[one : one + PAGE_BYTES], content[other : other + PAGE_BYTES] = (
            content[other : other + PAGE_BYTES],
            content[one : one + PAGE_BYTES],
        )
        self.catalogue.write_bytes(content)

    def bring_back_a_page(self) -> None:
        content, older = bytearray(self.catalogue.read_bytes()), (self.older / self.catalogue.name).read_bytes()
        start = self.draw.randrange(min(len(content), len(older)) // PAGE_BYTES) * PAGE_BYTES
        content[start : start + PAGE_BYTES] = older[start : start + PAGE_BYTES]
        self.catalogue.write_bytes(content)

    def bring_back_the_catalogue(self) -> None:
        shutil.copy2(self.older / self.catalogue.name, self.catalogue)

    def bring_back_the_checksums(self) -> None:
        for name in ("catalogue.pages", "catalogue.seal")[: self.draw.randint(1, 2)]:
            shutil.copy2(self.older / name, self.folder / name)

    def append_bytes(self) -> None:
        with self.catalogue.open("ab") as file:
            file.write(self.draw.randbytes(self.draw.choice([1, 100, PAGE_BYTES, 3 * PAGE_BYTES])))

    def write_text(self) -> None:
        self.catalogue.write_bytes(self.draw.choice([b"", b"not a database\n", self.draw.randbytes(20_000)]))

    def lose_a_file(self) -> None:
        self.draw.choice(sorted(self.folder.glob("catalogue.*"))).unlink()

    def alter_the_notes(self) -> None:
        path = self.folder / self.draw.choice(["catalogue.pages", "catalogue.seal"])
        content = bytearray(path.read_bytes())
        content[self.draw.randrange(len(content))] ^= self.draw.randrange(1, 256)
        path.write_bytes(content[: self.draw.randrange(len(content))] if self.draw.random() < 0.3 else content)

    def leave_a_log(self) -> None:
        """Leave files that a killed program may leave, or that were copied here from elsewhere."""
        Path(f"{self.catalogue}-wal").write_bytes(self.draw.randbytes(self.draw.choice([10, 32, 9_000])))
        if self.draw.random() < 0.5:
            Path(f"{self.catalogue}-shm").write_bytes(self.draw.randbytes(32_768))


def size_of(path: Path) -> int:
    """Return the file's size in bytes; 0 for a missing file."""
    return path.stat().st_size if path.exists() else 0
