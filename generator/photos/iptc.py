"""Read captions and rights from IPTC-IIM, the older form that agencies still write: IIM 4.2, https://iptc.org/std/IIM/."""

from collections.abc import Iterator

from generator.photos.rights import Rights
from generator.photos.text import plain, without_camera_notes

MAX_BYTES, MAX_DATASETS = 1 << 20, 2_000
MARK = 0x1C
CHARSET = (1, 90)
TITLE, CAPTION, BYLINE, CREDIT, COPYRIGHT, HEADLINE = (2, 5), (2, 120), (2, 80), (2, 110), (2, 116), (2, 105)
INSTRUCTIONS, RELEASE_DATE, RELEASE_TIME = (2, 40), (2, 30), (2, 35)
EXPIRATION_DATE, EXPIRATION_TIME = (2, 37), (2, 38)

CHARSETS = {
    b"\x1b%G": "utf-8",
    b"\x1b%/G": "utf-8",
    b"\x1b%/H": "utf-8",
    b"\x1b%/I": "utf-8",
    b"\x1b.A": "cp1252",
    b"\x1b-A": "cp1252",
    b"\x1b.B": "iso8859-2",
    b"\x1b-B": "iso8859-2",
    b"\x1b-F": "iso8859-7",
    b"\x1b-G": "iso8859-6",
    b"\x1b-H": "iso8859-8",
    b"\x1b-L": "iso8859-5",
    b"\x1b-M": "iso8859-9",
}
"""The escape sequences of dataset 1:90 that are in use. Others say nothing that helps, as `ESC % 5`."""
USUAL = frozenset("áàâäãåæçéèêëíìîïñóòôöõøœßúùûüÄÖÜÉÀÅØÇŒ“”‘’–—…«»°€£")
"""What captions in western languages have besides ASCII. The right way to read bytes gives more of them."""

Datasets = dict[tuple[int, int], list[bytes]]


def read_iptc(block: bytes) -> Rights:
    """Return what a block of IPTC-IIM says. A damaged block gives what comes before the damage."""
    found: Datasets = {}
    for place, content in _datasets(block[:MAX_BYTES]):
        found.setdefault(place, []).append(content)
    charset = _charset_of(found)

    def texts(place: tuple[int, int]) -> Iterator[str]:
        return filter(None, (plain(_decode(content, charset)) for content in found.get(place, ())))

    def text(place: tuple[int, int]) -> str:
        return next(texts(place), "")

    return Rights(
        caption=without_camera_notes(text(CAPTION)),
        headline=text(HEADLINE),
        creators=tuple(dict.fromkeys(texts(BYLINE))),
        credit=text(CREDIT),
        copyright=text(COPYRIGHT),
        instructions=" ".join(texts(INSTRUCTIONS)),
        releases=_moment(text(RELEASE_DATE), text(RELEASE_TIME)),
        expirations=_moment(text(EXPIRATION_DATE), text(EXPIRATION_TIME)),
        unshown=(*texts(TITLE), *texts(CAPTION), *texts(HEADLINE)),
    )


def _moment(date: str, time: str) -> tuple[str, ...]:
    return tuple(filter(None, [f"{date} {time}".strip()]))


def _datasets(block: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Yield the place (record and number) and the content of each dataset: IIM 4.2, part II."""
    at = block.find(MARK)
    for _ in range(MAX_DATASETS):
        if at < 0 or at + 5 > len(block) or block[at] != MARK:
            return
        place = (block[at + 1], block[at + 2])
        size = int.from_bytes(block[at + 3 : at + 5], "big")
        at += 5
        if size & 0x8000:  # an extended dataset: this is the size of the size
            width = size & 0x7FFF
            size = int.from_bytes(block[at : at + width], "big") if width <= 4 else len(block)
            at += width
        if at + size > len(block):
            return
        yield place, block[at : at + size]
        at += size


def _charset_of(found: Datasets) -> str:
    """Return the encoding that the block names, or that all of its texts fit."""
    named = CHARSETS.get(b"".join(found.get(CHARSET, [b""])[:1]).strip())
    text = b"\n".join(content for (record, _), some in found.items() if record == 2 for content in some)
    for charset in filter(None, (named, "utf-8")):
        try:
            text.decode(charset)
        except UnicodeDecodeError:
            continue
        return charset
    return max("cp1252", "mac_roman", key=lambda charset: sum(map(USUAL.__contains__, text.decode(charset, "replace"))))


def _decode(content: bytes, charset: str) -> str:
    return content.rstrip(b"\0").decode(charset, "replace").replace("\ufffd", "")
