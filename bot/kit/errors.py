"""Errors that a person can act on; their text is safe to show."""


class TollfreeError(Exception):
    """Base of expected errors: the message is one plain sentence for whoever can act."""

    exit_code = 1
    """How a command ends that it ends."""


class Misconfigured(TollfreeError):
    """Base of what only an operator can mend: a wrong setting, file or database; trying again is of no use."""

    exit_code = 78
    """EX_CONFIG, which the unit does not try again. Source: https://man.openbsd.org/sysexits.3"""


class PageNotFound(TollfreeError):
    """Raised when a page is named that the notes do not have."""

    def __init__(self, page_id: str) -> None:
        self.page_id = page_id
        super().__init__(f"I have no page called “{page_id[:80]}”. Start typing and pick one of the names that appear.")


class StorageUnavailable(TollfreeError):
    """Raised when the database is away, locked or full: nothing of the transaction was stored; it may be retried.

    Where it is not certain that nothing was, because a server did not confirm it, the words say so.
    """

    def __init__(self, reason: str, *, writing: bool, is_certain: bool = True) -> None:
        self.reason = reason
        super().__init__(
            "The database did not confirm that in time. Look in a minute whether it is stored before you repeat it."
            if not is_certain
            else "I could not store that just now. Nothing was lost; please try again in a minute."
            if writing
            else "I could not look that up just now. Please try again in a minute."
        )


class NotInServer(TollfreeError):
    """Raised where something is used in a direct message that belongs to a server."""

    def __init__(self) -> None:
        super().__init__("This belongs to a server that has added me. Use it in a channel there.")
