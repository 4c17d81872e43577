"""Why data were not moved."""

from bot.kit.errors import TollfreeError


class TransferRefused(TollfreeError):
    """Raised before anything is changed, where moving data would be wrong."""


class TransferFailed(TollfreeError):
    """Raised where moving data failed; what was begun is taken back."""


class RowsDiffer(TransferFailed):
    """Raised where a row that was copied does not read as it did in its source."""

    def __init__(self, table: str, key: str) -> None:
        super().__init__(f"The copy differs from its source: table {table}, {key}. Nothing was kept of the copy.")
