"""The contract of sealed files, held by the folder and by its stand-in."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from wasit.adapters.sealed_folder import SealedFolder
from wasit.seat.ports import NoSuchSealedFile, SealedFiles
from wasit.testing.memory_files import MemoryFiles


@pytest.fixture(params=["folder", "memory"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> SealedFiles:
    """Each implementation, empty."""
    return SealedFolder(tmp_path / "vintages") if request.param == "folder" else MemoryFiles()


def test_a_file_is_kept_replaced_and_erased(files: SealedFiles) -> None:
    """What a shelf does to it."""
    assert files.names() == []
    files.keep("0b", [b"one", b"two"])
    files.keep("0a", [b"x"])
    files.keep("0a", [b"y"])
    assert files.names() == ["0a", "0b"]
    with files.open("0b") as file, files.open("0a") as other:
        assert (file.read(), other.read()) == (b"onetwo", b"y")
    files.erase("0a")
    files.erase("0a")
    assert files.names() == ["0b"]
    with pytest.raises(NoSuchSealedFile):
        files.open("0a")


def test_a_file_that_breaks_off_is_not_there(tmp_path: Path) -> None:
    """Half a data set under its name would be read as a whole one."""
    folder = SealedFolder(tmp_path / "vintages")

    def breaking() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        folder.keep("0a", breaking())
    assert list((tmp_path / "vintages").iterdir()) == []


def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    """They are sealed; their names and sizes need not be read by others either."""
    folder = SealedFolder(tmp_path / "vintages")
    folder.keep("0a", [b"x"])
    paths = [tmp_path / "vintages", *(tmp_path / "vintages").iterdir()]
    assert [stat.S_IMODE(path.stat().st_mode) for path in paths] == [0o700, 0o600]
    with pytest.raises(ValueError, match="no name"):
        folder.keep("../x", [b""])
