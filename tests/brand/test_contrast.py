"""Colours that can be read and told apart, held against published values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.brand import contrast as c
from playbook.brand.roles import DARK, FIGURES, LIGHT

COLOURS = st.tuples(*3 * [st.integers(0, 255)]).map(lambda rgb: "#" + bytes(rgb).hex())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21),
        # WebAIM's well-known pair: the lightest grey that passes AA on white, and the next one.
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.00),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert c.contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert c.contrast(other, one) == c.contrast(one, other)


def test_lightness_chroma_and_hue_are_those_of_oklab() -> None:
    # Of pure red, as CSS Color 4 has it: oklch(0.62796 0.25768 29.234deg).
    expected = (0.62796, 0.25768, 29.234)
    assert c.polar("#ff0000") == pytest.approx(expected, abs=1e-3)


@settings(max_examples=40)
@given(COLOURS, COLOURS)
def test_the_nearest_colour_passes_and_a_passing_one_stays(colour: str, paper: str) -> None:
    def passes(shown: str) -> bool:
        return c.contrast(shown, paper) >= c.TEXT

    found = c.nearest(colour, passes)
    assert found is not None, "black or white always reads"
    assert passes(found)
    assert found == colour or not passes(colour)


def test_no_nearer_colour_of_that_hue_passes() -> None:
    def passes(shown: str) -> bool:
        return c.contrast(shown, "#ffffff") >= c.TEXT

    found = c.nearest("#ffcc00", passes)
    assert found is not None
    assert c.contrast(found, "#ffffff") < 4.6
    assert abs(c.polar(found)[2] - c.polar("#ffcc00")[2]) < 3


def test_on_a_dark_page_figures_are_turned_as_browsers_turn_them() -> None:
    # By hand from CSS Filter Effects: white becomes 1 - 0.91, black 0.91;
    # a grey has no hue to turn.
    assert c.in_the_dark("#ffffff") == "#171717"
    assert c.in_the_dark("#000000") == "#e8e8e8"


def test_colour_blind_people_see_greys_as_they_are() -> None:
    assert c.apart("#000000", "#ffffff") == pytest.approx(1, abs=0.001)
    # Red and green of equal lightness: far for most, near for some.
    assert c.apart("#c80000", "#6a6a00") < 0.15


def test_the_kits_own_colours_pass_what_is_asked_of_a_brand() -> None:
    for scheme in (LIGHT, DARK):
        for role in ("ink", "soft", "accent", "result", "caution", "decide", "good", "bad"):
            for surface in (scheme.paper, scheme.wash):
                assert c.contrast(getattr(scheme, role), surface) >= c.TEXT, role
        assert c.contrast(scheme.on_accent, scheme.accent) >= c.TEXT
    for role in ("ink", "soft"):
        assert c.contrast(FIGURES[role], LIGHT.paper) >= c.TEXT
        assert c.contrast(c.in_the_dark(FIGURES[role]), DARK.paper) >= c.TEXT
    for role in ("blue", "orange", "green"):
        assert c.contrast(FIGURES[role], LIGHT.paper) >= c.DRAWN
        assert c.contrast(c.in_the_dark(FIGURES[role]), DARK.paper) >= c.DRAWN
