"""Check the files of static/ by which a paper tells machines whom to trust: ads.txt, security.txt, trust.txt.

They are published as they are. Sources: IAB Tech Lab, ads.txt 1.1 and app-ads.txt 1.0; RFC 9116 (security.txt);
JournalList's trust.txt, draft-org-trust-relationship-protocol-00.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from generator.config.wording import nearest
from generator.edition.asset import Asset
from generator.model import Gravity, Problem

WELL_KNOWN = ".well-known/"
Line = tuple[int, str]
Found = tuple[int, str, str]
"""The line, what is wrong, and how to fix it."""

ADS_RECORD = re.compile(
    r"[\w-]+(?:\.[\w-]+)+\s*,\s*[^\s,;]+\s*,\s*(?:DIRECT|RESELLER)\s*(?:,\s*[^\s,;]+\s*)?(?:;.*)?", re.IGNORECASE
)
ADS_VARIABLE = re.compile(
    r"(CONTACT|SUBDOMAIN|INVENTORYPARTNERDOMAIN|OWNERDOMAIN|MANAGERDOMAIN)\s*=\s*\S.*", re.IGNORECASE
)
ADS_HINT = "Write for example: adserver.example, pub-1234, DIRECT, f08c47fec0942fa0"
SECURITY_FIELDS = {
    one.lower(): one
    for one in (
        *("Acknowledgments", "Canonical", "Contact", "CSAF", "Encryption", "Expires", "Hiring", "Policy"),
        "Preferred-Languages",
    )
}
ADDRESSES = ("https://", "mailto:", "tel:")
EXPIRES_HINT = "Write for example: Expires: 2027-06-30T00:00:00Z"
TRUST_NAMES = (
    "belongto", "contact", "control", "controlledby", "customer", "datatrainingallowed", "disclosure", "member",
    "social", "vendor",
)  # fmt: skip
WEB = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?")


def check_told_files(assets: Iterable[Asset], now: datetime) -> Iterator[Problem]:
    """Yield what is wrong in such files among the static ones, and which has expired at `now`."""
    for asset in assets:
        name = asset.name.removeprefix(WELL_KNOWN)
        check = CHECKS.get(name)
        if check and asset.source:
            for line, message, hint in _check(asset, check, now):
                yield Problem(f"static/{asset.name}", line, message, hint, Gravity.WARNING, code="static-machine-file")


def _check(asset: Asset, check: "Check", now: datetime) -> Iterator[Found]:
    content = Path(asset.source).read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield 0, "It isn't UTF-8 text, so programs can't read it.", "Save it as plain text in UTF-8."
        return
    if content.startswith(b"\xef\xbb\xbf"):
        yield (
            1,
            "It begins with a byte order mark, which some programs take for a part of the first line.",
            ("Save it as UTF-8 without one."),
        )
    if re.match(r"\s*<(?:!doctype|html|\?xml)", text, re.IGNORECASE):
        yield 1, "It is a web page.", "Save the text alone."
        return
    yield from check(asset.name, list(enumerate(text.splitlines(), 1)), now)


def _bare(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines without comments and empty ones."""
    for number, line in lines:
        if bare := line.partition("#")[0].strip():
            yield number, bare


def _check_ads(name: str, lines: list[Line], _now: datetime) -> Iterator[Found]:
    if name.startswith(WELL_KNOWN):
        yield 0, "Buyers look for it at the root of the site.", "Move it into static/ itself."
    for number, line in _bare(lines):
        if not ADS_RECORD.fullmatch(line) and not ADS_VARIABLE.fullmatch(line):
            yield number, f"“{line}” is neither a seller nor a variable, so buyers skip it.", ADS_HINT


def _check_security(name: str, lines: list[Line], now: datetime) -> Iterator[Found]:
    if not name.startswith(WELL_KNOWN):
        yield 0, "Researchers look for it at /.well-known/security.txt.", "Move it to static/.well-known/security.txt."
    fields: dict[str, list[Line]] = {}
    for number, line in _unsigned(lines):
        field, colon, value = line.partition(":")
        known = SECURITY_FIELDS.get(field.strip().lower())
        if known and colon and value.strip():
            fields.setdefault(known, []).append((number, value.strip()))
        elif not colon or " " in field.strip():
            yield number, f"“{line}” isn't a field.", "Write the name of a field, a colon and its value."
        else:  # a field that others may know is allowed
            close = nearest(field.strip().lower(), SECURITY_FIELDS)
            if known or close:
                yield number, f"“{line}” can't be read.", close or f"Write a value after “{known}:”."
    yield from _check_contacts(fields.get("Contact", []))
    yield from _check_expiry(fields.get("Expires", []), now)


def _unsigned(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines that hold fields. A file may be signed: then others stand around them."""
    signed = any(line.startswith("-----BEGIN PGP SIGNED MESSAGE") for _, line in lines)
    inside = not signed
    for number, line in lines:
        if line.startswith("-----BEGIN PGP SIGNATURE"):
            return
        if inside and line.strip() and not line.startswith("#"):
            yield number, line
        inside = inside or not line.strip()


def _check_contacts(contacts: list[Line]) -> Iterator[Found]:
    if not contacts:
        yield 0, "It names nobody to write to.", "Add a line, for example: Contact: mailto:security@example.org"
    for number, value in contacts:
        if not value.startswith(ADDRESSES):
            hint = f"Write it with its scheme: Contact: mailto:{value if '@' in value else 'security@example.org'}"
            yield number, f"“{value}” isn't a whole address.", hint


def _check_expiry(expiries: list[Line], now: datetime) -> Iterator[Found]:
    if len(expiries) != 1:
        number = expiries[1][0] if expiries else 0
        yield number, f"It has {len(expiries) or 'no'} “Expires” and needs exactly one.", EXPIRES_HINT
    for number, value in expiries:
        try:
            end = datetime.fromisoformat(value)
        except ValueError:
            end = None
        if end is None or end.tzinfo is None:
            yield number, f"“{value}” isn't a date with a time and a zone.", EXPIRES_HINT
        elif end <= now:
            yield number, f"It expired on {end.date().isoformat()}, so nobody may rely on it.", EXPIRES_HINT


def _check_trust(_name: str, lines: list[Line], _now: datetime) -> Iterator[Found]:
    for number, line in _bare(lines):
        name, equals, value = (part.strip() for part in line.partition("="))
        if not equals or not value:
            yield number, f"“{line}” isn't an attribute.", "Write for example: member=https://association.example/"
        elif name not in TRUST_NAMES:
            hint = nearest(name, TRUST_NAMES) or "Known ones: " + ", ".join(TRUST_NAMES) + "."
            yield number, f"There is no attribute “{name}”.", hint
        elif name == "datatrainingallowed":
            if value.lower() not in {"yes", "no"}:
                yield number, f"“{value}” is neither yes nor no.", "Write: datatrainingallowed=no"
        elif name != "contact" and not WEB.fullmatch(value):
            yield number, f"“{value}” isn't a web address.", f"Write it with https: {name}=https://example.org/"


Check = Callable[[str, list[Line], datetime], Iterator[Found]]
CHECKS: dict[str, Check] = {
    "ads.txt": _check_ads,
    "app-ads.txt": _check_ads,
    "security.txt": _check_security,
    "trust.txt": _check_trust,
}
"""The name of a file in static/ or static/.well-known/ -> its check."""
