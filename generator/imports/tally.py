"""Count what couldn't be carried over by its name, so that the report tells each name once."""

from collections.abc import Iterator

from generator.imports.records import Leftover


class Tally:
    """Things of one kind by name, each with how often it was found, and where first."""

    def __init__(self, kind: str) -> None:
        """`kind`: what the report calls them, in plain words."""
        self._kind = kind
        self._found: dict[str, list[str]] = {}

    def add(self, name: str, where: str) -> None:
        """Note a thing of this name in a file or a text."""
        self._found.setdefault(name, []).append(where)

    def told(self) -> Iterator[Leftover]:
        """Yield each name with the number of texts that have it, those of most texts first."""
        for name, places in sorted(self._found.items(), key=lambda one: (-len(one[1]), one[0])):
            where = places[0] if len(places) == 1 else f"{len(places):,} texts, such as {places[0]}"
            yield Leftover(self._kind, f"{name} ({where})")
