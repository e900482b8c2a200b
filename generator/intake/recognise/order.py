"""The order in which the recognisers see a text: the outermost wrapping comes first."""

from generator.intake.recognise.agency import recognise_agency_copy
from generator.intake.recognise.chats import recognise_chat
from generator.intake.recognise.copy_text import Recogniser
from generator.intake.recognise.corrections import recognise_corrections
from generator.intake.recognise.label_lines import recognise_labels
from generator.intake.recognise.letterheads import recognise_letterhead
from generator.intake.recognise.mail import recognise_mail
from generator.intake.recognise.press_release import recognise_press_release
from generator.intake.recognise.private_notes import recognise_private_contacts, recognise_private_notes
from generator.intake.recognise.signatures import recognise_signature
from generator.intake.recognise.speeches import recognise_speech
from generator.intake.recognise.web_page import recognise_web_page

BEFORE_HEADER: tuple[Recogniser, ...] = (recognise_chat, recognise_mail)
"""A mail's head looks like a header of `Key: value` lines, so it is looked for first, and only where no fence opens."""
AFTER_HEADER: tuple[Recogniser, ...] = (
    recognise_labels,
    recognise_letterhead,
    recognise_web_page,
    recognise_private_notes,
    recognise_private_contacts,
    recognise_speech,
    recognise_press_release,
    recognise_agency_copy,
    recognise_signature,
    recognise_corrections,
)
"""What is left after all of them is read by wire/story.py as plain copy."""
