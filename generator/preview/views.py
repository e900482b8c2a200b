"""The views of the desk beside the list of stories: what needs attention, the schedule, the front, deploys, the words.

Each returns the HTML of its page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from generator.archive import queries
from generator.catalogue.copy import stories_aside
from generator.catalogue.store import Store, open_reader
from generator.commands.check import COMPARED
from generator.commands.front import FrontOrder, orders, read_front_text
from generator.commands.front_file import order_in
from generator.delivery.last_deploy import read_last_deploy
from generator.edition.days import first_weekday
from generator.edition.edition import EditionSettings
from generator.edition.front import TOML_FILE
from generator.errors import BroadsheetError
from generator.press.removals import number_to_confirm, waiting_pages
from generator.preview import pages
from generator.preview.attention import count_concerns
from generator.preview.desk_pages import PAGE_HEADERS, RefusedForm, refused_form, show_not_found
from generator.preview.month import month_named, open_month
from generator.preview.page_titles import name_in_address, title_in_page
from generator.preview.preview import Preview, last_settings, secret_url
from generator.preview.rows import STATES, Filed, open_filed, state_of
from generator.preview.titles import titles_in
from generator.preview.upcoming import find_upcoming
from generator.preview.words import KEYS, WORDS

MOST_OFFERED = 200
"""So many of the newest stories are offered for a front."""
MOST_SHOWN = 50
"""So many problems of a group are shown at first."""
MOST_OF_GROUP = 1_000
MOST_WAITING = 200


class Opened(msgspec.Struct, frozen=True):
    """What a view is made of."""

    store: Store
    settings: EditionSettings
    filed: Filed
    now: datetime
    zone: ZoneInfo
    refused: RefusedForm | None = None
    """The form of the page that was refused, if one was."""


View = Callable[[Preview, Opened, Mapping[str, str]], str]
"""Function from what a view is made of, and what the address asks for, to the HTML of the page."""


@contextmanager
def opened(preview: Preview, refused: RefusedForm | None = None) -> Iterator[Opened | None]:
    """Context manager with what views are made of; None before the first build. Raises CatalogueFault."""
    settings, now = last_settings(preview), preview.clock()
    if settings is None:
        yield None
        return
    with closing(open_reader(preview.catalogue)) as store:
        filed = open_filed(store, now, titles_in(preview.paper.folder))
        yield Opened(store, settings, filed, now, ZoneInfo(settings.config.time_zone), refused)


def render_view(preview: Preview, desk: Opened, name: str, view: str, **variables: Any) -> str:
    """Return the HTML of the page `name`. `view`: which link of the navigation leads to it."""
    state = preview.state()
    groups = preview.attention.of(desk.filed, state)
    return pages.render(
        name, settings=desk.settings, state=state, now=desk.now, zone=desk.zone, states=STATES, view=view,
        attention=count_concerns(groups), form_token=preview.form_token, refused=desk.refused,
        secret=lambda path: secret_url(preview, path),
        section_name=lambda slug: desk.settings.addresses.section(slug).name if slug else "", **variables,
    )  # fmt: skip


# --- what needs attention -------------------------------------------------------------------------


def view_attention(preview: Preview, desk: Opened, query: Mapping[str, str]) -> str:
    """Return the page of all that needs attention; of one group with `group=` in full."""
    wanted = query.get("group", "")
    groups = preview.attention.of(desk.filed, preview.state())
    shown = [group for group in groups if wanted in {"", group.key}]
    most = MOST_OF_GROUP if wanted else MOST_SHOWN
    deletions = next((group for group in groups if group.key == "deletions"), None)
    asked = number_to_confirm(deletions.concerns[0].problems[0]) if deletions else 0
    waiting = list(_waiting_titles(preview, desk)) if asked else []
    return render_view(
        preview, desk, "attention.html", "attention",
        groups=shown, wanted=wanted, most=most, compared=COMPARED,
        asked=asked, waiting=waiting[:MOST_WAITING], waits=len(waiting),
    )  # fmt: skip


def _waiting_titles(preview: Preview, desk: Opened) -> Iterator[tuple[str, str]]:
    """Yield address and title of each page that waits to be removed."""
    for page in waiting_pages(desk.store):
        yield page.url, _title_of_file(preview, desk, page.file)


# --- the schedule ---------------------------------------------------------------------------------


def view_schedule(preview: Preview, desk: Opened, query: Mapping[str, str]) -> str:
    """Return the calendar of what goes live and what expires, in the month that `month=` names."""
    first = month_named(query.get("month", ""), desk.now.astimezone(desk.zone).date())
    weekday = first_weekday(desk.settings.config.language)
    return render_view(
        preview, desk, "schedule.html", "schedule",
        month=open_month(desk.store, first, desk.now, desk.zone, weekday),
        weekdays=pages.WEEKDAYS, upcoming=find_upcoming(desk.store, desk.now),
    )  # fmt: skip


# --- the front ------------------------------------------------------------------------------------


def view_front(preview: Preview, desk: Opened, query: Mapping[str, str]) -> str:
    """Return the page on which editors order the fronts."""
    refusal = _why_front_is_fixed(preview)
    shown = list(_all_orders(preview, desk))
    return render_view(
        preview, desk, "front.html", "front",
        orders=shown, seen=front_seen(preview), refusal=refusal, offered=_offered(desk),
        moved=query.get("moved", ""), act=query.get("act", ""), of=query.get("of", ""),
        said=_said(shown, query), undo=query.get("undo", ""),
    )  # fmt: skip


def _said(shown: Iterable[FrontOrder], query: Mapping[str, str]) -> str:
    """Return what was done to a front, for screen readers too; empty if nothing was."""
    name, act = query.get("moved", ""), query.get("act", "")
    stories = next((order.stories for order in shown if order.section == query.get("of", "")), ())
    for number, story in enumerate(stories, 1):
        if story.name == name:
            return f"“{story.headline or name}” is number {number} of {len(stories)} now."
    if query.get("undone"):
        return "The order is as it was before."
    return f"{name} is off the list. Its file stays." if name and act == "remove" else ""


def front_seen(preview: Preview) -> str:
    """Return the digest of front.toml, which forms bring back; empty when there is none, or none that can be read."""
    try:
        return read_front_text(preview.paper).seen
    except (BroadsheetError, OSError):
        return ""


def _why_front_is_fixed(preview: Preview) -> str:
    """Return why the order can't be changed at the desk; empty if it can."""
    try:
        text = read_front_text(preview.paper).content.text
        order_in(text)
    except BroadsheetError as error:
        return f"{error} {error.hint}"
    except OSError as error:
        return f"{TOML_FILE} can’t be read: {error.strerror}."
    return ""


def _all_orders(preview: Preview, desk: Opened) -> Iterator[FrontOrder]:
    """Yield the order of the paper's front and of each section's, also where the editors decided nothing."""
    addresses = desk.settings.addresses
    found = {order.section: order for order in orders(desk.store, addresses, preview.paper.folder)}
    slugs = [*addresses.sections, *(one.slug for one in queries.subjects(desk.store, "section"))]
    for slug in dict.fromkeys(["", *slugs, *found]):
        yield found.get(slug) or FrontOrder(slug, addresses.section(slug).name, ())


def _offered(desk: Opened) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the stories that an editor may choose: a label for each group, with pairs of path and headline."""
    public = [(card.path, card.headline) for card in queries.newest(desk.store, MOST_OFFERED)]
    aside = [story for story in stories_aside(desk.store) if not story.own]
    coming = [(one.path, one.headline) for one in aside if state_of(one, desk.filed) == "scheduled"]
    return [(label, some) for label, some in (("On the site, newest first", public), ("Scheduled", coming)) if some]


# --- deploys --------------------------------------------------------------------------------------


def view_deploy(preview: Preview, desk: Opened, _: Mapping[str, str]) -> str:
    """Return the page that shows what is live, and from which editors deploy."""
    targets, folder = desk.settings.config.deploy, preview.paper.state / "deploy"
    hosts = {name: read_last_deploy(folder / name) for name in sorted(targets)}
    return render_view(
        preview, desk, "deploy.html", "deploy",
        hosts=hosts, targets=targets, jobs=dict(preview.deploys.jobs),
        busy=preview.deploys.is_busy, changes=preview.deploys.changes,
        automatic=preview.deployed_to, host_title=lambda file: _title_of_file(preview, desk, file),
    )  # fmt: skip


def _title_of_file(preview: Preview, desk: Opened, file: str) -> str:
    """Return the title of a page of the site: of one to be sent, or of one that waits to be removed."""
    served = preview.site.read(file)
    title = title_in_page(served.content, desk.settings.config.name) if served else ""
    return title or name_in_address(file)


# --- words and keys -------------------------------------------------------------------------------


def view_help(preview: Preview, desk: Opened, _: Mapping[str, str]) -> str:
    """Return the page that explains the desk's words, states and keys."""
    return render_view(preview, desk, "help.html", "help", explained=WORDS, keys=KEYS)


VIEWS: dict[str, View] = {
    "attention": view_attention,
    "schedule": view_schedule,
    "front": view_front,
    "deploy": view_deploy,
    "help": view_help,
}
"""The last part of each view's address -> the view."""
VIEW_OF = {"order": "front", "send": "deploy", "remove": "attention"}
"""The last part of the address of each form -> the view that holds it."""


def show_view(preview: Preview, view: View, query: Mapping[str, str], refused: RefusedForm | None = None) -> Response:
    """Answer with a view, on which a form may have been refused."""
    with opened(preview, refused) as found:
        if found is None:
            return show_not_found(preview)
        html = view(preview, found, query)
    return HTMLResponse(html, refused.status if refused else HTTPStatus.OK, PAGE_HEADERS)


def show_action_again(preview: Preview, request: Request, error: BroadsheetError | OSError) -> Response:
    """Answer with the view of a form that was refused."""
    name = VIEW_OF[request.scope["path"].rpartition("/")[2]]
    return show_view(preview, VIEWS[name], {}, refused_form(request, error, f"/_desk/{name}"))
