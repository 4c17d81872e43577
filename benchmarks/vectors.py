"""Keep the vectors of examples from run to run: embedding them takes most of the time of a fit."""

import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.minilm import MiniLMEmbedder

_FILE = Path(__file__).parents[1] / ".cache" / "vectors.npz"
_BATCH = 64


class KeptVectors:
    """Embeds each text once, and rounds to sixteen bits, whether it was kept or not."""

    def __init__(self, file: Path = _FILE) -> None:
        """Read what was kept, if the model is the same."""
        self._file, self._embedder = file, MiniLMEmbedder()
        self._rows: dict[str, NDArray[np.float16]] = {}
        self._model = zlib.crc32(self._embedder.embed_with_middle(["a word to know the model by"]).round(4).tobytes())
        if file.exists():
            with np.load(file) as kept:
                if int(kept["model"]) == self._model:
                    texts = bytes(kept["texts"]).decode().split("\n")
                    self._rows = dict(zip(texts, kept["rows"], strict=True))
        self._kept = len(self._rows)

    def embed_with_middle(self, texts: list[str]) -> NDArray[np.float32]:
        """Return one row a text, as the embedder does."""
        unknown = sorted({text for text in texts if text not in self._rows}, key=len)
        for batch in (unknown[at : at + _BATCH] for at in range(0, len(unknown), _BATCH)):
            rows = self._embedder.embed_with_middle(batch).astype(np.float16)
            self._rows |= dict(zip(batch, rows, strict=True))
        return np.stack([self._rows[text] for text in texts]).astype(np.float32)

    def save(self) -> None:
        """Write what is kept, if there is more than was read."""
        if len(self._rows) > self._kept:
            self._file.parent.mkdir(exist_ok=True)
            texts = np.frombuffer("\n".join(self._rows).encode(), dtype=np.uint8)
            rows = np.stack(list(self._rows.values()))
            np.savez(self._file, allow_pickle=False, model=self._model, texts=texts, rows=rows)
            self._kept = len(self._rows)
