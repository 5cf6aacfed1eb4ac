"""Kinds of parts in addresses: what does not fit is no page, and reaches no code that would take it for a date."""


class Year:
    """A year that a report may be about."""

    regex = "(?:19|20)[0-9]{2}"

    def to_python(self, value: str) -> int:
        """The year as a number."""
        return int(value)

    def to_url(self, value: int | str) -> str:
        """The year as written."""
        return str(value)
