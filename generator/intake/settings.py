"""The settings that reading depends on, without the readers themselves, which take long to load."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from generator.config import Config
from generator.config.embed_settings import EmbedSettings
from generator.digests import digest_value
from generator.intake.text.typography import Marks, marks_of
from generator.intake.wire_files.drops import Drop, drops_of

if TYPE_CHECKING:
    from generator.intake.header.split import Field


class IntakeSettings(msgspec.Struct, frozen=True):
    """The settings that reading depends on. When one changes, all files are read again."""

    time_zone: str
    date_order: str
    default_section: str
    typographic_quotes: bool
    wire_noindex: bool
    own_sources: tuple[str, ...]
    sections: dict[str, str]
    """The name of each section by its slug."""
    language: str = "en"
    """The paper's language."""
    native_addresses: bool = False
    """Whether the addresses of stories keep letters beyond ASCII."""
    prefix: str = ""
    """The path in the paper's address, as in `/courier`; empty for a paper at the root of its host."""
    embeds: EmbedSettings = EmbedSettings()
    drops: tuple[Drop, ...] = ()
    """The folders of agencies."""

    def marks_for(self, language: "Field | None") -> Marks | None:
        """Return the quotation marks and dashes to set in a story with this `Language:` field; None to set none."""
        if not self.typographic_quotes:
            return None
        return marks_of(str(language.value) if language is not None else self.language)

    @property
    def zone(self) -> ZoneInfo:
        """The paper's time zone."""
        return ZoneInfo(self.time_zone)


def intake_settings_of(config: Config) -> IntakeSettings:
    """Return the settings that reading depends on."""
    return IntakeSettings(
        time_zone=config.time_zone,
        date_order=config.copy.date_order,
        language=config.language,
        default_section=config.copy.default_section,
        typographic_quotes=config.copy.typographic_quotes,
        wire_noindex=config.wire.noindex,
        own_sources=(*config.wire.own, config.name),
        sections={section.slug: section.name for section in config.sections},
        native_addresses=config.copy.addresses == "native",
        prefix=config.prefix,
        embeds=msgspec.structs.replace(config.embeds, frames=()),
        drops=drops_of(config),
    )


def digest_settings(settings: IntakeSettings) -> str:
    """Return a digest of the settings: equal settings have equal digests."""
    return digest_value(settings)
