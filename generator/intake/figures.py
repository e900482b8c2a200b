"""Set the figures of a story: its charts, those of extensions, and what other sites show.

None counts as words of the story, nor does a command of another program, which is taken out.
"""

import msgspec

from generator.config.embed_settings import EmbedSettings
from generator.extensions.used import Used
from generator.intake.build_story import Copy
from generator.intake.charts.place import charts_in, mark_charts, without_charts
from generator.intake.embeds.place import mark_embeds
from generator.intake.extended import place_figures
from generator.intake.html.markdown import MarkdownMode
from generator.intake.html.sanitise import plain_text
from generator.intake.html.story_html import summary_text, take_commands
from generator.intake.text.words import count_words, summarise
from generator.model import Body, Gravity, Problem


def set_figures(
    copy: Copy, settings: EmbedSettings, used: Used, mode: MarkdownMode
) -> tuple[Copy, tuple[Problem, ...]]:
    """Return the copy with its figures set, and what is wrong with them. Raises ExtensionFault, EngineNeeded."""
    if not may_have_figures(copy.body, used):
        return copy, ()
    charts = charts_in(copy.body.html, copy.body.charts)
    charted = msgspec.structs.replace(copy.body, html=mark_charts(copy.body.html, copy.body.charts))
    placed = place_figures(msgspec.structs.replace(copy, body=charted), used, mode)
    html, commands = take_commands(placed.html)
    marked = mark_embeds(html, settings)
    if marked.html == copy.body.html and charts == copy.body.charts:
        return copy, placed.problems
    without = without_charts(mark_embeds(take_commands(placed.without)[0], settings).without)
    words = plain_text(without)
    body = Body(html=marked.html, words=count_words(words), embeds=marked.embeds, charts=charts)
    summary = summarise(summary_text(without) or words)
    problems = (*placed.problems, *(_unknown(copy.file, command) for command in commands))
    return msgspec.structs.replace(copy, body=body, words=words, summary=summary, written=charted.html), problems


def may_have_figures(body: Body, used: Used) -> bool:
    """Tell quickly whether a story may have figures: it has a command or a link, or an extension may set some.

    An embed is a link with a paragraph of its own.
    """
    html = body.html
    linked = "<a href" in html and ("<p><a href" in html or "<p>[" in html)
    return linked or "<p>{{" in html or bool(body.charts or used.with_hook("embed"))


def _unknown(file: str, command: str) -> Problem:
    message = f"“{{{{ {command} }}}}” was taken out: nothing here knows it."
    hint = "Delete it, or name an extension in site.toml that knows it."
    return Problem(file, 0, message, hint, Gravity.WARNING, code="extension-figure")
