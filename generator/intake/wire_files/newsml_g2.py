"""Read NewsML-G2, as Reuters, dpa, ANSA and STT send it."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.intake.wire_files.html import html_of
from generator.intake.wire_files.newsml_packages import join_pictures
from generator.intake.wire_files.nitf import find_text, read_media
from generator.intake.wire_files.record import Nature, Status, WireItem, WirePicture, Wrapping, whole_number
from generator.intake.wire_files.times import moment_words, names_no_hour, read_time
from generator.intake.wire_files.words import embargo_of, is_kill_signal, read_status
from generator.intake.wire_files.xml import all_words, attribute_at, first_of, words_at, words_in

TEXT_CLASSES = {"text", "composite", ""}
KINDS = {"picture": "a picture", "graphic": "a graphic", "video": "a video", "audio": "a recording"}
TAG = re.compile(r"</?(?:p|br|div)\b[^<>]*>", re.IGNORECASE)
MARKUP = re.compile(r"</p>\s*<p\b", re.IGNORECASE)
"""Two paragraphs: then text that is called plain has markup in it."""
KILL_LINKS = {"kills", "cancels", "irel:kills", "irel:cancels", "irel:replaces", "replaces"}
OTHER_ITEMS = {
    "packageItem": "a package of other items",
    "conceptItem": "a description of a term",
    "planningItem": "a plan of coverage",
    "catalogItem": "a catalog of terms",
    "knowledgeItem": "a list of terms",
}


def read_newsml_g2(root: Element, wrapping: Wrapping) -> Iterator[WireItem]:
    """Yield the items of a NewsML-G2 file. A text gets the pictures that a package in the file joins to it."""
    read = [(element, _read_item(element, wrapping)) for element in root.iter("newsItem")]
    joined = join_pictures(root, [item for _, item in read])
    items = {element: joined.get(item.thread, item) if item.nature is Nature.STORY else item for element, item in read}
    for element in root.iter():
        if element.tag == "newsItem":
            yield items[element]
        elif element.tag in OTHER_ITEMS and element.attrib.get("guid"):
            yield WireItem(thread=element.attrib["guid"].strip(), nature=Nature.OTHER, what=OTHER_ITEMS[element.tag])


def _read_item(item: Element, wrapping: Wrapping) -> WireItem:
    meta, about, content = item.find("itemMeta"), item.find("contentMeta"), item.find("contentSet")
    created, sent = words_at(meta, "firstCreated"), words_at(meta, "versionCreated")
    sent = sent or words_at(about, "contentModified") or words_at(about, "contentCreated")
    kind = attribute_at(meta, "itemClass", "qcode").rpartition(":")[2].casefold()
    html, text = _text_of(content)
    version = item.attrib.get("version", "").strip()
    return WireItem(
        thread=item.attrib.get("guid", "").strip() or wrapping.name,
        version=whole_number(version),
        sent=read_time(sent or created, wrapping.zone),
        created=read_time(created, wrapping.zone),
        day_only=names_no_hour(created or sent),
        status=_status_of(meta),
        nature=Nature.STORY if kind in TEXT_CLASSES else Nature.OTHER,
        what=KINDS.get(kind, f"of the class “{kind}”"),
        kills=tuple(_killed_by(meta, item.attrib.get("guid", ""))),
        embargo=_embargo_of(meta, wrapping),
        headline=_headline_of(about) or words_at(meta, "title"),
        deck=next(_headlines(about, sub=True), ""),
        summary=words_at(about, "description[@role='drol:summary']"),
        bylines=tuple(all_words(about, "by")),
        dateline=words_at(about, "dateline"),
        slugline=words_at(about, "slugline"),
        language=attribute_at(about, "language", "tag") or item.attrib.get("lang", ""),
        source=_source_of(item, meta, about),
        categories=tuple(_categories_of(about, meta)),
        notes=tuple(_notes_of(meta, public=False)),
        corrections=tuple(_notes_of(meta, public=True)),
        html=html,
        text=text,
        pictures=tuple(_pictures_of(item, about, content)),
    )


def _status_of(meta: Element | None) -> Status:
    signals = meta.findall("signal") if meta is not None else []
    if any(is_kill_signal(one.attrib.get("qcode", "")) for one in signals):
        return Status.KILLED
    return read_status(attribute_at(meta, "pubStatus", "qcode") or attribute_at(meta, "pubStatus", "uri"))


def _embargo_of(meta: Element | None, wrapping: Wrapping) -> str:
    """Return the time of the embargo. An empty element is an embargo whose end isn't known."""
    found = moment_words(words_at(meta, "embargoed"), wrapping.zone)
    is_open = meta is not None and meta.find("embargoed") is not None
    return embargo_of(attribute_at(meta, "pubStatus", "qcode"), found, is_open=is_open)


def _killed_by(meta: Element | None, own: str) -> Iterator[str]:
    """Yield the ids of other items that this one takes the place of. STT links to them without saying why."""
    for link in meta.findall("link") if meta is not None else ():
        target = (link.attrib.get("guidref") or link.attrib.get("residref") or "").strip()
        rel = link.attrib.get("rel", "").casefold()
        takes_over = rel in KILL_LINKS or (not rel and "guidref" in link.attrib and "version" in link.attrib)
        if target and target != own.strip() and takes_over:
            yield target


def _headlines(about: Element | None, *, sub: bool) -> Iterator[str]:
    for headline in about.findall("headline") if about is not None else ():
        role = headline.attrib.get("role", "").casefold()
        if words_in(headline) and ("sub" in role) is sub:
            yield words_in(headline)


def _headline_of(about: Element | None) -> str:
    return next(_headlines(about, sub=False), "")


def _source_of(item: Element, meta: Element | None, about: Element | None) -> str:
    names = (
        words_at(about, "creditline").rstrip("-–— "),
        attribute_at(about, "infoSource", "literal"),
        words_at(about, "infoSource/name"),
        words_at(item, "rightsInfo/copyrightHolder/name"),
        attribute_at(item, "rightsInfo/copyrightHolder", "literal"),
        attribute_at(meta, "provider", "literal"),
        words_at(meta, "provider/name"),
        attribute_at(meta, "provider", "qcode").rpartition(":")[2],
    )
    return next(filter(None, names), "")


def _categories_of(about: Element | None, meta: Element | None) -> Iterator[str]:
    for parent, name in (
        (about, "subject"),
        (about, "genre"),
        (about, "keyword"),
        (meta, "service"),
        (meta, "memberOf"),
    ):
        for one in parent.findall(name) if parent is not None else ():
            said = (one.attrib.get("qcode", ""), one.attrib.get("literal", ""), *all_words(one, "name"))
            yield from filter(None, (words.strip() for words in said))
            if name == "keyword":
                yield from filter(None, [words_in(one)])


def _notes_of(meta: Element | None, *, public: bool) -> Iterator[str]:
    for note in meta.findall("edNote") if meta is not None else ():
        if words_in(note) and note.attrib.get("role", "").endswith(":public") is public:
            yield words_in(note)


def _text_of(content: Element | None) -> tuple[str, str]:
    """Return the text of an item as HTML, or as plain text."""
    if content is None:
        return "", ""
    for inline in content.findall("inlineXML"):
        body = first_of(inline, "body.content")
        body = body if body is not None else first_of(inline, "body")
        if words_in(body if body is not None else inline):
            return (html_of(body) if body is not None else find_text(inline)), ""
    for inline in content.findall("inlineData"):
        data = "".join(inline.itertext()).strip()
        if data and ("html" in inline.attrib.get("contenttype", "") or MARKUP.search(data)):
            return data, ""
        if data:
            return "", TAG.sub("\n", data)
    return "", ""


def _pictures_of(item: Element, about: Element | None, content: Element | None) -> Iterator[WirePicture]:
    """Yield the picture whose renditions the item names, and those in its text."""
    remote = content.findall("remoteContent") if content is not None else []
    images = [one for one in remote if one.attrib.get("contenttype", "").startswith("image/")]
    images.sort(key=lambda one: -_width_of(one))
    files = [name for one in images for name in _names_of(one)]
    if files:
        yield WirePicture(
            files=tuple(dict.fromkeys(files)),
            caption=next(
                (words_in(one) for one in _descriptions(about) if "caption" in one.attrib.get("role", "")), ""
            ),
            copyright=words_at(item, "rightsInfo/copyrightNotice"),
        )
    yield from read_media(item)


def _descriptions(about: Element | None) -> list[Element]:
    return about.findall("description") if about is not None else []


def _width_of(remote: Element) -> int:
    return whole_number(remote.attrib.get("width", ""))


def _names_of(remote: Element) -> Iterator[str]:
    yield from all_words(remote, "altId")
    yield from filter(None, (remote.attrib.get("href", ""), remote.attrib.get("residref", "")))
