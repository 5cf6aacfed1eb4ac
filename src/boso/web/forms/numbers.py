"""Whole numbers that an address or a form carries: of versions, rows, questions."""

DIGITS = 9  # of what is counted
DIGITS_OF_ID = 17  # of what the database numbers


def number_in(sent: str | None, *, digits: int = DIGITS) -> int | None:
    """The whole number that was sent; None for anything else, also for one with more digits than there can be."""
    return int(sent) if sent and sent.isdecimal() and len(sent) <= digits else None


def id_in(sent: str | None) -> int:
    """The number of a row that was sent; zero, which no row has, for anything else."""
    return number_in(sent, digits=DIGITS_OF_ID) or 0
