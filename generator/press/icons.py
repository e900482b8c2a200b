"""Icons, drawn by workers. A sign that can't be drawn stops nothing: the theme's own takes its place."""

from pathlib import Path

from generator.edition.file_inputs import IconInputs
from generator.model import Gravity, Problem
from generator.paper import theme_folder
from generator.photos.icon import Drawn, draw_icon

HINT = "Save the paper's sign as a square SVG without text, or as a PNG of 512 by 512 pixels."


def draw(inputs: IconInputs) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the icon, and what is wrong with the sign. Raises OSError when its file can't be read."""
    try:
        drawn = draw_icon(Path(inputs.sign).read_bytes(), inputs.shape, inputs.paper)
    except ValueError as error:
        stock = (theme_folder() / "static/favicon.svg").read_bytes()
        reason = f"No icon can be made of it: {error}. Icons show the theme's sign instead."
        drawn = Drawn(draw_icon(stock, inputs.shape, inputs.paper).content, reason)
    if not drawn.remark:
        return drawn.content, ()
    return drawn.content, (Problem(f"static/{inputs.name}", 0, drawn.remark, HINT, Gravity.WARNING, code="image-icon"),)
