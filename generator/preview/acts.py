"""What an editor does to a story at the desk: each is the function that the command of the same name calls."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from generator.commands.correct import correct_story
from generator.commands.publish import publish_draft
from generator.commands.schedule import is_out, schedule_story
from generator.commands.stamp import stamp_file
from generator.commands.takedown import TakedownOptions, put_back, take_down
from generator.errors import BroadsheetError, ChangedMeanwhile, refuse
from generator.newsroom.dating import is_draft
from generator.newsroom.story_text import open_story
from generator.newsroom.writing import Done, digest_of, read_file, writing
from generator.paper import Paper
from generator.preview.desk_pages import go_to, show_refusal
from generator.preview.forms import Form, form_of
from generator.preview.opening import may_open, open_file
from generator.preview.preview import Preview
from generator.preview.told import notice


class StoryActs(msgspec.Struct, frozen=True, kw_only=True):
    """What can be done to a file now. What can't be done isn't offered."""

    file: str
    path: str
    """The path of its story; empty if no build has read one."""
    seen: str = ""
    """The digest of the file as the page shows it."""
    is_text: bool = False
    """False for an office document, into which nothing can be written."""
    can_stamp: bool = False
    can_publish: bool = False
    waits_until: datetime | None = None
    """When a draft goes live once it is published, if its own date or embargo is still to come."""
    can_schedule: bool = False
    can_correct: bool = False
    is_down: bool = False
    """True if it was taken down."""


def acts_on(paper: Paper, file: str, path: str, *, is_down: bool = False) -> StoryActs:
    """Return what can be done to a file of content/."""
    try:
        story = open_story(paper, paper.folder / file)
    except (BroadsheetError, OSError):
        return StoryActs(file=file, path=path, is_down=is_down)
    found, is_page = story.reading.parsed.story, file.startswith("content/pages/")
    return StoryActs(
        file=file,
        path=path,
        seen=story.seen,
        is_text=True,
        can_stamp=story.reading.is_undated and not is_draft(story),
        can_publish=is_draft(story),
        waits_until=found.opens if found and found.draft and found.opens > paper.now else None,
        can_schedule=not is_page and not is_out(story) and (found is not None or story.reading.is_undated),
        can_correct=not is_page and found is not None,
        is_down=is_down,
    )


# --- the acts -------------------------------------------------------------------------------------


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
    with writing(paper):
        take_down(paper, form["file"], options)
    return Done("It is taken down. The next build removes it from the site, and the next deploy from the host.")


def _put_back(paper: Paper, form: Form) -> Done:
    with writing(paper):
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
    file, path = form.get("file", ""), form.get("path", "")
    to_story = form.get("page") == "story" and bool(path)
    back = f"/_desk/story?path={quote(path, safe='')}" if to_story else f"/_desk/edit?file={quote(file, safe='')}"
    paper = preview.paper_now()
    try:
        if name in OPENING:
            done = _open(preview, request, paper, file)
        elif name not in UNSEEN and digest_of(read_file(paper, file)) != form.get("seen", ""):
            raise ChangedMeanwhile(file)
        else:
            done = ACTS[name](paper, {**form, "file": file})
    except (BroadsheetError, OSError) as error:
        return show_refusal(preview, error, back, form.get("text", "") or form.get("reason", ""))
    query = {"path": path} if to_story else {"file": file}
    return go_to(back.partition("?")[0], **query, undo=done.undo, said=notice(preview, done.message))


def _open(preview: Preview, request: Request, paper: Paper, file: str) -> Done:
    if not may_open(preview, request):
        hint = "Somebody at the machine on which Broadsheet runs can open it."
        raise refuse(file, "Files are opened only at the desk of this machine itself.", hint)
    return open_file(preview, paper, file, in_folder=OPENING[request.path_params["act"]])
