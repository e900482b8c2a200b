"""Tell which texts of WordPress weren't for everybody, although their status says that they are published.

The status knows nothing of kinds of post without pages of their own (messages that readers sent, logs, orders), nor of
plugins that show a text, or a part of it, to members alone.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from generator.imports.values import date_of

PUBLIC = {"publish", "future"}
"""The statuses of posts that readers saw, or will see."""
OPEN_VALUES = {"", "0", "none", "all", "everybody", "everyone", "public", "a:0:{}"}
MEMBERS_FIELDS = {
    "_jetpack_newsletter_access", "_members_access_role", "_is_paid", "rcp_subscription_level", "rcp_access_level",
    "rcp_user_level", "_restrict_content", "_private_post", "_paywall", "_ppp_paywall", "_memberful_acl",
}  # fmt: skip
"""Fields of plugins that say who may read a post. Each is empty, or has one of the values above, if everybody may."""
OFFLINE = {"draft", "private", "trash", "delete"}
"""What becomes of a post that expires. Others only change their category."""
EXPIRE_TYPE = re.compile(r'"expireType";s:\d{1,4}:"(\w{1,40})"')
EVERYBODY_IN_LIST = re.compile(r'a:1:\{i:0;s:3:"all";\}', re.IGNORECASE)
MEMBERS_BLOCK = re.compile(r"<!--\s*wp:(?:jetpack/paywall|premium-content/|newspack-[\w-]*/?content-gate)")
MEMBERS_END = re.compile(
    r"\[/(?:[\w-]{0,40}?(?:member|restrict|paywall|premium|private|protect|subscriber|logged[_-]?in)[\w-]{0,40}"
    r"|mepr-[\w-]{1,40}|s2if|ihc-hide-content|is_paid|access|passster)\]",
    re.IGNORECASE,
)
"""The end of a shortcode around words that only members, or those who are logged in, saw."""


def hidden_as(kind: str, status: str, link: str, fields: Mapping[str, str], body: str, *, is_locked: bool) -> str:
    """Return why a text wasn't for everybody, as the report says it; empty for a public one."""
    if is_locked:
        return "Texts with a password, written as drafts"
    if status == "private":
        return "Private texts, written as drafts"
    if status not in PUBLIC:
        return "Drafts, written as drafts"
    if not _has_own_page(kind, link):
        return f"Texts of a kind that had no pages of its own ({kind}), written as drafts"
    if _is_for_members(body, fields):
        return "Texts that were for members alone, or a part of which was, written as drafts"
    return ""


def is_kept_from_search(fields: Mapping[str, str]) -> bool:
    """Tell whether a post asks search engines to leave it out, as Yoast, Rank Math and SEOPress write it."""
    is_out = fields.get("_yoast_wpseo_meta-robots-noindex") == "1" or fields.get("_seopress_robots_index") == "yes"
    return is_out or '"noindex"' in fields.get("rank_math_robots", "")


def expires_at(fields: Mapping[str, str]) -> str:
    """Return when a post goes offline, as PublishPress Future keeps it: a number of seconds; empty for no such time."""
    option = EXPIRE_TYPE.search(fields.get("_expiration-date-options", ""))
    kind = fields.get("_expiration-date-type") or (option[1] if option else "")
    is_planned = fields.get("_expiration-date-status") == "saved" and kind.casefold() in OFFLINE
    return date_of(fields.get("_expiration-date", "")) if is_planned else ""


def _has_own_page(kind: str, link: str) -> bool:
    """Tell whether posts of a kind had pages. WordPress links to others as `/?post_type=message&p=12`."""
    if kind in {"post", "page"}:
        return True
    try:
        return "post_type" not in parse_qs(urlsplit(link).query)
    except ValueError:
        return True


def _is_for_members(body: str, fields: Mapping[str, str]) -> bool:
    """Tell whether a post, or a part of it, was shown to members alone."""
    for name in MEMBERS_FIELDS & fields.keys():
        value = fields[name].strip().casefold()
        if value not in OPEN_VALUES and not EVERYBODY_IN_LIST.fullmatch(value):
            return True
    return MEMBERS_BLOCK.search(body) is not None or MEMBERS_END.search(body) is not None
