"""Patterns of keys and tokens, from their makers' own descriptions.

Each matches only what can't be anything else, so that a long hash in a script stops nobody. Keys that are made for
public pages (Google's `AIza…` of maps and Firebase, Stripe's `pk_live_…`) are no secrets, nor are keys for tests
(`sk_test_…`), which documents print. Where a maker documents its tokens, the address is in a comment.
"""

import re
from typing import NamedTuple


class SecretPattern(NamedTuple):
    """A pattern by which one kind of secret is found."""

    name: str
    marker: bytes
    """Bytes that are always in it. They are searched for first, which is fast."""
    pattern: re.Pattern[bytes]
    has_examples: bool = False
    """True if documents print examples of it, which are no secrets."""


MIXED = rb"(?=[A-Za-z_-]*[0-9])(?=[a-z0-9_-]*[A-Z])"
"""A condition on what follows: it has a digit and a capital letter. Names of CSS classes don't have both."""


def _token(name: str, start: bytes, rest: bytes) -> SecretPattern:
    """Return the pattern of a token that isn't part of a longer word, as base64 text would contain by chance.

    The characters before `start` are checked after `start` was found: searching for a few fixed bytes is fast.
    """
    own = rb"(?<![A-Za-z0-9+/_-]" + re.escape(start) + rb")"
    return SecretPattern(name, start, re.compile(re.escape(start) + own + rest + rb"(?![A-Za-z0-9+/_=-])"), True)


def _hash_and(name: str, tail: bytes, marker: bytes) -> SecretPattern:
    """Return the pattern of 32 hexadecimal digits followed by `marker`, by which they are found, and `tail`."""
    digits = rb"[a-f0-9]{32}" + re.escape(marker)
    own = rb"(?<=" + digits + rb")(?<![A-Za-z0-9+/_-]" + digits + rb")"
    return SecretPattern(name, marker, re.compile(re.escape(marker) + own + tail + rb"(?![A-Za-z0-9+/_=-])"), True)


def _plain(name: str, marker: bytes, pattern: bytes) -> SecretPattern:
    return SecretPattern(name, marker, re.compile(pattern))


def _aws_secret(marker: bytes) -> SecretPattern:
    """Return the pattern of an AWS secret key, which only the name before it, `marker`, tells from other text."""
    rest = rb"[\"']?\s{0,3}[=:]\s{0,3}[\"']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])"
    return SecretPattern("a secret key of Amazon", marker, re.compile(marker + rest), has_examples=True)


KEY_TEXT = rb"(?:\s|\\r|\\n|[A-Za-z-]{3,20}: [^\n\\]{1,200}(?:\n|\r|\\n)){1,30}[A-Za-z0-9+/=]{40}"
"""The text after the first line of a key, also as an escaped string. Scripts that read keys have that line alone."""
PEM = rb"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----"  # RFC 7468, RFC 9580, OpenSSH's PROTOCOL.key
SSH2 = rb"---- BEGIN SSH2 (?:ENCRYPTED )?PRIVATE KEY ----"
BECH32 = rb"[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]"
EMULATOR = rb"(?!Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1)"
"""The key of Azure's emulator is public: https://learn.microsoft.com/azure/storage/common/storage-use-azurite"""

PRIVATE_KEYS = (
    _plain("a private key", b"PRIVATE KEY", rb"(?:" + PEM + rb"|" + SSH2 + rb")" + KEY_TEXT),
    _plain("a private key (PuTTY)", b"PuTTY-User-Key-File", rb"PuTTY-User-Key-File-[1-9]: [a-z0-9-]+\s"),
    # https://age-encryption.org/v1: Bech32 of 32 bytes; the kind that withstands quantum computers is longer.
    _plain("a private key (age)", b"AGE-SECRET-KEY-", rb"AGE-SECRET-KEY-(?:PQ-)?1" + BECH32 + rb"{58,120}\b"),
    _plain("a key of a Google service account", b"private_key_id", rb'"private_key_id"\s*:\s*"[a-f0-9]{40}"'),
)

CLOUDS = (
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
    _token("an access key of Amazon", b"AKIA", rb"[A-Z2-7]{16}"),
    _token("an access key of Amazon", b"ASIA", rb"[A-Z2-7]{16}"),
    *(_aws_secret(marker) for marker in (b"SECRET_ACCESS_KEY", b"secret_access_key", b"ecretAccessKey")),
    # https://learn.microsoft.com/purview/sit-defn-azure-storage-account-key and the other definitions beside it
    _plain("a key of Azure", b"AccountKey", rb"AccountKey\s{0,2}=\s{0,2}" + EMULATOR + rb"[A-Za-z0-9+/]{86}=="),
    _plain("a key of Azure", b"SharedAccessKey", rb"SharedAccessKey\s{0,2}=\s{0,2}[A-Za-z0-9+/]{43}="),
    _plain(
        "a client secret of Azure", b"Q~", rb"(?<![\w~.-])[A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}(?![\w~.-])"
    ),
    # https://developers.google.com/identity/protocols/oauth2
    _token("a secret of Google", b"GOCSPX-", rb"[A-Za-z0-9_-]{28}"),
    _token("a token of Google", b"ya29.", rb"[A-Za-z0-9_-]{60,1000}"),
    # https://docs.digitalocean.com/reference/api/create-personal-access-token/
    *(_token("a token of DigitalOcean", start, rb"[a-f0-9]{64}") for start in (b"dop_v1_", b"doo_v1_", b"dor_v1_")),
    # https://developers.cloudflare.com/fundamentals/api/get-started/token-formats: 40 characters and a checksum
    *(_token("a token of Cloudflare", start, rb"[A-Za-z0-9_-]{40,64}") for start in (b"cfk_", b"cfut_", b"cfat_")),
    _token("a token of Netlify", b"nfp_", rb"[A-Za-z0-9]{36,40}"),
)

CODE_HOSTS = (
    # https://github.blog/changelog/2021-03-31-authentication-token-format-updates-are-generally-available and
    # https://github.blog/changelog/2026-05-15-github-app-installation-tokens-per-request-override-header/ (ghs_)
    _token("a token of GitHub", b"gh", rb"[pousr]_[A-Za-z0-9]{36,251}"),
    _token("a token of GitHub", b"ghs_", rb"[0-9]{1,12}_eyJ[A-Za-z0-9._-]{100,2000}"),
    _token("a token of GitHub", b"github_pat_", rb"[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    # https://docs.gitlab.com/security/tokens/#token-prefixes; newer ones have two parts more, behind points
    _token(
        "a token of GitLab",
        b"gl",
        rb"(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|wt|soat|ffct|oas)-" + MIXED + rb"[A-Za-z0-9_-]{20,300}"
        rb"(?:\.[A-Za-z0-9]{2}\.[A-Za-z0-9]{7,20})?",
    ),
    # https://docs.npmjs.com/about-access-tokens; https://warehouse.pypa.io/development/token-scanning.html
    _token("a token of npm", b"npm_", rb"[A-Za-z0-9]{36}"),
    _token("a token of PyPI", b"pypi-AgE", rb"[A-Za-z0-9_-]{50,1000}"),
    _token("a token of Docker", b"dckr_", rb"(?:pat|oat)_[A-Za-z0-9_-]{27,32}"),
)

LANGUAGE_MODELS = (
    # https://platform.openai.com/docs/api-reference/authentication: keys of projects, of service accounts, of admins,
    # and the older ones with nothing but letters and digits
    _token("a key of OpenAI", b"sk-", rb"(?:proj|svcacct|admin|None)-" + MIXED + rb"[A-Za-z0-9_-]{40,300}"),
    _token("a key of OpenAI", b"sk-", MIXED + rb"[A-Za-z0-9]{48}"),
    # https://docs.anthropic.com/en/api/admin-api/apikeys: sk-ant-api03-…, sk-ant-admin01-…
    _token("a key of Anthropic", b"sk-ant-", rb"[a-z]{2,10}[0-9]{2}-[A-Za-z0-9_-]{80,200}"),
    _token("a key of OpenRouter", b"sk-or-", rb"v1-[a-f0-9]{64}"),
    # https://huggingface.co/docs/hub/security-tokens
    _token("a token of Hugging Face", b"hf_", rb"[A-Za-z0-9]{34,40}"),
    _token("a token of Hugging Face", b"api_org_", rb"[A-Za-z0-9]{34}"),
)

SERVICES = (
    # https://docs.slack.dev/authentication/tokens: bots, users, apps, and those that change (xoxe)
    _token("a token of Slack", b"xox", rb"[abeoprsc]-[0-9]{8,}-[A-Za-z0-9-]{10,250}"),
    _token("a token of Slack", b"xoxe", rb"(?:\.xox[bp])?-[0-9]-[A-Za-z0-9-]{60,300}"),
    _token("a token of Slack", b"xapp-", rb"[0-9]-[A-Z0-9]{8,14}-[0-9]{8,}-[a-f0-9]{32,128}"),
    _plain(
        "an address of Slack that anybody can post to",
        b"hooks.slack.com",
        rb"hooks\.slack\.com/(?:services/T\w{8,}/B\w{8,}/\w{24}|(?:workflows|triggers)/[TE]\w{8,}/\w{8,}/\w{16,})",
    ),
    # https://docs.stripe.com/keys, https://docs.stripe.com/webhooks/signature
    *(_token("a key of Stripe", start, rb"(?:org_)?live_[A-Za-z0-9]{20,250}") for start in (b"sk_", b"rk_")),
    _token("a secret of Stripe", b"whsec_", rb"[A-Za-z0-9+/]{32,64}={0,2}"),
    # https://www.twilio.com/docs/glossary/what-is-a-sid: two capitals and 32 hexadecimal digits
    _token("a key of Twilio", b"SK", rb"[a-f0-9]{32}"),
    _token("an account of Twilio", b"AC", rb"[a-f0-9]{32}"),
    # https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys
    _token("a key of SendGrid", b"SG.", rb"[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    # https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt: the older and the newer form
    _token("a key of Mailgun", b"key-", rb"[a-f0-9]{32}"),
    _hash_and("a key of Mailgun", rb"[a-f0-9]{8}-[a-f0-9]{8}", b"-"),
    # https://mailchimp.com/developer/marketing/guides/quick-start/: a hash, and the data centre behind it
    _hash_and("a key of Mailchimp", rb"[0-9]{1,2}", b"-us"),
    # https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing and, beside it,
    # app-secret-key-length-has-increased
    _token("a token of Shopify", b"shp", rb"(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
    # https://core.telegram.org/bots/api#authorizing-your-bot; in addresses `bot` stands before it
    SecretPattern(
        "a token of a Telegram bot",
        b":AA",
        re.compile(rb"(?<![A-Za-z0-9+_-])(?:bot)?[0-9]{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9+_=-])"),
        has_examples=True,
    ),
    # https://discord.com/developers/docs/resources/webhook
    _plain(
        "an address of Discord that anybody can post to",
        b"/webhooks/",
        rb"discord(?:app)?\.com/api/(?:v[0-9]+/)?webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,80}",
    ),
)  # fmt: skip

PATTERNS = (*PRIVATE_KEYS, *CLOUDS, *CODE_HOSTS, *LANGUAGE_MODELS, *SERVICES)
EXAMPLE = re.compile(rb"EXAMPLE|example|XXXX|xxxx|0{12}")
"""Matches what documents print in place of a real key."""
