"""Write a built site in the place of an earlier one, whole or not at all."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.kit.errors import TollfreeError

MARKER = ".tollfree-site"
"""An empty file that tells a folder which may be replaced from one that holds something else."""


class FolderInUse(TollfreeError):
    """Raised when the folder holds what this command did not write."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds files that are no earlier site. Name a new folder, or empty that one.")


class FolderUnwritable(TollfreeError):
    """Raised when the folder cannot be written."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was written."""

    files: int
    bytes: int
    has_search: bool


def publish(files: Mapping[str, bytes], out: Path, index: Callable[[Path], bool]) -> Published:
    """Write the files and their index beside `out`, then exchange the two.

    On any error `out` is as it was. Raises FolderInUse, FolderUnwritable, and what `index` raises.
    """
    out = out.absolute()
    if out.exists() and not _may_be_replaced(out):
        raise FolderInUse(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as scratch:
            fresh, former = Path(scratch) / "new", Path(scratch) / "old"
            _write(files, fresh)
            has_search = index(fresh)
            if out.exists():
                out.rename(former)
            try:
                fresh.rename(out)
            except OSError:
                if former.exists():
                    former.rename(out)
                raise
    except OSError as error:
        raise FolderUnwritable(f"{out} cannot be written: {error.strerror or error}") from error
    return Published(len(files), sum(map(len, files.values())), has_search)


def _may_be_replaced(out: Path) -> bool:
    return out.is_dir() and ((out / MARKER).is_file() or not any(out.iterdir()))


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (folder / MARKER).touch()
