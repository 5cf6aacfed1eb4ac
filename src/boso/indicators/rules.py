"""Pure rules of comparison: which municipalities are of one size."""

from bisect import bisect_right

from boso.indicators.values import SIZE_BANDS


def band_of(persons: int) -> int:
    """The size group of a municipality, 0 for the smallest."""
    return bisect_right(SIZE_BANDS, persons)


def band_label(band: int) -> str:
    """The group's inhabitants from and to, as "20000-49999"; the largest has no end."""
    first = SIZE_BANDS[band - 1] if band else 0
    last = str(SIZE_BANDS[band] - 1) if band < len(SIZE_BANDS) else ""
    return f"{first}-{last}"
