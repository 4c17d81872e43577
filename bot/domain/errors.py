"""Errors that a person can act on; their text is safe to show."""


class TollfreeError(Exception):
    """Base of expected errors: the message is one plain sentence for whoever can act."""


class PageNotFound(TollfreeError):
    """Raised when a page is named that the notes do not have."""

    def __init__(self, page_id: str) -> None:
        self.page_id = page_id
        super().__init__(f"I have no page called “{page_id[:80]}”. Start typing and pick one of the names that appear.")
