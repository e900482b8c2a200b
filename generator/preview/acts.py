"""What an editor does to a story at the desk: each is the function that the command of the same name calls."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from generator.commands.correct import correct_story
from generator.commands.publish import publish_draft
from generator.commands.schedule import schedule_story
from generator.commands.stamp import stamp_file
from generator.commands.takedown import TakedownOptions, put_back, take_down
from generator.errors import BroadsheetError, ChangedMeanwhile, refuse
from generator.newsroom.editing import no_such_file
from generator.newsroom.writing import NONE, Done, digest_of, read_file
from generator.paper import Paper
from generator.preview.desk_pages import address, go_to, refused_form
from generator.preview.edit import known_of, show_file
from generator.preview.forms import Form, form_of
from generator.preview.opening import may_open, open_file
from generator.preview.preview import Preview
from generator.preview.story_acts import acts_on, check_allowed
from generator.preview.story_page import show_story
from generator.preview.told import notice


def _stamp(paper: Paper, form: Form) -> Done:
    return stamp_file(paper, paper.folder / form["file"])


def _schedule(paper: Paper, form: Form) -> Done:
    words, chosen = form.get("when", "").strip(), form.get("at", "").strip()
    if words and chosen:
        hint = "Leave one of the two fields empty."
        raise refuse(form["file"], "A time was chosen and another one written.", hint)
    return schedule_story(paper, paper.folder / form["file"], words or chosen)


def _publish(paper: Paper, form: Form) -> Done:
    return publish_draft(paper, paper.folder / form["file"], dated_now=bool(form.get("date_now")))


def _correct(paper: Paper, form: Form) -> Done:
    return correct_story(paper, paper.folder / form["file"], form.get("text", ""))


def _take_down(paper: Paper, form: Form) -> Done:
    leave = "gone" if form.get("leave") == "gone" else "nothing"
    options = TakedownOptions(reason=form.get("reason", ""), leave=leave, notice=form.get("notice", ""))
    if not options.reason.strip():
        raise refuse(form["file"], "A takedown needs a reason.", "Readers don't see it.")
    take_down(paper, form["file"], options)
    return Done("It is taken down. The next build removes it from the site, and the next deploy from the host.")


def _put_back(paper: Paper, form: Form) -> Done:
    put_back(paper, form["file"])
    return Done("It may be published again.")


ACTS: dict[str, Callable[[Paper, Form], Done]] = {
    "stamp": _stamp,
    "schedule": _schedule,
    "publish": _publish,
    "correct": _correct,
    "takedown": _take_down,
    "putback": _put_back,
}
"""The last part of an address below /_desk/act/ -> what is done there."""
OPENING = {"open": False, "reveal": True}
"""Acts that start a program of this machine -> whether it shows the folder rather than the file."""
UNSEEN = {"takedown", "putback"}
"""Acts that don't write into the story's file, so that its text may have changed."""


def answer_act(preview: Preview, request: Request) -> Response:
    """Do what a form asks for, and lead back to its page, which says what was done."""
    form, name = form_of(request), request.path_params["act"]
    paper = preview.paper_now()
    try:
        done = _open(preview, request, paper, form) if name in OPENING else _do(preview, paper, name, form)
    except (BroadsheetError, OSError) as error:
        return show_act_again(preview, request, error)
    said = notice(preview, done.message)
    if _is_on_story(form):
        return go_to("/_desk/story", path=form["path"], undo=done.undo, said=said)
    return go_to("/_desk/edit", file=form.get("file", ""), undo=done.undo, said=said)


def _do(preview: Preview, paper: Paper, name: str, form: Form) -> Done:
    """Do an act that the state of the story allows. Raises CommandRefused, ConfigError, OSError."""
    file = form.get("file", "")
    if name not in UNSEEN:
        check_seen(paper, file, form.get("seen", ""))
    known = known_of(preview, file)
    check_allowed(acts_on(paper, file, known.path, is_down=known.is_down), name)
    return ACTS[name](paper, {**form, "file": file})


def check_seen(paper: Paper, file: str, seen: str) -> None:
    """Raise CommandRefused for a file that is another than the page showed, or gone. Raises OSError."""
    content = read_file(paper, file)
    if content is None and seen not in {"", NONE}:
        raise no_such_file(file)
    if digest_of(content) != seen:
        raise ChangedMeanwhile(file)


def _is_on_story(form: Form) -> bool:
    """Tell whether the form is on the page about a story, rather than on that of a file's text."""
    return form.get("page") == "story" and bool(form.get("path"))


def show_act_again(preview: Preview, request: Request, error: BroadsheetError | OSError) -> Response:
    """Answer with the page of a form that was refused: it says why, and holds all that was typed."""
    form = form_of(request)
    if _is_on_story(form):
        at = address("/_desk/story", path=form["path"])
        return show_story(preview, request, form["path"], refused_form(request, error, at))
    file = form.get("file", "")
    return show_file(preview, request, file, refused_form(request, error, address("/_desk/edit", file=file)))


def _open(preview: Preview, request: Request, paper: Paper, form: Form) -> Done:
    file = form.get("file", "")
    if not may_open(preview, request):
        hint = "Somebody at the machine on which Broadsheet runs can open it."
        raise refuse(file, "Files are opened only at the desk of this machine itself.", hint)
    return open_file(preview, paper, file, in_folder=OPENING[request.path_params["act"]])
