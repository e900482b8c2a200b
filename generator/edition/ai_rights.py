"""What AI companies may do with the paper: groups of robots.txt, a license (RSL 1.0), and a reservation (TDMRep).

Names of crawlers, as their owners document them, read again in November 2026:
OpenAI, platform.openai.com/docs/bots; Anthropic, support.anthropic.com, article 8896518; Google,
developers.google.com/crawling, "common crawlers" and "special crawlers"; Apple, support.apple.com/119829; Meta,
developers.facebook.com/docs/sharing/webmasters/web-crawlers; Amazon, developer.amazon.com/amazonbot; Perplexity,
docs.perplexity.ai/guides/bots; Common Crawl, commoncrawl.org/ccbot; Mistral, docs.mistral.ai/robots. The others are
from the list that github.com/ai-robots-txt/ai.robots.txt keeps.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

Policy = Literal["allow", "search-only", "none"]

TRAINING = (
    "AI2Bot", "Ai2Bot-Dolma", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot",
    "cohere-training-data-crawler", "Cotoyogi", "DeepSeekBot", "Diffbot", "FacebookBot", "Google-Extended",
    "Google-CloudVertexBot", "GPTBot", "ICC-Crawler", "img2dataset", "Kangaroo Bot", "LAIONDownloader",
    "Meta-ExternalAgent", "omgili", "PanguBot", "SBIntuitionsBot", "Webzio-Extended",
)  # fmt: skip
"""Crawlers that gather text for the training of models, and names by which owners let one refuse that use."""
ANSWERING = (
    "Amzn-SearchBot", "Amzn-User", "Andibot", "ChatGPT-User", "Claude-SearchBot", "Claude-User", "cohere-ai",
    "DuckAssistBot", "ExaBot", "Gemini-Deep-Research", "Google-NotebookLM", "kagi-fetcher", "Kimi-User",
    "Meta-ExternalFetcher", "meta-webindexer", "MistralAI-User", "OAI-SearchBot", "Perplexity-User", "PerplexityBot",
    "PhindBot", "TavilyBot", "YouBot",
)  # fmt: skip
"""Crawlers that search or fetch pages to answer a reader's question, usually with a link."""
REFUSED: Mapping[Policy, tuple[str, ...]] = MappingProxyType(
    {"allow": (), "search-only": TRAINING, "none": tuple(sorted((*TRAINING, *ANSWERING), key=str.casefold))}
)
"""Policy -> the crawlers that robots.txt keeps out."""
LICENSE_FILE, RESERVATION_FILE = "rsl.xml", ".well-known/tdmrep.json"
TERMS = {
    "search-only": ("search ai-input ai-index", "ai-train"),
    "none": ("search", "ai-all"),
}
"""Policy -> the uses that the license permits and prohibits, in the words of RSL 1.0 (rslstandard.org/rsl)."""


def license_of(policy: Policy, prefix: str) -> bytes:
    """Return the license of the whole site as RSL, an XML document. `policy` is not `allow`."""
    permitted, prohibited = TERMS[policy]
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<rsl xmlns="https://rslstandard.org/rsl">
  <content url="{prefix}/">
    <license>
      <permits type="usage">{permitted}</permits>
      <prohibits type="usage">{prohibited}</prohibits>
    </license>
  </content>
</rsl>
""".encode()


def reservation() -> bytes:
    """Return the reservation of rights to text and data mining, for the whole host, as JSON."""
    return msgspec.json.encode([{"location": "/", "tdm-reservation": 1}]) + b"\n"
