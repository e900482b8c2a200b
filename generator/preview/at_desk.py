"""Hints as the desk gives them: where it has a button for what a command does, the hint names the button."""

import re

ARGUMENT = r"""(?:'[^']*'|"[^"]*"|[^\s'"])+"""
"""Matches a file or a path as shells quote it."""
WORDINGS = (
    (rf", or run: broadsheet stamp {ARGUMENT}", ", or choose “Date it now”."),
    (rf"To publish it again: broadsheet takedown {ARGUMENT} --undo", "“Let it be published again” does what it says."),
    (
        rf"If an editor took it down: broadsheet takedown {ARGUMENT} --undo",
        "If an editor took it down, “Let it be published again” is among the story’s buttons.",
    ),
    (
        rf"If it is the same story( under another name)?: broadsheet takedown {ARGUMENT}",
        r"If it is the same story\1, choose “Take down” on its page.",
    ),
    (
        r"If the paper has it under another id, run: broadsheet takedown STORY",
        "If the paper has it under another id, choose “Take down” on its page.",
    ),
    (r"To take it off the site, use “broadsheet takedown”\.", "To take it off the site, choose “Take down”."),
    (
        r"If you mean to remove them, (?:run: broadsheet build|add:) --confirm-deletions \d+",
        "If you mean to remove them, say so under “Needs attention”.",
    ),
    (r"If the deletion is meant, add: --confirm-deletions \d+", "If the deletion is meant, tick the box."),
    (
        r"Delete the line “Draft: yes” when it may be published\.",
        "Choose “Publish” or “Schedule” when it may be published.",
    ),
    (r"Write: broadsheet new \"[^\"]*\"", "Write a headline in words, such as: Council approves budget"),
    (
        r"Run “broadsheet build” first(?:, or name the folder of the finished site with --output)?\.",
        "The site is built by itself: wait a moment, and try again.",
    ),
    (
        r"Run “broadsheet build” without --now, then deploy again\.",
        "Start the preview again without --now, then deploy again.",
    ),
    (r"Run “broadsheet build”, then deploy again\.", "The site is built by itself: wait a moment, then deploy again."),
    (r"Name one: broadsheet deploy NAME\. It has: ", "Choose one: "),
)
"""What a hint says -> what it says at the desk."""
PATTERNS = tuple((re.compile(words), instead) for words, instead in WORDINGS)


def at_desk(hint: str) -> str:
    """Return a hint in the words of the desk. One for which the desk has no button stays as it is."""
    for words, instead in PATTERNS:
        hint = words.sub(instead, hint)
    return hint
