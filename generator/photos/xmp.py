"""Read captions and rights from an XMP packet: ISO 16684-1, and IPTC's Photo Metadata Standard for the names."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.photos.rights import AI_SOURCES, Rights
from generator.photos.text import plain, tidy, web_address, without_camera_notes

MAX_BYTES = 2 << 20
"""A larger packet is not read. Photoshop's lists of layers and ancestors reach some hundred kilobytes."""
SOURCE_TYPES = ("http://cv.iptc.org/newscodes/digitalsourcetype/", "https://cv.iptc.org/newscodes/digitalsourcetype/")

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
XMP_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
IPTC_EXTENSION = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
PRISM = "{http://prismstandard.org/namespaces/"
"""The beginning of the names of PRISM, whose versions and parts have names of their own."""
OPENINGS, ENDS = ("}embargoDate", f"{PLUS}LicenseStartDate"), ("}expirationDate", f"{PLUS}LicenseEndDate")
"""The ends of the names of the properties that say from and until when a picture may be used."""

SEARCHED = (f"{DC}title", f"{DC}description", f"{PHOTOSHOP}Headline", f"{XMP_RIGHTS}UsageTerms")
"""The properties whose texts may hold an embargo, besides the instructions; all languages of each."""

Properties = dict[str, list[str]]
"""The texts of each property by its full name, the one of the default language first."""


def read_xmp(packet: bytes) -> Rights:
    """Return what an XMP packet says; nothing if it can't be read."""
    found = _properties(packet)

    def texts(name: str) -> Iterator[str]:
        return filter(None, map(plain, found.get(name, ())))

    def text(name: str) -> str:
        return next(texts(name), "")

    return Rights(
        caption=without_camera_notes(text(f"{DC}description")),
        alt_text=text(f"{IPTC_CORE}AltTextAccessibility"),
        headline=text(f"{PHOTOSHOP}Headline"),
        creators=tuple(dict.fromkeys(texts(f"{DC}creator"))),
        credit=text(f"{PHOTOSHOP}Credit"),
        copyright=text(f"{DC}rights"),
        web_statement=web_address(text(f"{XMP_RIGHTS}WebStatement")),
        licensor_url=next(filter(None, map(web_address, texts(f"{PLUS}LicensorURL"))), ""),
        usage_terms=text(f"{XMP_RIGHTS}UsageTerms"),
        digital_source_type=source_type(text(f"{IPTC_EXTENSION}DigitalSourceType")),
        instructions=text(f"{PHOTOSHOP}Instructions"),
        releases=tuple(_times(found, OPENINGS)),
        expirations=tuple(_times(found, ENDS)),
        unshown=tuple(one for name in SEARCHED for one in texts(name)),
    )


def _times(found: Properties, endings: tuple[str, ...]) -> Iterator[str]:
    """Yield the times of a picture's use in the properties whose names end so, among those of PRISM and PLUS."""
    for name, texts in found.items():
        if name.startswith((PRISM, PLUS)) and name.endswith(endings):
            yield from filter(None, map(tidy, texts))


def source_type(address: str) -> str:
    """Return the last part of a term of IPTC's vocabulary of digital sources; nothing for any other text.

    A term without its address counts if it tells of AI.
    """
    if address in AI_SOURCES:
        return address
    for beginning in SOURCE_TYPES:
        term = address.removeprefix(beginning)
        if term != address and term.isascii() and term.isalpha():
            return term
    return ""


def _properties(packet: bytes) -> Properties:
    found: Properties = {}
    for description in _descriptions(packet):
        for name, value in description.attrib.items():
            found.setdefault(name, []).append(value)
        for element in description:
            if element.tag == f"{PLUS}Licensor":
                found.setdefault(f"{PLUS}LicensorURL", []).extend(_within(element, f"{PLUS}LicensorURL"))
            else:
                found.setdefault(element.tag, []).extend(_values(element))
    return found


def _descriptions(packet: bytes) -> Iterator[Element]:
    """Yield the parts of the packet that hold properties; none if it isn't well-formed, or has a DTD."""
    if len(packet) > MAX_BYTES:
        return
    text = (
        packet if packet[:2] in {b"\xff\xfe", b"\xfe\xff"} else packet.decode("utf-8-sig", "replace").strip("\0 \r\n\t")
    )
    try:
        root = fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return
    yield from root.iterfind(f".//{RDF}RDF/{RDF}Description" if root.tag != f"{RDF}RDF" else f"{RDF}Description")


def _values(element: Element) -> list[str]:
    """Return the texts of a property: of each item of a list, or its own."""
    items = element.findall(f"*/{RDF}li")
    if not items:
        return [element.get(f"{RDF}resource") or element.text or ""]
    items.sort(key=lambda item: item.get(LANGUAGE) != "x-default")
    return [item.get(f"{RDF}resource") or item.text or "" for item in items]


def _within(element: Element, name: str) -> Iterator[str]:
    """Yield the texts of a property anywhere inside `element`, as an element or an attribute."""
    for inner in element.iter():
        if name in inner.attrib:
            yield inner.attrib[name]
        if inner.tag == name:
            yield inner.get(f"{RDF}resource") or inner.text or ""
