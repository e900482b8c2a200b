"""A file's own text in a page of the desk, beside the page as it will be; saving it, and bringing former texts back."""

from contextlib import closing
from http import HTTPStatus
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from generator.archive.takedowns import read_takedowns, withdrawn_paths
from generator.catalogue import copy
from generator.catalogue.store import CatalogueFault, open_reader
from generator.errors import BroadsheetError, ChangedMeanwhile, CommandRefused, refuse
from generator.intake.names import STORY_ENDINGS, ending_of, identify
from generator.model import Problem
from generator.newsroom.editing import OpenedText, open_for_editing, save_text
from generator.newsroom.former_texts import former_texts
from generator.newsroom.writing import bring_back, read_file
from generator.preview.desk_pages import (
    Refusal,
    RefusedForm,
    go_to,
    refusal_of,
    show,
    show_refusal,
    show_refused_form,
    status_of,
    tell,
    wants_json,
)
from generator.preview.forms import form_of
from generator.preview.opening import may_open
from generator.preview.preview import Preview, last_settings
from generator.preview.story_acts import acts_on
from generator.preview.told import notice, told_of

EDIT = "/_desk/edit"
INCOMPLETE = "The form was incomplete, so nothing was written."
SHOWN_FORMER = 20
"""The number of former texts that a page lists."""


class KnownOfFile(msgspec.Struct, frozen=True):
    """What the last build found in a file."""

    path: str = ""
    """The path of its story; empty if there is none."""
    headline: str = ""
    problems: tuple[Problem, ...] = ()
    is_down: bool = False
    """True if its story was taken down."""


def answer_edit(preview: Preview, request: Request) -> Response:
    """Answer with the text of a file."""
    return show_file(preview, request, request.query_params.get("file", ""))


def show_file(preview: Preview, request: Request, file: str, refused: RefusedForm | None = None) -> Response:
    """Answer with the text of a file, on whose page a form may have been refused."""
    try:
        opened = open_for_editing(preview.paper_now(), file, _language(preview))
    except (CommandRefused, OSError) as error:
        return show_refused_form(preview, refused, "/_desk/") if refused else _show_gone(preview, request, file, error)
    return _show_text(
        preview, request, opened, opened.content.text, status=refused.status if refused else HTTPStatus.OK, act=refused
    )


def _show_gone(preview: Preview, request: Request, file: str, error: CommandRefused | OSError) -> Response:
    """Answer that a file can't be shown; if it was removed, with its former texts, which bring it back."""
    try:
        is_gone = read_file(preview.paper, file) is None
    except (CommandRefused, OSError):
        is_gone = False
    former = [one for one in former_texts(preview.paper.state, file) if one.before][:SHOWN_FORMER] if is_gone else []
    if not former:
        return show_refusal(preview, error, "/_desk/")
    return show(
        preview, "gone.html", HTTPStatus.NOT_FOUND, file=file, refusal=refusal_of(error), former=former,
        told=told_of(preview, request, file),
    )  # fmt: skip


def answer_save(preview: Preview, request: Request) -> Response:
    """Save a text. If it can't be saved, the page has it still, beside the file's own text if that is another now."""
    form, paper = form_of(request), preview.paper_now()
    file, text, seen = form.get("file", ""), form.get("text"), form.get("seen", "")
    if text is None:
        return show_refusal(preview, refuse(file, INCOMPLETE, "Load the page again."), "/_desk/")
    try:
        opened = open_for_editing(paper, file, _language(preview))
        saved = save_text(paper, opened, text, seen, in_utf8=bool(form.get("utf8")))
    except (CommandRefused, OSError) as error:
        return show_save_again(preview, request, error)
    if wants_json(request):
        return tell({"seen": saved.digest, "undo": saved.undo})
    return go_to(EDIT, file=file, undo=saved.undo)


def answer_undo(preview: Preview, request: Request) -> Response:
    """Give a file a former text back."""
    form = form_of(request)
    file, path = form.get("file", ""), form.get("path", "")
    try:
        saved = bring_back(preview.paper_now(), file, form.get("name", ""), seen=form.get("seen", ""))
    except (CommandRefused, OSError) as error:
        return show_undo_again(preview, request, error)
    if form.get("page") == "front":
        return go_to("/_desk/front", undone="yes")
    is_story = ending_of(file) in STORY_ENDINGS and identify(file) == path
    if form.get("page") == "story" and path and (saved.digest or not is_story):
        said = notice(preview, f"{file.rpartition('/')[2]}: undone.")
        return go_to("/_desk/story", path=path, undo=saved.undo, said=said)
    said = "" if saved.digest else notice(preview, f"{file.rpartition('/')[2]}: removed.")
    return go_to(EDIT, file=file, undo=saved.undo, said=said)


def show_undo_again(preview: Preview, request: Request, error: BroadsheetError | OSError) -> Response:
    """Answer that a former text wasn't brought back. Nothing was typed."""
    path = form_of(request).get("path", "")
    return show_refusal(preview, error, f"/_desk/story?path={quote(path, safe='')}" if path else "/_desk/")


def known_of(preview: Preview, file: str) -> KnownOfFile:
    """Return what the catalogue knows of a file; nothing while it can't be read.

    A takedown counts as soon as it is in takedowns.toml, before a build has carried it out.
    """
    asked, _ = read_takedowns(preview.paper.folder)
    try:
        with closing(open_reader(preview.catalogue)) as store:
            path = copy.path_in(store, file)
            headline = copy.story_of(store, path).headline if path else ""
            problems = tuple(copy.problems_of(store, [file]))
            is_down = path in withdrawn_paths(store) or any(one.story == path for one in asked)
            return KnownOfFile(path, headline, problems, is_down)
    except (FileNotFoundError, CatalogueFault):
        return KnownOfFile()


def _language(preview: Preview) -> str:
    settings = last_settings(preview)
    return settings.config.language if settings else ""


def _show_text(
    preview: Preview,
    request: Request,
    opened: OpenedText,
    text: str,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    refusal: Refusal | None = None,
    is_conflict: bool = False,
    act: RefusedForm | None = None,
) -> Response:
    """Answer with the page in which `text` is edited. It isn't saved yet if there is a refusal.

    `act`: another form of the page that was refused.
    """
    former = former_texts(preview.paper.state, opened.file)[:SHOWN_FORMER]
    known = known_of(preview, opened.file)
    return show(
        preview, "edit.html", status, opened=opened, text=text, refusal=refusal, is_conflict=is_conflict, known=known,
        former=former, told=told_of(preview, request, opened.file), folder_shown=may_open(preview, request),
        refused=act, acts=acts_on(preview.paper_now(), opened.file, known.path, is_down=known.is_down),
    )  # fmt: skip


def show_save_again(preview: Preview, request: Request, error: BroadsheetError | OSError) -> Response:
    """Answer that a text wasn't saved. The page keeps it, and shows the file's own one if they differ."""
    form = form_of(request)
    refusal, status = refusal_of(error), status_of(error)
    if wants_json(request):
        return tell({"message": refusal.message, "hint": refusal.hint, "line": refusal.line,
                     "changed": isinstance(error, ChangedMeanwhile)}, status)  # fmt: skip
    file, text = form.get("file", ""), form.get("text", "").replace("\r\n", "\n")
    try:
        opened = open_for_editing(preview.paper_now(), file, _language(preview))
    except (CommandRefused, OSError):
        return show_refusal(preview, error, "/_desk/", text)
    changed = isinstance(error, ChangedMeanwhile)
    if not changed:
        opened = msgspec.structs.replace(opened, seen=form.get("seen", ""))
    return _show_text(preview, request, opened, text, status=status, refusal=refusal, is_conflict=changed)
