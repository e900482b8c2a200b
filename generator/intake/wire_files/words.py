"""What agencies write into files to say that a story must go, or that a text is for newsrooms only: tables of words."""

import re

import msgspec

from generator.intake.wire_files.record import Nature, Status, WireItem

EMBARGOED, WITHOUT_TIME = "embargoed", "until further notice"
STATUSES = {
    "usable": Status.USABLE,
    EMBARGOED: Status.USABLE,
    "withheld": Status.WITHHELD,
    "canceled": Status.KILLED,
    "cancelled": Status.KILLED,
    "killed": Status.KILLED,
    "kill": Status.KILLED,
    "deleted": Status.KILLED,
    "recalled": Status.KILLED,
    "unpublished": Status.KILLED,
    "withdrawn": Status.KILLED,
}
"""The words of NewsCodes `pubstatus`, of NITF, of NewsML 1.2 and of agencies' own systems, in small letters."""
SIGNALS = {"cancel", "canceled", "kill", "killed", "withdraw", "withdrawn", "retract", "delete", "nytkill"}
"""Signals of NewsML-G2 and ninjs by which a version asks for its own story to go."""
KILL_HEADLINE = re.compile(
    r"\W{0,3}(?:(?:MANDATORY |BULLETIN |URGENT )?(?:STORY )?KILL(?:ED)?(?: NOTICE)?|STORY REMOVED|(?:STORY )?WITHDRAWN|"
    r"ANNULATION|ANNULÉ|ANNULE|ANULADO|ANULACIÓN|ANNULLATA|ANNULLAMENTO|ZURÜCKGEZOGEN|STORNO|STORNIERT|ANNULERET|"
    r"UDGÅR|UTGÅR|PERUTTU)\b(?=\W{0,2}[-–—:,/(!*])"
)
"""The beginning of a headline that asks for the story to go, in capitals: `KILL: Mayor resigns`."""
KILL_KEYWORD = re.compile(r"[,/]\s?(?:KILL|Kill|WITHDRAWAL|Withdrawal)\s*$")
"""The end of keywords that ask for it: `BC-US--Mayor, KILL`."""
KILL_ORDER = re.compile(
    r"\b(?:mandatory kill|kill (?:this|the) (?:story|item)|"
    r"(?:please )?kill (?:the )?(?:story|item|copy) (?:slugged|headlined|titled)|"
    r"kills? (?:the )?(?:above|earlier|previous) (?:story|item|version)|"
    r"do not (?:use|publish) (?:this|the) (?:story|item|article) any (?:more|further|longer)|"
    r"bitte (?:die |diese )?meldung (?:nicht mehr verwenden|stornieren)|(?:veuillez )?annuler (?:cette|la) dépêche)\b",
    re.IGNORECASE,
)
"""What is said to editors in any place of a short text."""
KILL_NOTE = re.compile(
    r"\b(?:(?:this|the) (?:story|item|article) (?:is|has been|was) (?:killed|withdrawn|retracted)|"
    r"story (?:killed|withdrawn|retracted)|meldung (?:ist|wird|wurde) (?:zurückgezogen|storniert|annulliert)|"
    r"cette dépêche est annulée|(?:este|el) despacho (?:queda|está) anulado|artiklen udgår|uutinen on peruttu)\b",
    re.IGNORECASE,
)
"""What is said in a note to editors. In a story itself it may be told of somebody else's."""
ADVISORY_HEADLINE = re.compile(
    r"\W{0,3}(?:(?:NEWS |MEDIA |PHOTO |TEST )?ADVISORY|EDITORS|EDS|NOTE TO EDITORS|EDITORS' NOTE|ATTENTION EDITORS|"
    r"AVIS AUX RÉDACTIONS|ACHTUNG REDAKTIONEN|TIL REDAKTIONEN|TILL REDAKTIONEN)\b(?=\W{0,2}[-–—:,/(!*])"
)
"""The beginning of a headline that is for newsrooms, in capitals: `ADVISORY: No copy on Monday`."""
NOT_STORIES = {"advisory", "alert to editors", "advisories", "servicemessage", "service message", "test"}
"""Types of items that are for newsrooms, in small letters."""
SHORT_CHARS = 600
"""A kill note is short: in longer texts, such words are told of somebody else's story."""


def embargo_of(status: str, embargo: str, *, is_open: bool = False) -> str:
    """Return the time of an embargo, or words that hold the story if it has one without a time.

    `status`: the agency's word for it. `is_open`: the file has the place for a time, and nothing in it.
    """
    plain = status.rpartition(":")[2].rpartition("/")[2].strip().casefold()
    return embargo or (WITHOUT_TIME if is_open or plain == EMBARGOED else "")


def read_status(word: str) -> Status:
    """Return what a word such as `stat:canceled` means; a word that isn't known withholds the story."""
    plain = word.rpartition(":")[2].rpartition("/")[2].strip().casefold()
    return STATUSES.get(plain, Status.WITHHELD) if plain else Status.USABLE


def is_kill_signal(code: str) -> bool:
    """Tell whether a signal such as `sig:cancel` asks for the story to go."""
    return code.rpartition(":")[2].strip().casefold() in SIGNALS


def settle_item(item: WireItem) -> WireItem:
    """Return the item with the status and nature that its words have, where its marks don't say so."""
    text = item.text or item.html
    said = (item.headline, *(words[:SHORT_CHARS] for words in item.notes), text if len(text) <= SHORT_CHARS else "")
    asks = any(map(KILL_ORDER.search, said)) or any(KILL_NOTE.search(words[:SHORT_CHARS]) for words in item.notes)
    asks = asks or KILL_HEADLINE.match(item.headline) is not None or KILL_KEYWORD.search(item.slugline) is not None
    if asks and item.nature is not Nature.OTHER:
        return msgspec.structs.replace(item, status=Status.KILLED)
    if item.nature is Nature.STORY and ADVISORY_HEADLINE.match(item.headline):
        return msgspec.structs.replace(item, nature=Nature.ADVISORY)
    return item
