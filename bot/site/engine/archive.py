"""The whole site in one file, the same bytes each time."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that the format knows; a real one would make each archive another."""
_READABLE = 0o644 << 16


def archive(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return a ZIP of the files, below one folder."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as target:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}", _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            target.writestr(entry, files[path])
    return packed.getvalue()
