"""Every municipality gets a square of its own on a tile map."""

from hypothesis import given
from hypothesis import strategies as st

from boso.places.loading import shipped
from boso.places.tiles import by_hand, lay_out


def test_every_municipality_of_a_region_lies_by_hand() -> None:
    members = {m.slug for m in shipped().municipalities if m.region}
    assert members <= set(by_hand())


def test_neighbours_lie_as_the_land_does() -> None:
    tiles = lay_out(["halden", "hamar", "baerum", "oslo"])
    assert tiles["hamar"] < tiles["oslo"] < tiles["halden"]
    assert tiles["baerum"][1] < tiles["oslo"][1]


def test_rows_and_columns_that_nobody_is_in_are_closed_up() -> None:
    assert lay_out(["mandal", "hammerfest"]) == {"mandal": (1, 0), "hammerfest": (0, 1)}


def test_unknown_ones_follow_under_the_map_in_the_order_given() -> None:
    assert lay_out(["oslo", "provevik", "proveby"]) == {"oslo": (0, 0), "provevik": (1, 0), "proveby": (1, 1)}


@given(st.lists(st.sampled_from([*by_hand(), *(f"proveby-{n}" for n in range(40))]), unique=True))
def test_no_two_share_a_square(slugs: list[str]) -> None:
    tiles = lay_out(slugs)
    assert list(tiles) == slugs
    assert len(set(tiles.values())) == len(slugs)
