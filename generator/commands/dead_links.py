"""Find the links to this site that lead nowhere: in stories and pages, on people, in templates and in site.toml."""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

import msgspec

from generator.archive.addresses import fold
from generator.archive.photo_choice import choose_photos
from generator.build import ReadResult
from generator.catalogue.copy import body_of, people_by_file
from generator.commands.copy_lines import CopyLines
from generator.commands.link_targets import Broken, Targets, target_of
from generator.commands.template_links import ids_in_templates, links_in_template
from generator.config import FILE
from generator.config.links import links_in
from generator.config.places import locate_mistakes
from generator.config.wording import nearest
from generator.edition.edition import open_edition
from generator.edition.menus import own_address
from generator.edition.plan import plan_all
from generator.intake.html.heading_ids import PREFIX
from generator.intake.photos.inline import read_image
from generator.model import Gravity, Problem, Story
from generator.press.templates import template_folders

LINK = re.compile(r'<(a|img|audio|video|source|track) [^>]*?\b(?:href|src|poster)="([^"]*)"[^>]*>')
OWN_PLACE = f"#{PREFIX}"
COPIED = "Copy the address from the page that you mean."
NO_IMAGE = "Put the file into static/, or correct the address."
IMAGE_CODES = {"link-dead": "image-missing"}
"""The code of a link that leads nowhere -> that of an image of which this is true."""


def find_broken_links(read: ReadResult, stories: Sequence[Story], folder: Path) -> Iterator[Problem]:
    """Yield a warning for each link in the paper at `folder` that leads nowhere. `stories` are all, public or not."""
    store, settings = read.store, read.settings
    origin = settings.site.address
    pages = plan_all(open_edition(store, settings))
    targets = Targets(store, settings.config, pages, stories, ids_in_templates(template_folders(folder)))
    for story in stories:
        if url := targets.urls.get(story.path):
            links = _without_photos(read, story, links_in_html(body_of(store, story.path).html))
            yield from _check(links, targets, origin, url, CopyLines(folder, story.file))
    for file, person in people_by_file(store):
        yield from _check(links_in_html(person.biography), targets, origin, "/", CopyLines(folder, file))
    yield from _check_templates(folder, targets, origin)
    yield from _check_settings(read, folder, targets)


def links_in_html(html: str) -> dict[str, str]:
    """Return each address in sanitised HTML, in order, and the tag that has it first."""
    found: dict[str, str] = {}
    for link in LINK.finditer(html):
        found.setdefault(unescape(link[2]), link[0])
    return found


def _without_photos(read: ReadResult, story: Story, links: dict[str, str]) -> dict[str, str]:
    """Return the links without the images that are photos of content/, about which other findings tell."""
    images = {href: read_image(tag) for href, tag in links.items() if tag.startswith("<img ")}
    if not any(images.values()):
        return links
    chosen = {choice.written for choice in choose_photos(read.store, story)[0]}
    photos = {href for href, image in images.items() if image and (href in chosen or not href.startswith("/"))}
    return {href: tag for href, tag in links.items() if href not in photos}


def _check(links: dict[str, str], targets: Targets, origin: str, page: str, copy: CopyLines) -> Iterator[Problem]:
    """Yield a warning for each of the links on the page at the address `page` that leads nowhere."""
    for href, tag in links.items():
        target = target_of(href, origin, page)
        broken = targets.check(target) if target else None
        if broken:
            yield _problem(
                copy.file,
                _line_of(href, copy, targets.prefix),
                href.removeprefix(origin),
                broken,
                is_image=tag[1:4] == "img",
            )


def _line_of(href: str, copy: CopyLines, prefix: str) -> int:
    """Return the first line in which the address stands, however it is written; 0 if there is none.

    `prefix` is the path of the paper's address, which the copy may leave out.
    """
    forms = dict.fromkeys([href, escape(href), unquote(href), _shown(href), href.removeprefix(prefix)])
    return copy.find(re.compile(rf"(?<![\w./:%-])(?:{'|'.join(map(re.escape, forms))})(?![\w/%-])"))


def _problem(file: str, line: int, href: str, broken: Broken, *, is_image: bool = False) -> Problem:
    if is_image:
        what = "isn't there" if broken.code in IMAGE_CODES else broken.what
        code = IMAGE_CODES.get(broken.code, broken.code)
        return Problem(file, line, f"The image {href} {what}.", broken.hint or NO_IMAGE, Gravity.WARNING, code)
    return Problem(file, line, _message(href, broken), broken.hint or COPIED, Gravity.WARNING, broken.code)


def _message(href: str, broken: Broken) -> str:
    return f"The link to {_shown(href)} {broken.what}."


def _shown(href: str) -> str:
    """Return an address as the copy has it: the sanitiser adds to a link that leads to its own page."""
    return f"#{href.removeprefix(OWN_PLACE)}" if href.startswith(OWN_PLACE) else href


def _check_templates(folder: Path, targets: Targets, origin: str) -> Iterator[Problem]:
    """Yield a warning for each dead link in the paper's own templates. A relative one depends on the page."""
    own = folder / "templates"
    for path in sorted(own.rglob("*.html")):
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        for line, href in links_in_template(text):
            target = target_of(href, origin) if href.startswith(("/", origin)) else None
            broken = targets.check(target) if target else None
            if broken:
                file = f"templates/{path.relative_to(own).as_posix()}"
                yield _problem(file, line, href.removeprefix(origin), broken)


def _check_settings(read: ReadResult, folder: Path, targets: Targets) -> Iterator[Problem]:
    """Yield a warning for each address in site.toml that leads nowhere, with its line."""
    config, origin = read.settings.config, read.settings.site.address
    theme = read.settings.site.theme
    shown = {"logo": theme.logo, "logo_dark": theme.logo_dark}  # these two may stand in static/assets/
    for key, link in links_in(config):
        target = target_of(shown.get(key) or own_address(config, link), origin)
        broken = targets.check(target) if target else None
        if target and broken:
            hint = broken.hint or nearest(fold(target.path), targets.known) or COPIED
            named = f"{target.path}#{target.fragment}" if target.fragment else target.path
            text = (folder / FILE).read_text(encoding="utf-8-sig")
            [problem] = locate_mistakes(text, [(key, _message(named, broken), hint)])
            yield msgspec.structs.replace(problem, gravity=Gravity.WARNING, code=broken.code)
