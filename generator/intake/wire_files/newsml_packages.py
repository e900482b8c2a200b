"""Join the items that a package of NewsML-G2 names: Reuters sends a text and its pictures as items of their own."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

import msgspec

from generator.intake.wire_files.record import Nature, Status, WireItem, WirePicture

MAX_PICTURES = 100


def join_pictures(root: Element, items: Sequence[WireItem]) -> Mapping[str, WireItem]:
    """Return the texts that got pictures of others, by their ids.

    A package is joined if all is clear: it has one text, of which the file has one version. A picture that is withheld,
    killed or embargoed isn't shown.
    """
    texts = {item.thread: item for item in items if item.nature is Nature.STORY}
    pictures: dict[str, list[WireItem]] = {}
    for item in items:
        if item.nature is Nature.OTHER and item.pictures:
            pictures.setdefault(item.thread, []).append(item)
    joined: dict[str, WireItem] = {}
    for package in root.iter("packageItem"):
        named = list(dict.fromkeys(_named_in(package)))
        own = [name for name in named if name in texts]
        if len(own) != 1 or sum(item.thread == own[0] for item in items) != 1:
            continue
        text = joined.get(own[0], texts[own[0]])
        added = [one for name in named for one in _free_to_show(pictures.get(name, []))]
        whole = tuple(dict.fromkeys([*text.pictures, *added]))[:MAX_PICTURES]
        joined[own[0]] = msgspec.structs.replace(text, pictures=whole)
    return joined


def _named_in(package: Element) -> list[str]:
    """Return the ids of the items that a package names, in its order."""
    return [one.attrib.get("residref", "").strip() for one in package.iter("itemRef")]


def _free_to_show(versions: Sequence[WireItem]) -> tuple[WirePicture, ...]:
    """Return the pictures of the newest version of a picture item, if they may be shown."""
    if not versions:
        return ()
    newest = max(versions, key=lambda one: one.version)
    if newest.status is not Status.USABLE or newest.embargo:
        return ()
    return tuple(one if one.credit else msgspec.structs.replace(one, credit=newest.source) for one in newest.pictures)
