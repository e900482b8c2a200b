"""Read TOML of other programs, which may be hostile."""

import re
import tomllib
from typing import Any

from generator.intake.header.toml_header import MAX_DOTS

QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")


def read_table(text: str) -> dict[str, Any]:
    """Return a table of TOML. Raises ValueError, RecursionError.

    A key of very many parts, for which the library needs time and memory by the square of their number, is refused.
    """
    for line in text.split("\n"):
        if line.count(".") > MAX_DOTS and QUOTED.sub("", line).count(".") > MAX_DOTS:
            message = f"a key has more than {MAX_DOTS} parts"
            raise ValueError(message)
    return tomllib.loads(text)
