"""Write the XMP packet that published pictures carry: maker, credit and rights, and nothing else."""

from collections.abc import Sequence
from html import escape

from generator.photos.rights import Rights
from generator.photos.text import tidy

HEAD = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
)
FOOT = '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
MOST_CREATORS, MAX_CREATOR_CHARS, MAX_CHARS = 10, 200, 1_000
"""A JPEG file has room for a packet of 65,500 bytes."""
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def make_packet(rights: Rights) -> bytes:
    """Return the XMP packet for a published picture: the same rights give the same bytes; empty without any.

    It holds creators, credit line, copyright, usage terms, the page on the rights, the licensor's address and the
    digital source type. Caption, alt text, headline and instructions are not in it, so that an edited caption changes
    no picture.
    """
    source = rights.digital_source_type
    parts = (
        _list("dc:creator", "Seq", "<rdf:li>", rights.creators[:MOST_CREATORS], MAX_CREATOR_CHARS),
        _alternative("dc:rights", rights.copyright),
        _plain("photoshop:Credit", rights.credit),
        _plain("xmpRights:WebStatement", rights.web_statement),
        _alternative("xmpRights:UsageTerms", rights.usage_terms),
        _plain("Iptc4xmpExt:DigitalSourceType", source and SOURCE_TYPE + source),
        _licensor(rights.licensor_url),
    )
    body = "".join(parts)
    if not body:
        return b""
    used = {name: uri for name, uri in NAMESPACES.items() if f"<{name}:" in body}
    names = "".join(f' xmlns:{name}="{uri}"' for name, uri in used.items())
    return f"{HEAD}{names}>{body}{FOOT}".encode()


def _plain(name: str, text: str) -> str:
    return f"<{name}>{_escape(text)}</{name}>" if text else ""


def _list(name: str, kind: str, item: str, texts: Sequence[str], max_chars: int = MAX_CHARS) -> str:
    items = "".join(f"{item}{_escape(text, max_chars)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _escape(text: str, max_chars: int = MAX_CHARS) -> str:
    return escape(tidy(text, max_chars), quote=False)


def _alternative(name: str, text: str) -> str:
    return _list(name, "Alt", '<rdf:li xml:lang="x-default">', (text,))


def _licensor(address: str) -> str:
    inner = _plain("plus:LicensorURL", address)
    return inner and (
        f'<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">{inner}</rdf:li></rdf:Seq></plus:Licensor>'
    )
