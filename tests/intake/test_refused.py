"""A file that can't be read is refused with a way out that fits what it is."""

import pytest

from generator.intake.refused import refuse_ending


@pytest.mark.parametrize(
    ("ending", "way_out"),
    [
        (".eps", "export it as a JPEG picture"),
        (".AI", "export it as a JPEG picture"),
        (".raw", "raw file"),
        (".PEF", "raw file"),
        (".mov", "write its address"),
        (".svg", "PNG picture"),
        (".pages", "Word"),
        (".recipe", "Stories are .txt"),
    ],
)
def test_the_way_out_fits_the_kind_of_file(ending: str, way_out: str) -> None:
    problem = refuse_ending(f"content/world/bridge{ending}")
    assert way_out in problem.hint
    assert problem.message == f"Broadsheet can't read {ending.lower()} files."
