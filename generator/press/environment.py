"""The Jinja environment: what templates can call, and that they can reach nothing else."""

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
from markupsafe import Markup

from generator.edition import formats
from generator.edition.inputs import Site
from generator.intake.survey import is_litter
from generator.model import Card, Problem


class TemplateTrouble(Exception):
    """A template can't be used. `problem` names its file and line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.where}: {problem.message}")
        self.problem = problem

    def __reduce__(self) -> tuple[type["TemplateTrouble"], tuple[Problem]]:
        return TemplateTrouble, (self.problem,)


def theme_folder() -> Path:
    """Where the default theme's templates/ and static/ lie: in the installed package, else in the checkout."""
    packaged = Path(__file__).parents[1] / "theme"
    return packaged if packaged.is_dir() else Path(__file__).parents[2]


def template_folders(paper: Path) -> tuple[str, ...]:
    """The folders that templates are looked for in, first the paper's own."""
    folders = (paper / "templates", theme_folder() / "templates")
    return tuple(str(folder) for folder in dict.fromkeys(folder.resolve() for folder in folders) if folder.is_dir())


def digest_templates(folders: Sequence[str]) -> str:
    """Digest of every template, by the name that it is found under."""
    digest = hashlib.blake2b(digest_size=16)
    for name, path in sorted(_templates(folders).items()):
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _templates(folders: Sequence[str]) -> dict[str, Path]:
    """Every template's name -> the file that counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in Path(folder).rglob("*"):
            if path.is_file() and not is_litter(path.name):
                found.setdefault(path.relative_to(folder).as_posix(), path)
    return found


def check_templates(folders: Sequence[str]) -> list[Problem]:
    """Every template that Jinja can't read, all at once."""
    environment = _bare_environment(folders)
    problems = []
    for name, path in sorted(_templates(folders).items()):
        try:
            environment.parse(path.read_text(encoding="utf-8"), name)
        except jinja2.TemplateSyntaxError as error:
            problems.append(_problem(name, error.lineno, error.message or ""))
        except UnicodeDecodeError:
            problems.append(_problem(name, 0, "it is not UTF-8 text"))
    return problems


def make_environment(site: Site, folders: Sequence[str]) -> jinja2.Environment:
    """The environment of one site. Everything that a filter hangs on is in `site`."""
    zone = ZoneInfo(site.time_zone)
    environment = _bare_environment(folders)
    environment.globals = {"site": site}
    environment.filters |= {
        "story_time": partial(formats.story_time, zone=zone, pattern=site.story_time, language=site.language),
        "day": partial(formats.day, zone=zone, language=site.language),
        "iso": partial(formats.iso, zone=zone),
        "rfc822": partial(formats.rfc822, zone=zone),
        "absolute": partial(formats.absolute, site.address),
        "reading_time": formats.reading_minutes,
        "language_direction": formats.direction_of,
        "with_dateline": _with_dateline,
        "sanitised": Markup,
    }
    return environment


def _bare_environment(folders: Sequence[str]) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(list(folders)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )


def _with_dateline(html: str, story: Card) -> str:
    return formats.open_with_dateline(html, story.dateline, story.source)


def locate_trouble(error: Exception, folders: Sequence[str], name: str) -> TemplateTrouble:
    """`error`, raised while template `name` was rendered, with the file and line of the innermost template."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        for folder in folders:
            if file.startswith(folder):
                name, line = Path(file).relative_to(folder).as_posix(), trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, jinja2.TemplateSyntaxError):
        name, line = error.name or name, error.lineno
    return TemplateTrouble(_problem(name, line, str(error) or type(error).__name__))


def _problem(name: str, line: int, what: str) -> Problem:
    hint = "The site stays as it was until the template is mended."
    return Problem(f"templates/{name}", line, f"The template can't be used: {what.rstrip('.')}.", hint)
