"""The Python code that Jinja makes of a template, with shortcuts that save a third of a page's time.

Each overrides a method of Jinja and gives the same result. If a later Jinja no longer calls such a method, pages stay
the same and take longer. `tests/press/test_theme.py` compares what templates print with what plain Jinja prints.
"""

# ruff: noqa: N802 -- the names of the methods are Jinja's

from collections.abc import Iterable, Iterator
from itertools import groupby
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from markupsafe import escape

GENERATING = ("if 0: yield None", "yield from parent_template.root_render_func(context)")
"""Lines with which Jinja makes generators of the functions of a template."""


class Setter(CodeGenerator):
    """A code generator that makes templates do without what no page needs."""

    _after = ""
    """What is written after the expression that is printed now; empty: what Jinja writes."""

    # --- what is printed --------------------------------------------------------------------------

    def enter_frame(self, frame: Frame) -> None:
        """Collect what a template or a block prints in a list, as macros do.

        Jinja would yield each piece by itself, and a piece of a story's text would pass through three generators.
        """
        if _is_whole(frame):
            frame.buffer = self.temporary_identifier()
            self.writeline(f"{frame.buffer} = environment.new_list()")
        super().enter_frame(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """Return what was collected, and what the template prints that this one extends."""
        super().leave_frame(frame, with_python_scope)
        if not _is_whole(frame):
            return
        if frame.rootlevel and self.extends_so_far:
            self.writeline("if parent_template is not None:")
            self.indent()
            self.writeline(f"{frame.buffer}.extend(parent_template.root_render_func(context))")
            self.outdent()
        self.writeline(f"return {frame.buffer}")

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """Write a line, but none that would make a generator of a function that returns a list."""
        super().writeline("pass" if x in GENERATING else x, node, extra)

    def write_commons(self) -> None:
        """Give each function of a template what it calls most often as a variable of its own."""
        super().write_commons()
        self.writeline("escaped, quoted, macros = environment.escaped, environment.quoted, environment.macro_types")
        self.writeline("bound = context.bound")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Print nothing for `{{ a if b }}` without an `else`; Jinja would make an undefined value first."""
        for child in node.nodes:
            if isinstance(child, nodes.CondExpr) and child.expr2 is None:
                child.expr2 = nodes.Const("", lineno=child.lineno, environment=self.environment)
        super().visit_Output(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Escape texts, and leave HTML as it is. Of all else Jinja takes care."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            self._after = ""
            super()._output_child_pre(node, frame, finalize)
        elif _is_ready(node):
            self._after = ")"
            self.write("(")
        else:
            self._after = ")) is Markup else quoted(had) if kind is str else escaped(had))"
            self.write("(had if (kind := type(had := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._after:
            self.write(self._after)
        else:
            super()._output_child_post(node, frame, finalize)

    # --- calls ------------------------------------------------------------------------------------

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Call macros directly, and all else as Jinja does, with the template's own arguments alone.

        Jinja would add the variables of the loop and of the block, for functions that look at the template's variables;
        of those, templates have only `_` and its kin, which look at none.
        """
        if forward_caller or not _has_plain_arguments(node):
            within = frame.loop_frame, frame.block_frame
            frame.loop_frame = frame.block_frame = False
            try:
                super().visit_Call(node, frame, forward_caller=forward_caller)
            finally:
                frame.loop_frame, frame.block_frame = within
            return
        self.write("(had if type(had := ")
        self.visit(node.node, frame)
        self.write(") in macros else bound(had))(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Define a macro that has only named arguments as one that is called quickly."""
        self.write("environment.macro(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    # --- what is looked up ------------------------------------------------------------------------

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Ask a value itself for what it has, and Jinja only for what it hasn't."""
        self.write("(had if (had := getattr((owner := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(owner, {node.attr!r}))")

    # --- other templates --------------------------------------------------------------------------

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:
        """Print a block that is always there with the variables of the whole template."""
        if node.scoped or node.required or (frame.toplevel and self.extends_so_far) or frame.buffer is None:
            super().visit_Block(node, frame)
        else:
            self.writeline(f"{frame.buffer}.extend(context.blocks[{node.name!r}][0](context))", node)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context or not isinstance(node.template, nodes.Const):
            super()._import_common(node, frame)
        else:
            self.write(f"environment.exports({node.template.value!r})")

    def blockvisit(self, body: Iterable[nodes.Node], frame: Frame) -> None:
        """Import what stands together at the top of a template in one step."""
        if not frame.rootlevel:
            super().blockvisit(body, frame)
            return
        for together, group in groupby(body, _is_plain_import):
            if together:
                self._import_all(list(group), frame)
            else:
                super().blockvisit(group, frame)

    def _import_all(self, imports: list[nodes.Node], frame: Frame) -> None:
        """Look up what is imported once for all pages; one after the other, as Jinja does, if anything isn't there."""
        wanted = tuple(one for node in imports for one in _names(node))
        aliases = dict.fromkeys(alias for alias, _, _ in wanted)
        self.writeline(f"imported = environment.imported({wanted!r})", imports[0])
        self.writeline("if imported is None:")
        self.indent()
        super().blockvisit(imports, frame)
        self.outdent()
        self.writeline("else:")
        self.indent()
        self.writeline("context.vars.update(imported)")
        self.writeline("context.exported_vars.difference_update(imported)")
        self.writeline("".join(f"{frame.symbols.ref(alias)}, " for alias in aliases) + "= imported.values()")
        self.outdent()

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        """Print a template whose name is known with the variables that this one has, or without."""
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if frame.buffer is None or not isinstance(name, str):
            super().visit_Include(node, frame)
            return
        variables = f"context, {self.dump_local_context(frame)}" if node.with_context else ""
        self.writeline(f"template = environment.included({name!r}, {node.ignore_missing!r})", node)
        self.writeline("if template is not None:", node)
        self.indent()
        self.writeline(f"{frame.buffer}.extend(template.prints({variables}))", node)
        self.outdent()


def _is_whole(frame: Frame) -> bool:
    """Tell whether the frame is that of a whole template or of a whole block."""
    return frame.rootlevel or frame.block_frame


def _has_plain_arguments(node: nodes.Call) -> bool:
    """Tell whether all arguments of a call are written one by one, under names that Python takes as well."""
    return not (node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs))


def _is_plain_import(node: Any) -> bool:
    """Tell whether the node imports from a template whose name is known, which doesn't see the importer's variables."""
    return (
        isinstance(node, nodes.Import | nodes.FromImport)
        and not node.with_context
        and isinstance(node.template, nodes.Const)
    )


def _names(node: Any) -> Iterator[tuple[str, str, str]]:
    """Yield each name that an import gives, its template, and its name there; none for the whole template."""
    template: Any = node.template
    if isinstance(node, nodes.Import):
        yield node.target, template.value, ""
        return
    for one in node.names:
        name, alias = one if isinstance(one, tuple) else (one, one)
        yield alias, template.value, name


def _is_ready(node: Any) -> bool:
    """Tell whether the node is one of the template's own texts that need no escaping: `{{ ' hidden' if old }}`."""
    if isinstance(node, nodes.CondExpr) and node.expr2 is not None:
        return _is_ready(node.expr1) and _is_ready(node.expr2)
    return isinstance(node, nodes.Const) and isinstance(node.value, str) and escape(node.value) == node.value
