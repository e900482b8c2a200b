"""Jinja as Broadsheet uses it: how templates are found, compiled once and kept, and the shortcuts that save time."""

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import escape

from generator.press.macros import MACROS, Pieces, QuickMacro, Variables
from generator.press.markup import quoted
from generator.press.template_cache import read_cached, write_cached
from generator.press.template_code import Setter
from generator.press.template_faults import TEMPLATE_FAULTS, locate_trouble
from generator.press.undefined import Absent

ENCODING = "utf-8-sig"
"""A byte order mark, which some editors write, is no part of a template: the page would begin with it."""


class ImportCircleError(jinja2.TemplateRuntimeError):
    """A template imports itself, by way of others."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” can't be imported here, since it uses this template itself")


class Compiled(jinja2.BytecodeCache):
    """Jinja's bytecode cache, kept in the template cache."""

    def __init__(self, template_cache: Path) -> None:
        self._folder = template_cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if the cache holds its content."""
        if content := read_cached(self._folder / bucket.key):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store nothing: code compiled for a site may contain that site's facts, since Jinja folds constants."""

    def write_cached(self, environment: jinja2.Environment, name: str, file: str, source: str, code: CodeType) -> None:
        """Store the code of a template that was compiled without a site."""
        bucket = Bucket(environment, self.get_cache_key(name, file), self.get_source_checksum(source))
        bucket.code = code
        write_cached(self._folder / bucket.key, bucket.bytecode_to_string())


class Part(jinja2.Template):
    """A template whose exports are made once. Jinja would check the importer's globals at each import."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 (Jinja's own call)
        return super()._get_default_module()

    def pieces(self, variables: dict[str, Any]) -> list[str]:
        """Return what the template renders with these variables, in pieces."""
        try:
            return list(self.root_render_func(self.new_context(variables)))
        except Exception:
            self.environment.handle_exception()

    def prints(self, context: Context | None = None, variables: Mapping[str, Any] | None = None) -> Iterable[str]:
        """Return what the template prints where it is included, with the variables of the template there or without."""
        if context is None:
            return self._get_default_module()._body_stream
        inner = Variables(self.environment, context.parent, self.name, self.blocks)
        inner.vars.update(context.vars)
        for name, value in (variables or {}).items():
            if value is not missing:
                inner.vars[name] = value
        return self.root_render_func(inner)


class Theme(jinja2.Environment):
    """An environment whose templates and globals don't change while it lives."""

    code_generator_class = Setter
    template_class = Part
    context_class = Variables
    macro_types, new_list, quoted, escaped = MACROS, Pieces, staticmethod(quoted), staticmethod(escape)
    """What the code of templates (template_code.py) refers to."""

    def __init__(self, folders: Sequence[str], template_cache: Path | None = None) -> None:
        super().__init__(
            loader=jinja2.FileSystemLoader(list(folders), encoding=ENCODING),
            bytecode_cache=Compiled(template_cache) if template_cache else None,
            autoescape=True,
            undefined=Absent,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            extensions=["jinja2.ext.i18n"],
        )
        self.filters.pop("random", None)  # pages are the same each time
        self._folders = folders
        self._exports: dict[str, TemplateModule] = {}
        self._making: set[str] = set()
        """The templates whose exports are being made: one of them that is asked for again imports itself."""
        self._imported: dict[tuple[tuple[str, str, str], ...], dict[str, Any]] = {}
        self._looked_up: dict[str | jinja2.Template, jinja2.Template] = {}
        self._missing: dict[str | jinja2.Template, jinja2.TemplateNotFound] = {}
        """What Jinja says of each template that isn't there, such as the slots that a paper leaves empty."""

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 (Jinja's name)
    ) -> jinja2.Template:
        """Return the template. It is looked for once, instead of a dozen times a page, even if it isn't there."""
        found = self._looked_up.get(name)
        if found is not None:
            return found
        if name in self._missing:
            raise self._missing[name].with_traceback(None)
        try:
            found = self._looked_up[name] = super().get_template(name, parent, globals)
        except jinja2.TemplateNotFound as error:
            self._missing[name] = error
            raise
        return found

    def make_globals(self, given: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template. Jinja would look for each in two places, in case these change later."""
        return {**self.globals, **(given or {})}

    def exports(self, name: str) -> TemplateModule:
        """Return what a template exports, which is made once. A page of a story asks for it twenty times."""
        found = self._exports.get(name)
        if found is None:
            if name in self._making:
                raise ImportCircleError(name)
            self._making.add(name)
            try:
                found = self._exports[name] = self.get_template(name)._get_default_module()
            finally:
                self._making.discard(name)
        return found

    def imported(self, wanted: tuple[tuple[str, str, str], ...]) -> dict[str, Any] | None:
        """Return the exports that a template imports, by the names that it gives them, or None if one isn't there.

        `wanted` has for each its name here, the template, and its name there; none for the whole template.
        """
        found = self._imported.get(wanted)
        if found is None:
            try:
                modules = [(here, self.exports(template), there) for here, template, there in wanted]
                found = {here: getattr(module, there) if there else module for here, module, there in modules}
            except Exception:  # Jinja says what it is and in which line, when it imports one after the other
                return None
            self._imported[wanted] = found
        return found

    def included(self, name: str, ignore_missing: bool) -> jinja2.Template | None:
        """Return the template that another includes; None if it is missing and may be."""
        if ignore_missing and name in self._missing:
            return None
        try:
            return self.get_template(name)
        except jinja2.TemplateNotFound:
            if ignore_missing:
                return None
            raise

    @staticmethod
    def macro(macro: Macro) -> Macro:
        """Return a macro that does the same and is called more quickly, if there is one."""
        return QuickMacro(macro) if QuickMacro.can_replace(macro) else macro

    def fill(self, name: str, variables: dict[str, Any]) -> str:
        """Return the text that the template renders with these variables. Raises TemplateError."""
        return "".join(self.pieces(name, variables))

    def pieces(self, name: str, variables: dict[str, Any]) -> list[str]:
        """Return what the template renders with these variables, in pieces. Raises TemplateError."""
        try:
            template = self.get_template(name)
            return template.pieces(variables) if isinstance(template, Part) else [template.render(variables)]
        except TEMPLATE_FAULTS as error:
            raise locate_trouble(error, self._folders, name, self, variables) from None
