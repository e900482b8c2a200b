"""Jinja as Broadsheet uses it: how templates are found, compiled once and kept, and the shortcuts that save time."""

from collections.abc import Callable, MutableMapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup, escape

from generator.press.template_cache import read_cached, write_cached
from generator.press.template_faults import TEMPLATE_FAULTS, locate_trouble

ENCODING = "utf-8-sig"
"""A byte order mark, which some editors write, is no part of a template: the page would begin with it."""
MACROS = (Macro, type(lru_cache(str)))
"""The types of plain macros and of remembered ones."""


class Compiled(jinja2.BytecodeCache):
    """Jinja's bytecode cache, kept in the template cache."""

    def __init__(self, template_cache: Path) -> None:
        self._shelf = template_cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if the cache holds its content."""
        if content := read_cached(self._shelf / bucket.key):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store nothing: code compiled for a site may contain that site's facts, since Jinja folds constants."""

    def write_cached(self, environment: jinja2.Environment, name: str, file: str, source: str, code: CodeType) -> None:
        """Store the code of a template that was compiled without a site."""
        bucket = Bucket(environment, self.get_cache_key(name, file), self.get_source_checksum(source))
        bucket.code = code
        write_cached(self._shelf / bucket.key, bucket.bytecode_to_string())


# The shortcuts below save a third of a page's time. Each overrides a method of Jinja and gives the same result.
# If a later Jinja no longer calls that method, pages stay the same and take longer.


class Setter(CodeGenerator):
    """A code generator that makes templates escape with `Theme.escaped`, and do without what no page needs."""

    def visit_Call(self, node: jinja2.nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 (Jinja's own)
        """Call with the template's own arguments alone.

        Jinja would add the variables of the loop and of the block, for functions that look at the template's variables;
        of those, templates have only `_` and its kin, which look at none.
        """
        within = frame.loop_frame, frame.block_frame
        frame.loop_frame = frame.block_frame = False
        try:
            super().visit_Call(node, frame, forward_caller=forward_caller)
        finally:
            frame.loop_frame, frame.block_frame = within

    def visit_Output(self, node: jinja2.nodes.Output, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Print nothing for `{{ a if b }}` without an `else`; Jinja would make an undefined value first."""
        for child in node.nodes:
            if isinstance(child, jinja2.nodes.CondExpr) and child.expr2 is None:
                child.expr2 = jinja2.nodes.Const("", lineno=child.lineno, environment=self.environment)
        super().visit_Output(node, frame)

    def visit_Getattr(self, node: jinja2.nodes.Getattr, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Ask a variable itself for what it has, and Jinja only for what it hasn't."""
        if not isinstance(node.node, jinja2.nodes.Name):
            super().visit_Getattr(node, frame)
            return
        self.write("(had if (had := getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing else ")
        super().visit_Getattr(node, frame)
        self.write(")")

    def _import_common(self, node: jinja2.nodes.Import | jinja2.nodes.FromImport, frame: Frame) -> None:
        if node.with_context or not isinstance(node.template, jinja2.nodes.Const):
            super()._import_common(node, frame)
        else:
            self.write(f"environment.exports({node.template.value!r})")

    def _output_child_pre(self, node: jinja2.nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class Part(jinja2.Template):
    """A template whose exports are made once. Jinja would check the importer's globals at each import."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 (Jinja's own call)
        return super()._get_default_module()


class Variables(Context):
    """The variables of a template. It skips Jinja's check of each callable before calling a macro."""

    @internalcode
    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call `called` and return its result."""
        if type(called) not in MACROS:
            return super().call(called, *args, **kwargs)
        if kwargs:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


class Theme(jinja2.Environment):
    """An environment whose templates and globals don't change while it lives."""

    code_generator_class = Setter
    template_class = Part
    context_class = Variables

    def __init__(self, folders: Sequence[str], template_cache: Path | None = None) -> None:
        super().__init__(
            loader=jinja2.FileSystemLoader(list(folders), encoding=ENCODING),
            bytecode_cache=Compiled(template_cache) if template_cache else None,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            extensions=["jinja2.ext.i18n"],
        )
        self._folders = folders
        self._exports: dict[str, TemplateModule] = {}
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

    def exports(self, name: str) -> TemplateModule:
        """Return what a template exports, which is made once. A page of a story asks for it twenty times."""
        found = self._exports.get(name)
        if found is None:
            found = self._exports[name] = self.get_template(name)._get_default_module()
        return found

    def fill(self, name: str, variables: dict[str, Any]) -> str:
        """Return the text that the template renders with these variables. Raises TemplateError."""
        try:
            return self.get_template(name).render(variables)
        except TEMPLATE_FAULTS as error:
            raise locate_trouble(error, self._folders, name) from None

    @staticmethod
    def escaped(value: object) -> str:
        """Return `markupsafe.escape(value)`. Most texts of a page need no escaping and are returned as they are."""
        if type(value) is Markup or (type(value) is str and not _needs_escape(value)):
            return value
        return escape(value)


def _needs_escape(text: str) -> bool:
    """Tell whether the text has a sign of HTML. To search for each takes half the time of a regular expression."""
    return "&" in text or "<" in text or ">" in text or '"' in text or "'" in text
