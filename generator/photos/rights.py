"""What a picture file says of its caption, its maker and its rights: XMP first, then IPTC, then EXIF."""

import msgspec


class Rights(msgspec.Struct, frozen=True, omit_defaults=True):
    """Caption, maker and rights of a picture. All are plain text on one line, empty when the file has none.

    Every text is untrusted: it was typed by strangers and may hold anything that is valid in XML.
    """

    caption: str = ""
    """IPTC 2:120, `dc:description`. Notes that cameras write by themselves are left out."""
    alt_text: str = ""
    """`Iptc4xmpCore:AltTextAccessibility`."""
    headline: str = ""
    """IPTC 2:105, `photoshop:Headline`. A title (2:05) is a slug more often than not, and is left out."""
    creators: tuple[str, ...] = ()
    """IPTC 2:80, `dc:creator`."""
    credit: str = ""
    """The credit line: IPTC 2:110, `photoshop:Credit`."""
    copyright: str = ""
    """IPTC 2:116, `dc:rights`."""
    web_statement: str = ""
    """The address of a page on the rights, http or https alone: `xmpRights:WebStatement`."""
    licensor_url: str = ""
    """Where a licence can be had, http or https alone: `plus:LicensorURL`."""
    usage_terms: str = ""
    """`xmpRights:UsageTerms`."""
    digital_source_type: str = ""
    """The last part of the term of IPTC's vocabulary, such as `digitalCapture` or `trainedAlgorithmicMedia`."""
    instructions: str = ""
    """Special instructions, which may hold an embargo: IPTC 2:40 and `photoshop:Instructions`, both if they differ."""
    releases: tuple[str, ...] = ()
    """The earliest times of use as written, `20261130 060000+0100`: IPTC 2:30 and 2:35, and in XMP the embargo of PRISM
    and the start of a licence (PLUS). All of them count."""
    expirations: tuple[str, ...] = ()
    """The latest times of use as written: IPTC 2:37 and 2:38, and in XMP the same of PRISM and PLUS."""
    unshown: tuple[str, ...] = ()
    """Titles, and captions and headlines that others come before. None is published; any may hold an embargo."""

    @property
    def is_made_with_ai(self) -> bool:
        """Tell whether the file says that the picture was made with a trained model, wholly or in part."""
        return self.digital_source_type in AI_SOURCES


AI_SOURCES = frozenset({"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic"})
"""The terms of http://cv.iptc.org/newscodes/digitalsourcetype/ that mean: a trained model made it, or a part of it."""
