"""The menus: links of site.toml, and pages of the paper's own whose header asks for one."""

from collections.abc import Iterable

from generator.archive.own_pages import PublicPage
from generator.config import Config
from generator.edition.inputs import Menus
from generator.model import Link


def make_menus(config: Config, pages: Iterable[PublicPage]) -> Menus:
    """Return the menus of the paper. `pages` are the public ones, in any order."""
    public = sorted(pages, key=lambda page: (page.title.casefold(), page.url))
    return Menus(**{menu: _links(menu, config, public) for menu in Menus.__struct_fields__})


def _links(menu: str, config: Config, pages: Iterable[PublicPage]) -> tuple[Link, ...]:
    """Return the links of one menu by their order; of several with the same order, those of site.toml come first."""
    written = [(one.order, Link(one.name, own_address(config, one.link))) for one in config.menu if one.place == menu]
    asked = [(order, Link(page.title, page.url)) for page in pages for name, order in page.own.menus if name == menu]
    links = [link for _, link in sorted([*written, *asked], key=lambda entry: entry[0])]
    return tuple({link.url: link for link in reversed(links)}.values())[::-1]


def own_address(config: Config, url: str) -> str:
    """Return an address of site.toml as pages link to it: a path of this site gets the path of the paper's address."""
    is_whole = not url.startswith("/") or (config.prefix and url.startswith(f"{config.prefix}/"))
    return url if is_whole else config.prefix + url
