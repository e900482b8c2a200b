"""Crops lie inside the picture, have their ratio, keep the focus, and nothing is ever enlarged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.photos.framing import SHAPES, Crop, Focus, Framing, Use, crop_box
from generator.photos.recipes import ENCODING_COSTS, Recipe, plan_banner, plan_renditions, rendition_key, share_out

sides = st.integers(1, 20_000)
parts = st.floats(-1, 2, allow_nan=False)
uses = st.sampled_from(["whole", *SHAPES])
focuses = st.none() | st.builds(Focus, parts, parts)
framings = st.builds(
    Framing, focuses, st.lists(st.builds(Crop, uses, parts, parts, parts, parts), max_size=4).map(tuple)
)


@given(sides, sides, uses, framings)
def test_a_crop_lies_inside_the_picture_and_has_its_ratio(width: int, height: int, use: Use, framing: Framing) -> None:
    left, top, right, bottom = crop_box(width, height, use, framing)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    if use != "whole":
        across, down = SHAPES[use]
        assert abs((right - left) * down - (bottom - top) * across) <= max(across, down)


@given(sides, sides, framings, st.booleans())
def test_no_rendition_is_enlarged_or_distorted(width: int, height: int, framing: Framing, is_lead: bool) -> None:
    for recipe in plan_renditions(width, height, framing, is_lead=is_lead):
        left, top, right, bottom = recipe.box
        assert 1 <= recipe.width <= right - left
        assert 1 <= recipe.height <= bottom - top
        wanted = recipe.width * (bottom - top) / (right - left)
        assert abs(recipe.height - wanted) <= 1 + recipe.width / (right - left)


@given(sides, sides, st.floats(0, 1), st.floats(0, 1), st.sampled_from(sorted(SHAPES)))
def test_the_focus_is_in_every_crop(width: int, height: int, x: float, y: float, use: Use) -> None:
    left, top, right, bottom = crop_box(width, height, use, Framing(Focus(x, y)))
    assert left - 1 <= x * width <= right + 1
    assert top - 1 <= y * height <= bottom + 1


@given(sides, sides, framings)
def test_a_picture_has_each_use_in_jpeg_and_two_of_a_recipe_never(width: int, height: int, framing: Framing) -> None:
    recipes = plan_renditions(width, height, framing, is_lead=True)
    assert {recipe.use for recipe in recipes if recipe.format == "jpeg"} == {"whole", *SHAPES}
    assert len(set(recipes)) == len(recipes)


def sizes(recipes: tuple[Recipe, ...], use: Use, format_: str) -> list[tuple[int, int]]:
    return [(one.width, one.height) for one in recipes if (one.use, one.format) == (use, format_)]


def test_a_photo_of_12_megapixels_has_the_usual_sizes() -> None:
    recipes = plan_renditions(4000, 3000, Framing(), is_lead=True)
    assert sizes(recipes, "whole", "avif") == [(400, 300), (800, 600), (1200, 900), (1600, 1200)]
    assert sizes(recipes, "whole", "jpeg") == [(800, 600), (1200, 900)]
    assert sizes(recipes, "16:9", "avif") == [(400, 225), (800, 450), (1200, 675)]
    assert sizes(recipes, "16:9", "jpeg") == [(400, 225), (1200, 675)]
    assert sizes(recipes, "4:3", "jpeg") == [(1200, 900)]
    assert sizes(recipes, "1:1", "jpeg") == [(1200, 1200)]
    assert sizes(recipes, "social", "jpeg") == [(1200, 630)]
    assert {one.use for one in plan_renditions(4000, 3000, Framing(), is_lead=False)} == {"whole"}


def test_a_sections_picture_has_sizes_for_the_whole_width_of_a_page() -> None:
    recipes = plan_banner(4000, 3000, Framing())
    assert sizes(recipes, "16:9", "avif") == [(400, 225), (800, 450), (1200, 675), (1600, 900)]
    assert sizes(recipes, "16:9", "jpeg") == [(800, 450), (1200, 675)]
    assert sizes(recipes, "social", "jpeg") == [(1200, 630)]
    assert len(recipes) == 7


def test_an_upright_photo_is_no_wider_than_a_screen_shows_it() -> None:
    recipes = plan_renditions(3000, 4000, Framing(), is_lead=True)
    assert sizes(recipes, "whole", "avif") == [(400, 533), (800, 1067), (1200, 1600)]
    assert sizes(recipes, "whole", "jpeg") == [(800, 1067), (1200, 1600)]
    assert sizes(recipes, "4:3", "jpeg") == [(1200, 900)]
    assert sizes(plan_renditions(1300, 1301, Framing(), is_lead=False), "whole", "avif")[-1] == (1200, 1201)


def test_a_small_picture_has_its_own_size_last() -> None:
    recipes = plan_renditions(1000, 500, Framing(), is_lead=True)
    assert sizes(recipes, "whole", "avif") == [(400, 200), (800, 400), (1000, 500)]
    assert sizes(recipes, "1:1", "jpeg") == [(500, 500)]
    assert sizes(plan_renditions(820, 410, Framing(), is_lead=False), "whole", "avif") == [(400, 200), (820, 410)]
    assert sizes(plan_renditions(1, 1, Framing(), is_lead=True), "16:9", "jpeg") == [(1, 1)]


def test_a_portrait_is_cropped_above_its_middle_and_a_landscape_at_it() -> None:
    left, top, right, bottom = crop_box(1000, 2000, "1:1", Framing())
    assert (left, right) == (0, 1000)
    assert (top + bottom) / 2 == 700
    assert crop_box(2000, 1000, "1:1", Framing()) == (500, 0, 1500, 1000)


def test_a_chosen_part_is_used_for_its_ratio_and_a_card_of_other_networks_takes_that_of_16_to_9() -> None:
    framing = Framing(Focus(0.9, 0.9), (Crop("16:9", 0.1, 0.2, 0.5, 0.4),))
    assert crop_box(1600, 1600, "16:9", framing) == (196, 320, 765, 640)
    left, top, right, bottom = crop_box(1600, 1600, "social", framing)
    assert 160 <= left < right <= 800
    assert 320 <= top < bottom <= 640
    assert crop_box(1600, 800, "1:1", framing) == (800, 0, 1600, 800)


def test_edges_in_the_wrong_order_are_put_right() -> None:
    one = Framing(None, (Crop("1:1", 0.1, 0.1, 0.5, 0.5),))
    other = Framing(None, (Crop("1:1", 0.5, 0.5, 0.1, 0.1),))
    assert crop_box(1000, 1000, "1:1", one) == crop_box(1000, 1000, "1:1", other) == (100, 100, 500, 500)


@pytest.mark.parametrize("changed", ["digest", "recipe", "packet", "encoders"])
def test_the_key_depends_on_all_that_a_rendition_is_made_of(changed: str) -> None:
    recipe, other, *_ = plan_renditions(4000, 3000, Framing(), is_lead=True)
    parts = {"digest": "ab", "recipe": recipe, "packet": b"x", "encoders": "1"}
    others = {"digest": "cd", "recipe": other, "packet": b"y", "encoders": "2"}
    assert rendition_key(**parts) == rendition_key(**parts)  # type: ignore[arg-type]
    assert rendition_key(**parts) != rendition_key(**{**parts, changed: others[changed]})  # type: ignore[arg-type]


@given(st.integers(1, 6000), st.integers(1, 6000), st.integers(1, 8))
def test_shares_are_all_sizes_once_and_none_waits_long_for_another(width: int, height: int, shares: int) -> None:
    recipes = plan_renditions(width, height, Framing(), is_lead=True)
    found = share_out(recipes, shares)
    assert 1 <= len(found) <= shares
    assert sorted((recipe for share in found for recipe in share), key=repr) == sorted(set(recipes), key=repr)
    assert found == share_out(recipes, shares)


def test_two_workers_have_about_as_much_to_do_with_a_lead() -> None:
    one, other = share_out(plan_renditions(4000, 3000, Framing(), is_lead=True), 2)
    costs = [
        sum(ENCODING_COSTS[recipe.format] * recipe.width * recipe.height for recipe in share) for share in (one, other)
    ]
    assert max(costs) < 1.1 * min(costs)
