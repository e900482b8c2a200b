"""The form of a row: the words of one language that intake knows."""

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language. Each value holds the alternatives, separated by `|`, in small letters.

    An alternative is plain text, never a pattern. `…` in it stands for a few words: `nicht vor … veröffentlichen`.
    """

    code: str
    """BCP 47."""

    # restraint
    embargo: str = ""
    """Words that open a line about an embargo."""
    forbidden: str = ""
    """Phrases that have no other meaning than that the copy must not be published."""
    killed: str = ""
    """Openings of the sentences with which an agency takes its copy back."""
    hold: str = ""
    """Words that open a line which asks to wait."""
    draft: str = ""
    """The name of copy that isn't finished."""
    release: str = ""
    """Phrases that a day of release follows."""
    uncleared: str = ""
    """Phrases which say that somebody must still read the copy."""
    until: str = ""
    """Words between an embargo and its time."""
    open_end: str = ""
    """What stands in place of a time where none is set yet: `further notice`."""
    none: str = ""
    """Answers to `Embargo:` which say that there is none."""
    everyday: str = ""
    """Words of everyday language that end like one of these, where words aren't separated."""
    speech: str = ""
    """Notes alone on their line that the text is that of a speech, as written before it was given."""
    private: str = ""
    """Phrases which say that what follows is for the desk alone."""
    to_desk: str = ""
    """What opens a note to the desk before a colon, beside the words of `private` and `notes`."""
    verification: str = ""
    """What says that an address or a number is given so that the desk can check who wrote."""

    # mail
    sender: str = ""
    sent: str = ""
    to: str = ""
    subject: str = ""
    reply: str = ""
    """What mail programs write before the subject of an answer or a forwarded mail."""
    forwarded: str = ""
    """Phrases that open a forwarded or quoted mail."""
    wrote: str = ""
    """The end of a line above a quoted mail: `On Monday Jane Roe wrote:`."""
    greeting: str = ""
    addressed: str = ""
    """What stands behind the name of those whom a letter addresses, alone on its line: `編集局 御中`."""
    farewell: str = ""
    device: str = ""
    """The opening of a line such as `Sent from my phone`."""
    notice: str = ""
    """The openings of notices that the mail is confidential."""
    banner: str = ""
    """The openings of warnings that a mail system writes over a mail from outside."""
    to_me: str = ""
    """What a mail program in a browser shows under the sender's name: `to me`."""
    reach: str = ""
    """Phrases with which somebody says to a colleague how to reach them, before a telephone number."""
    letter: str = ""
    """Phrases that address the reader of a letter."""

    # press releases
    press: str = ""
    """The names of a press release, alone on their line."""
    contact: str = ""
    """The openings of a block or sentence that names whom the press may ask."""
    about: str = ""
    """The first word of the heading over a description of the sender."""
    ends: str = ""
    """The word under the last paragraph."""
    notes: str = ""
    """The headings over notes to editors."""

    # dates
    event: str = ""
    """Keys that stand beside the date of an event."""
    history: str = ""
    """Headlines of columns about other years."""
