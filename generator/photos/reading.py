"""Read the facts of a picture file: what it is, how large, which colour, what it says of its rights."""

from generator.photos.facts import Facts, Refusal


def read_facts(content: bytes, name: str = "") -> Facts | Refusal:
    """Return the facts of the picture whose bytes are `content`, or why it can't be published.

    `name` is the file's name, to tell when its ending is wrong; what the file is, its content decides. The picture is
    decoded once, at a reduced size where the format can do that, so that a damaged one is found here. Limits of size
    are checked before. It may take long and much memory: see `work.py` for the function that a worker runs.
    """
    raise NotImplementedError
