"""What the forms of the desk do: order a front, deploy, confirm a waiting deletion.

Each takes the form and returns the address of the page to show next, or raises CommandRefused or OSError.
"""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from generator.commands.deploy import choose_target
from generator.commands.front import change_order
from generator.config import read_config
from generator.errors import refuse
from generator.press.removals import number_to_confirm
from generator.preview.forms import Form
from generator.preview.preview import Preview

Action = Callable[[Preview, Form], str]
UNKNOWN = "The form isn't one of this page's."
LOOK = "Look at the list, and tick the box if it is meant."


# --- the front ------------------------------------------------------------------------------------


def order_front(preview: Preview, form: Form) -> str:
    """Move, add or remove a story on a front, or take over the order of a form.

    The page that is shown next has the focus on the story's buttons, which a fragment in its address would prevent.
    """
    section, shown = form.get("section", ""), form.get("order", "").replace("\r\n", "\n").split("\n")

    def change(current: Sequence[str]) -> list[str]:
        if act == "place" and sorted(shown) != sorted(current):
            raise refuse("", "The list isn't the one that was shown.", "Look at the list and try again.")
        return MOVES[act](shown if act == "place" else current, name)

    act, _, name = form.get("act", "").partition(" ")
    name = name or form.get("add", "")
    if act not in MOVES or not name:
        raise refuse("", UNKNOWN, "Choose a story first.")
    undo = change_order(preview.paper_now(), section, change, form.get("seen", ""))
    told = urlencode({"of": section, "moved": name, "act": act, "undo": undo})
    list_id = f"front-{section}" if section else "front"
    return f"/_desk/front?{told}" + (f"#{list_id}" if act == "remove" else "")


def _moved(names: Sequence[str], name: str, step: int) -> list[str]:
    """Return the names with one of them `step` places further on."""
    if name not in names:
        raise refuse("", "That story isn't in the list any more.", "Look at the list and try again.")
    others = [one for one in names if one != name]
    place = min(max(list(names).index(name) + step, 0), len(others))
    return [*others[:place], name, *others[place:]]


MOVES: dict[str, Callable[[Sequence[str], str], list[str]]] = {
    "up": lambda names, name: _moved(names, name, -1),
    "down": lambda names, name: _moved(names, name, 1),
    "place": lambda names, name: _moved(names, name, 0),
    "first": lambda names, name: [name, *(one for one in names if one != name)],
    "last": lambda names, name: [*(one for one in names if one != name), name],
    "remove": lambda names, name: [one for one in names if one != name],
}
"""What a button does -> a function from the names and the one that is meant to their new order."""


# --- deploys and deletions ------------------------------------------------------------------------


def deploy(preview: Preview, form: Form) -> str:
    """Begin to find out what would be sent to a host, or begin to send it."""
    name, _ = choose_target(read_config(preview.paper.folder), form.get("target", ""))
    _check_finished(preview)
    if form.get("act") == "look":
        preview.deploys.look(name, preview.state().edition)
    elif form.get("act") == "send":
        preview.deploys.send(name, _agreed(form, preview.deploys.to_confirm(name)))
    else:
        raise refuse("", UNKNOWN, "Go back to the page about deploys.")
    return "/_desk/deploy"


def _check_finished(preview: Preview) -> None:
    """Raise CommandRefused while the site isn't finished."""
    state = preview.state()
    if state.troubles:
        where = f"{state.troubles[0].where}: {state.troubles[0].message}"
        raise refuse("", f"The site can't be updated now. {where}", state.troubles[0].hint)
    if state.outcome is None or state.outcome.photos_left:
        raise refuse("", "The site isn't finished yet: pages or photos are being made.", "Try again in a moment.")


def _agreed(form: Form, asked: int) -> int | None:
    """Return the number of deletions that the editor said yes to; None where none was asked for."""
    if not asked:
        return None
    if form.get("confirmed") != str(asked):
        raise refuse("", "A large part of the site would be deleted.", LOOK)
    return asked


def confirm_removals(preview: Preview, form: Form) -> str:
    """Let the next build remove the pages that wait, as many as the page showed."""
    state = preview.state()
    told = (*state.troubles, *(state.outcome.problems if state.outcome else ()))
    asked = [number_to_confirm(problem) for problem in told]
    count = next((number for number in asked if number), 0)
    if not count or form.get("confirmed") != str(count):
        raise refuse("", "What waits to be removed has changed.", LOOK)
    preview.confirm_removals(count)
    return "/_desk/attention"


ACTIONS: dict[str, Action] = {"order": order_front, "send": deploy, "remove": confirm_removals}
"""The last part of each form's address -> what it does."""
