"""The page of the desk on which a story is begun."""

import secrets
from contextlib import closing
from http import HTTPStatus

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from generator.archive import queries
from generator.catalogue import copy
from generator.catalogue.store import CatalogueFault, Store, open_reader
from generator.commands.new import NewStory, begin_story
from generator.digests import digest_value
from generator.errors import BroadsheetError
from generator.newsroom.writing import Done
from generator.preview.desk_pages import Refusal, go_to, refusal_of, show, status_of
from generator.preview.edit import EDIT
from generator.preview.forms import Form, form_of
from generator.preview.newest import keep_newest
from generator.preview.preview import Preview, last_settings
from generator.preview.told import notice

MOST_TOPICS = 500
"""The number of topics that a page offers: those with the most stories."""
MOST_BEGUN = 100
"""The number of forms that are remembered."""


class Offers(msgspec.Struct, frozen=True):
    """What the fields of the page offer to choose from."""

    sections: tuple[tuple[str, str], ...] = ()
    """Slugs and names, in the paper's order."""
    people: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def answer_new(preview: Preview, _: Request) -> Response:
    """Answer with the empty form."""
    return _show(preview, {})


def answer_begin(preview: Preview, request: Request) -> Response:
    """Begin the story and lead to its text. If that isn't possible, the form comes back as it was filled in."""
    form = form_of(request)
    asked = NewStory(
        headline=form.get("headline", ""),
        section=form.get("section", ""),
        byline=form.get("byline", ""),
        date=form.get("date", "").strip() or form.get("date_at", ""),
        embargo=form.get("embargo", "").strip() or form.get("embargo_at", ""),
        topics=tuple(form.get("topics", "").split(",")),
    )
    try:
        with preview.beginning:
            done = _begin_once(preview, form, asked)
    except (BroadsheetError, OSError) as error:
        return show_begin_again(preview, request, error)
    return go_to(EDIT, file=done.file, undo=done.undo, said=notice(preview, done.message))


def _begin_once(preview: Preview, form: Form, asked: NewStory) -> Done:
    """Begin the story, unless the same form has come before: a browser sends it twice when its button is pressed twice.

    The form holds a number of its own, so that the same words in a new form begin another story.
    """
    key = digest_value(sorted(form.items()))
    done = preview.begun.get(key)
    if done is None:
        done = begin_story(preview.paper_now(), asked)
        keep_newest(preview.begun, key, done, MOST_BEGUN)
    return done


def show_begin_again(preview: Preview, request: Request, error: BroadsheetError | OSError) -> Response:
    """Answer with the form as it was filled in, and why the story couldn't be begun."""
    return _show(preview, form_of(request), refusal_of(error), status_of(error))


def _show(preview: Preview, form: Form, refusal: Refusal | None = None, status: HTTPStatus = HTTPStatus.OK) -> Response:
    form = {"once": secrets.token_hex(8), **form}
    return show(preview, "new.html", status, view="new", form=form, refusal=refusal, offers=_offers(preview))


def _offers(preview: Preview) -> Offers:
    settings = last_settings(preview)
    if settings is None:
        return Offers()
    sections = {one.slug: one.name for one in settings.config.sections}
    try:
        with closing(open_reader(preview.catalogue)) as store:
            for one in queries.subjects(store, "section"):
                sections.setdefault(one.slug, settings.addresses.sections.get(one.slug, one.slug))
            return Offers(tuple(sections.items()), _people(store), _topics(store))
    except (FileNotFoundError, CatalogueFault):
        return Offers(tuple(sections.items()))


def _people(store: Store) -> tuple[str, ...]:
    """Return the names of those who have a card or a byline."""
    cards = {one.name for one in copy.all_people(store).values()}
    return tuple(sorted(cards | {one.name for one in queries.subjects(store, "byline")}, key=str.casefold))


def _topics(store: Store) -> tuple[str, ...]:
    found = sorted(queries.subjects(store, "topic"), key=lambda one: one.stories, reverse=True)[:MOST_TOPICS]
    return tuple(sorted((one.name for one in found), key=str.casefold))
