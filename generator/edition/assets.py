"""The static files of the theme and of the paper, with the addresses at which they are published.

A file of static/ keeps its place. The name of a file of static/assets/ gets a fingerprint of its bytes, so
that browsers may keep it forever. A file of the paper replaces the theme's file of the same name.
"""

from pathlib import Path

import msgspec

from generator.config import Config
from generator.digests import digest_file
from generator.edition.asset import Asset, fingerprint
from generator.edition.made_files import with_made_files
from generator.edition.stylesheets import with_linked_sheets
from generator.edition.theme_sheet import theme_sheet
from generator.errors import ConfigError
from generator.intake.survey import is_unreadable, survey_folder
from generator.model import Gravity, Problem
from generator.paper import theme_folder


def find_assets(folders: list[Path], config: Config) -> tuple[tuple[Asset, ...], list[Problem]]:
    """Return the static files in `folders`, sorted by name, and what can't be published. Later folders win.

    The style sheet that the settings of the theme make is among them.
    """
    prefix = config.prefix
    assets: dict[str, Asset] = {}
    problems: list[Problem] = []
    for folder in folders:
        survey = survey_folder(folder, "static")
        problems += [msgspec.structs.replace(problem, gravity=Gravity.WARNING) for problem in survey.problems]
        for found in survey.files:
            name = found.file.removeprefix("static/")
            try:
                assets[name] = _asset(folder / name, name, prefix)
            except OSError as error:
                message = f"The file can't be read, so it is not published: {(error.strerror or str(error)).lower()}."
                problems.append(
                    Problem(found.file, 0, message, "Check its permissions.", Gravity.WARNING, code="static-unreadable")
                )
    sheet = theme_sheet(config, assets)
    if sheet:
        assets.setdefault(sheet.name, sheet)
    linked, dead = with_linked_sheets(assets, prefix)
    return tuple(linked[name] for name in sorted(linked)), [*problems, *dead]


def _asset(path: Path, name: str, prefix: str) -> Asset:
    digest = digest_file(path)
    return Asset(name, f"{prefix}/{fingerprint(name, digest)}", str(path), digest)


def assets_of(folder: Path, config: Config) -> tuple[tuple[Asset, ...], list[Problem]]:
    """Return the static files of the theme and of the paper, and what can't be published. The paper's own win.

    Raises ConfigError when a folder can't be read, since the site would lose the files in it.
    """
    folders = dict.fromkeys([(theme_folder() / "static").resolve(), (folder / "static").resolve()])
    stock, problems = find_assets([static for static in folders if static.is_dir()], config)
    if unreadable := [problem for problem in problems if is_unreadable(problem)]:
        raise ConfigError(unreadable)
    return with_made_files(config, stock), problems
