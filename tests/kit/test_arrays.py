"""Fitted numbers in files that are mapped."""

from pathlib import Path

import numpy as np
import pytest

from bot.kit.arrays import map_array, map_arrays, save_arrays
from bot.kit.memory import leave_in_files

ARRAYS = {
    "odd": np.arange(7, dtype=np.int8),
    "bound": np.array(-0.18),
    "narrow": np.linspace(-1, 1, 12, dtype=np.float16).reshape(3, 4),
    "turned": np.arange(6, dtype=np.float32).reshape(2, 3).T,
    "names": np.array(["pay", "Médecine du travail"]),
    "none": np.zeros((0, 3), dtype=np.uint64),
}


def test_arrays_come_back_as_views_that_a_processor_reads_at_full_speed(tmp_path: Path) -> None:
    path = tmp_path / "fitted.npz"
    save_arrays(path, ARRAYS)
    found = map_arrays(path)
    assert list(found) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert found[name].dtype == array.dtype
        assert np.array_equal(found[name], array)
        assert found[name].flags.aligned
        assert not found[name].flags.owndata


def test_numpy_reads_the_same_file_and_the_same_arrays_make_the_same_bytes(tmp_path: Path) -> None:
    save_arrays(tmp_path / "one.npz", ARRAYS)
    save_arrays(tmp_path / "other.npz", ARRAYS)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()
    with np.load(tmp_path / "one.npz", allow_pickle=False) as kept:
        assert all(np.array_equal(kept[name], array) for name, array in ARRAYS.items())


def test_what_was_given_back_is_read_from_the_file_again(tmp_path: Path) -> None:
    np.save(tmp_path / "one.npy", np.arange(100_000))
    array = map_array(tmp_path / "one.npy")
    before = int(array.sum())
    leave_in_files()
    assert int(array.sum()) == before == sum(range(100_000))


def test_a_compressed_file_is_refused_since_it_cannot_be_mapped(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "fitted.npz", odd=ARRAYS["odd"])
    with pytest.raises(ValueError, match="compressed"):
        map_arrays(tmp_path / "fitted.npz")
