"""Descriptions of all settings, for a new site.toml and for docs/settings.md, made from config/settings.py."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_type_hints

import msgspec

from generator.config import Config, Section, describe, examples, toml_value

TITLES = {
    "sections": "[[sections]]",
    "menu": "[[menu]]",
    "people": "[people.SLUG]",
    "fonts": "[[theme.fonts]]",
    "own": "[[share.own]]",
    "deploy": "[deploy.live]",
    "send": "[edition.send.readers]",
    "intake.wire": "[intake.wire.ap]",
}
"""Settings that are lists or tables of tables -> how their table headers are written."""


class Setting(msgspec.Struct, frozen=True):
    """A key of site.toml that holds a value."""

    name: str
    about: str
    default: Any
    """None when the key is required."""
    example: Any

    @property
    def shown(self) -> Any:
        """The value to show: the default, or an example when the default is empty."""
        return self.default if self.default not in (None, "", (), {}) else self.example


def settings_of(struct: type[msgspec.Struct]) -> Iterator[Setting]:
    """Yield the keys of one table that hold values and have a description, not tables, in their order."""
    hints = get_type_hints(struct, include_extras=True)
    for field in msgspec.structs.fields(struct):
        if _record_in(hints[field.name]) is None and describe(hints[field.name]):
            default = None if field.required else _default_of(field)
            sample = (examples(hints[field.name]) or [""])[0]
            yield Setting(field.name, describe(hints[field.name]), default, sample)


def _default_of(field: msgspec.structs.FieldInfo) -> Any:
    return field.default if field.default is not msgspec.NODEFAULT else field.default_factory()


def tables_of(struct: type[msgspec.Struct], within: str = "") -> Iterator[tuple[str, type[msgspec.Struct]]]:
    """Yield the header of each table below `struct`, such as `[[sections]]`, and the record of its keys."""
    hints = get_type_hints(struct, include_extras=True)
    for field in msgspec.structs.fields(struct):
        inner = _record_in(hints[field.name])
        if inner is not None:
            name = f"{within}{field.name}"
            if any(settings_of(inner)):
                yield TITLES.get(name) or TITLES.get(field.name, f"[{name}]"), inner
            yield from tables_of(inner, f"{field.name}.")


def _record_in(kind: Any) -> type[msgspec.Struct] | None:
    """Return the record type in an annotation, alone or inside a list or table; None when there is none."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind
    return next((found for part in get_args(kind) if (found := _record_in(part)) is not None), None)


def site_toml(written: Mapping[str, str], sections: tuple[Section, ...]) -> str:
    """Return a site.toml that sets `written` and the sections, and lists all other settings as comments."""
    lines = ["# The paper's settings. A line that begins with # is a comment: remove the # to use the setting."]
    for setting in settings_of(Config):
        value = written.get(setting.name)
        mark = "" if value is not None else "# "
        lines += ["", f"# {setting.about}", f"{mark}{setting.name} = {toml_value(value or setting.shown)}"]
    for section in sections:
        lines += ["", "[[sections]]", f"slug = {toml_value(section.slug)}", f"name = {toml_value(section.name)}"]
    for head, record in tables_of(Config):
        if record is not Section:
            lines += ["", f"# {_about(record)}", f"# {head}"]
            lines += [f"# {one.name} = {toml_value(one.shown)}  # {one.about}" for one in settings_of(record)]
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    """Return the text of docs/settings.md."""
    lines = [
        "# Settings",
        "",
        "Every key of `site.toml`. `name`, `address` and `time_zone` are required.",
        "`broadsheet init` writes a file with all of them.",
        "This page is made from `generator/config/settings.py` by `tools/write-settings-page`.",
        "",
        "## At the top",
        "",
        *_table(Config),
    ]
    for head, record in tables_of(Config):
        lines += ["", f"## `{head}`", "", _about(record), "", *_table(record)]
    return "\n".join(lines) + "\n"


def _table(record: type[msgspec.Struct]) -> Iterator[str]:
    yield "| key | what it means | default | example |"
    yield "|---|---|---|---|"
    for one in settings_of(record):
        default = "required" if one.default is None else f"`{toml_value(one.default)}`"
        yield f"| `{one.name}` | {one.about} | {default} | `{toml_value(one.example)}` |"


def _about(record: type[msgspec.Struct]) -> str:
    words = (record.__doc__ or "").split(": ", 1)[-1]
    return words[:1].upper() + words[1:]
