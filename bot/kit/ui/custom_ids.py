"""Custom ids that hold all a button needs, so that it outlives restarts: how they are written, and read again."""

VERSION = "tf1"
"""Begins every custom id; raise it when the meaning of one changes, and old buttons are answered no more."""
ID = r"[0-9]{1,20}"
"""The pattern of a lead's, server's or member's number."""
PAGE = r"[a-z0-9.-]+"
"""The pattern of a page's id, or of several joined by points."""


class CustomId:
    """A kind of custom id: `tf1:<name>`, and a value for each field, with colons between.

    The first field may stand for the name. A field whose pattern begins with `?` may be left out, if it is the last.
    """

    def __init__(self, name: str | None = None, **fields: str) -> None:
        self._start = [VERSION, name] if name else [VERSION]
        self._fields = fields
        self.template = ":".join(self._start) + "".join(map(self._group, fields))
        """The pattern of such an id, with a named group for each field."""

    def _group(self, field: str) -> str:
        pattern = self._fields[field]
        return f"(?::(?P<{field}>{pattern[1:]}))?" if pattern.startswith("?") else f":(?P<{field}>{pattern})"

    def __call__(self, **values: object) -> str:
        """Write an id; raises KeyError for a field that is missing."""
        parts = [*self._start]
        for field, pattern in self._fields.items():
            value = values.get(field) if pattern.startswith("?") else values[field]
            if value is not None:
                parts.append(str(value))
        return ":".join(parts)
