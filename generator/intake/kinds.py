"""Read what kind of story a piece of copy is: `Kind: opinion`, `Kind: fact check`, `Sponsor: Harbor Bank`."""

import msgspec

from generator.intake.header.values import FieldReader
from generator.intake.wire.people import is_organisation
from generator.model import Gravity
from generator.story_records import FactCheck

SPELLINGS: dict[str, tuple[str, ...]] = {
    "opinion": ("opinion", "column", "op-ed", "comment", "commentary"),
    "editorial": ("editorial", "leader", "our view"),
    "letter": ("letter", "letters", "letter to the editor", "letters to the editor"),
    "analysis": ("analysis",),
    "explainer": ("explainer", "background", "q and a", "what we know"),
    "review": ("review",),
    "interview": ("interview", "q&a"),
    "fact-check": ("fact-check", "fact check", "factcheck"),
    "reportage": ("reportage",),
    "brief": ("brief", "briefs", "in brief", "short"),
    "obituary": ("obituary", "obit"),
    "live": ("live", "live blog", "liveblog", "live story", "live updates"),
    "sponsored": (
        "sponsored", "sponsored content", "sponsored story", "sponsor content", "advertorial", "advertisement",
        "advertising", "ad", "paid content", "paid post", "partner content", "branded content", "promoted", "anzeige",
        "werbung", "gesponsert", "publicité", "publireportage", "publirédactionnel", "sponsorisé", "contenu sponsorisé",
        "publicidad", "publirreportaje", "patrocinado", "contenido patrocinado", "conteúdo patrocinado", "publicidade",
        "pubblicità", "sponsorizzato", "contenuto sponsorizzato", "pubbliredazionale", "advertentie", "gesponsord",
        "advertorieel", "reklama", "sponsorowany", "artykuł sponsorowany", "реклама", "рекламний матеріал", "reklam",
        "sponsorlu", "広告", "pr", "إعلان", "محتوى مدفوع", "annons", "annonse", "mainos",
    ),
}  # fmt: skip
"""Kind -> its usual spellings. Advertising is known in many languages, since it must never go out unmarked."""
KINDS = {spelling: kind for kind, spellings in SPELLINGS.items() for spelling in spellings}
COMMON = tuple(SPELLINGS)


class StoryKind(msgspec.Struct, frozen=True):
    """What kind of story it is."""

    genre: str = ""
    sponsor: str = ""
    """Who paid for it."""
    fact_check: FactCheck | None = None


def read_kind(reader: FieldReader) -> StoryKind:
    """Return the kind of story that the header names. What doesn't fit is reported."""
    genre, sponsor = _genre(reader), reader.text("sponsor")
    fact_check = _fact_check(reader, genre)
    if sponsor and genre not in {"", "sponsored"}:
        message = f"It names a sponsor, so it is marked as sponsored and not as “{genre}”."
        reader.report("sponsor", message, "Take out the sponsor if nobody paid for the story.")
    if sponsor:
        message = f"It is marked as an advertisement that {sponsor} paid for."
        reader.report("sponsor", message, "If nobody paid for it, take that line out.", Gravity.NOTE)
        genre = "sponsored"
    return StoryKind(genre or ("fact-check" if fact_check else ""), sponsor, fact_check)


def _genre(reader: FieldReader) -> str:
    word = reader.text("genre").casefold().replace("_", " ")
    kind = KINDS.get(word) or KINDS.get(word.replace("-", " "), "")
    if word and not kind:
        reader.report("genre", f"“{word}” isn't a kind of story.", "Write one of: " + ", ".join(sorted(COMMON)) + ".")
    return kind


def _fact_check(reader: FieldReader, genre: str) -> FactCheck | None:
    """Return what was checked and the verdict; None, after a report, if one of the two is missing."""
    claim, verdict = reader.text("claim"), reader.text("verdict")
    if claim and verdict:
        claimant = reader.text("claimant")
        return FactCheck(claim, claimant, verdict, is_organisation(claimant))
    if genre == "fact-check" or claim or verdict:
        missing = "claim" if verdict or not claim else "verdict"
        message = f"A fact check needs a {missing}, so search engines aren't told of this one."
        reader.report(
            "verdict" if verdict else "claim" if claim else "genre",
            message,
            "Write what was said and what is true of it: “Claim: The bridge cost $9 million” and “Verdict: False”.",
        )
    return None
