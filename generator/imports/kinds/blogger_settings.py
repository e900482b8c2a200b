"""What an archive of Blogger says of the blog: where it was, and whether everybody could read it.

Archives of Blogger's own export have the settings among their entries; in those of Google Takeout they are in a table
beside the feed, and the feed doesn't say where the blog was.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from generator.errors import CommandRefused
from generator.imports.tables import read_table
from generator.imports.values import host_of, path_of
from generator.imports.xml_stream import Element
from generator.intake.header.keys import fold_key

BESIDE = "settings.csv"
SETTING = ".settings."
OWN = {"blogger.com", "draft.blogger.com"}
LINK = re.compile(r"https?://[\w.-]{4,200}/(?:\d{4}/\d\d|p)/[\w%.~-]{1,200}\.html")
"""The address of a text of any blog."""
BLOGSPOT = ".blogspot."


class Blog(msgspec.Struct, frozen=True):
    """A blog, as its archive describes it."""

    hosts: tuple[str, ...] = ()
    is_private: bool = False
    """True if only people who were invited could read it."""

    def with_own_host(self, text: str) -> str:
        """Return a text in which links to the blog at Blogger's addresses in other countries have its own host."""
        for host in self.hosts if BLOGSPOT in text else ():
            name, dot, _ = host.partition(BLOGSPOT)
            if dot:
                pattern = rf"(?<=//){re.escape(name)}\.blogspot\.[a-z]{{2,3}}(?:\.[a-z]{{2}})?(?=[/?#\"'\s<]|\Z)"
                text = re.sub(pattern, host, text, flags=re.IGNORECASE)
        return text


def read_blog(file: Path, elements: Iterable[Element]) -> Blog:
    """Return what the archive at `file`, with these elements, says of its blog."""
    said = dict(_settings_beside(file))
    hosts: dict[str, None] = {}
    paths: set[str] = set()
    linked: Counter[str] = Counter()
    for element in elements:
        name = element.first("atom:id").partition(SETTING)[2]
        if name:
            said[fold_key(name)] = element.first("atom:content")
            continue
        hosts |= dict.fromkeys(_hosts_of(element))
        if path := element.first("blogger:filename"):
            paths.add(path)
            linked.update(LINK.findall(element.first("atom:content")))
    if subdomain := said.get("blogsubdomain", "").strip().casefold():
        hosts[f"{subdomain}.blogspot.com"] = None
    if not hosts:  # the host to which most links to texts of the blog itself lead
        own = Counter({host_of(link): 0 for link in linked})
        for link, count in linked.items():
            own[host_of(link)] += count * (path_of(link) in paths)
        hosts |= {host: None for host, count in own.most_common(1) if count}
    return Blog(tuple(hosts), said.get("blogreadaccessmode", "").strip().casefold() not in {"", "public"})


def _settings_beside(file: Path) -> Mapping[str, str]:
    table = file.with_name(BESIDE)
    try:
        rows = read_table(table) if table.is_file() else []
    except CommandRefused:
        rows = []
    return rows[0] if rows else {}


def _hosts_of(element: Element) -> list[str]:
    links = [element] if element.name == "atom:link" else [*element.every("atom:link")]
    found = (host_of(one.attributes.get("href", "")) for one in links if one.attributes.get("rel") == "alternate")
    return [host for host in found if host and host not in OWN]
