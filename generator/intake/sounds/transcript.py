"""Read the file beside a recording, `talk.mp3.txt`: what is said in it."""

import re

from generator.intake.blocks.read import read_blocks
from generator.intake.blocks.to_html import set_blocks_html
from generator.intake.text.decode import decode_copy
from generator.intake.wire.embargoes import find_possible_embargoes
from generator.intake.wire.lines import number_lines
from generator.model import Gravity, Parsed

TIMING = re.compile(r"^(?:WEBVTT.*|\d+|(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3} --> .*)$", re.MULTILINE)
"""Lines of subtitles (WebVTT, SubRip) that aren't said."""


def parse_transcript(raw: bytes, file: str, digest: str, language: str) -> Parsed:
    """Return the transcript in the bytes of `file`, and its problems. One that may be restrained isn't shown."""
    decoded = decode_copy(raw, file, language)
    restraint = tuple(find_possible_embargoes(number_lines(decoded.text), "", (), file))
    problems = (*decoded.problems, *restraint)
    if any(problem.gravity is Gravity.HELD for problem in problems):
        return Parsed(file=file, digest=digest, problems=problems)
    text = TIMING.sub("", decoded.text) if "-->" in decoded.text else decoded.text
    html = set_blocks_html(read_blocks(number_lines(text)))
    return Parsed(file=file, digest=digest, transcript=html, problems=problems)
