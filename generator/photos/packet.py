"""Write the XMP packet that published pictures carry: maker, credit and rights, and nothing else."""

from generator.photos.rights import Rights


def make_packet(rights: Rights) -> bytes:
    """Return the XMP packet for a published picture: the same rights give the same bytes; empty without any.

    It holds creators, credit line, copyright, usage terms, the page on the rights, the licensor's address and the
    digital source type. Caption, alt text, headline and instructions are not in it, so that an edited caption changes
    no picture.
    """
    raise NotImplementedError
