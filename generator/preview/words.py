"""The words of the desk, explained for people who use it for the first time."""

WORDS = {
    "States": {
        "Published": "Readers see the story.",
        "Scheduled": "The story goes live by itself at its time. Until then no page, list or feed has it.",
        "Draft": "“Draft: yes” stands in the file. Nothing of it is on the site until you publish it.",
        "Needs fixing": "Something in the file can’t be understood. Readers see its last good version, if any.",
        "Taken down": "The story must not be published, whatever is in its file. takedowns.toml says when and why.",
        "Expired": "The time of its “Expires:” line has passed. The page is gone; the file stays.",
    },
    "Words": {
        "Byline": "The line that says who wrote a story: “By Jane Roe”.",
        "Correction": "A dated line in a story that says what was wrong. The page of all corrections has it, too.",
        "Dateline": "The place a story was filed from, at the start of its text: “BRUSSELS, April 20 (UPI) --”.",
        "Deck": "The line under the headline.",
        "Embargo": "The time before which nothing of a story may be seen. It is then as if the story weren’t there.",
        "Front": "The first page of the paper, or of a section.",
        "Lead": "The story that stands first on a front.",
        "Silent change": "The words of a published story changed, and nothing in it tells readers so.",
        "Last good version": "The story as it was when its file could last be read. It stays on the site meanwhile.",
        "Deploy": "To send the finished site to the host, where readers find it. Only what changed is sent.",
        "Takedown": "To remove a story for good. Unlike a deletion, it also holds if somebody saves the file again.",
        "Waiting deletion": "When much of content/ disappears, its pages stay until somebody confirms that they go.",
    },
}
"""Heading -> word -> what it means."""
KEYS = {
    "/": "Go to the search.",
    "j": "Go to the next story.",
    "k": "Go to the story before.",
    "Ctrl+S": "Save the text that you are editing.",
}
"""Key -> what it does: the letters in the list of stories, Ctrl+S where a text is edited."""
