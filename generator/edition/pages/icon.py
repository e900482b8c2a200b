"""Icons: square pictures of the paper's sign in all sizes that browsers, phones and search engines ask for."""

from generator.edition.edition import Edition
from generator.edition.file_inputs import IconInputs
from generator.edition.icons import ICONS, find_sign
from generator.edition.look import light_paper
from generator.edition.page_head import page_facts
from generator.edition.pages.kind import COPIED, Gathered, Kind
from generator.model import Page
from generator.photos.icon import icon_drawers


def gather_icon(edition: Edition, page: Page) -> Gathered:
    """Gather what an icon is made of. Raises KeyError without a sign."""
    sign = find_sign(edition.config, edition.assets.values())
    if sign is None:
        raise KeyError(page.subject)
    inputs = IconInputs(
        sign=sign.source,
        name=sign.name,
        digest=sign.digest,
        shape=ICONS[page.subject],
        paper=light_paper(edition.config),
        drawers=icon_drawers(),
    )
    return page_facts(edition, page, "Icon", canonical=""), inputs


def _has_sign(edition: Edition) -> bool:
    return find_sign(edition.config, edition.assets.values()) is not None


ICON = Kind(
    name="icon",
    subjects=lambda edition: ((file, 1) for file in ICONS if _has_sign(edition)),
    pages=lambda edition, file: int(file in ICONS and _has_sign(edition)),
    url=lambda edition, file, _number: f"{edition.addresses.prefix}/{file}",
    gather=gather_icon,
    template=COPIED,
    inputs=IconInputs,
    stage="photos",
)
