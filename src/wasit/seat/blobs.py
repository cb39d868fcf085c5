"""A log's files at a seat: sealed here, kept here, and put at the relay before the words that
name them.

Sealed chunks lie in the vault under ``blob/<log>/<name>``, and those that the relay has not yet
acknowledged also under ``unput/<log>/<name>``. So a file is kept first and sent when the relay
answers, like the words beside it; what was interrupted goes on where it stopped; and a relay that
lost a file, or a new one, can be given it back by any seat that has it.
"""

import contextlib
import hashlib
from collections.abc import Iterable, Sequence

from wasit.crypto.files import FILE_KEY_SIZE, open_chunks, seal_chunks
from wasit.seat.fold import SeatPorts
from wasit.seat.ports import NoSuchBlob, Randomness
from wasit.seat.records import LogRecord
from wasit.talks.carried import Conveyance
from wasit.talks.files import AttachedFile
from wasit.talks.said import Statement
from wasit.wire.blobs import blob_id
from wasit.wire.relay_api import BadPage

__all__ = ["FileSpace", "files_in"]

_AT_ONCE = 16


class FileSpace:
    """The files of one log."""

    def __init__(self, record: LogRecord, ports: SeatPorts) -> None:
        self._record = record
        self._ports = ports
        self._blob = f"blob/{record.log_id.hex()}/"
        self._unput = f"unput/{record.log_id.hex()}/"

    def seal(self, content: bytes, *, media_type: str, random: Randomness) -> AttachedFile:
        """The file, sealed for this log and kept here; nothing has left.

        Raises:
            FileTooLarge: nothing was kept.
        """
        key, vault = random.random_bytes(FILE_KEY_SIZE), self._ports.vault
        chunks: list[str] = []
        with vault.transaction():
            for blob in seal_chunks(content, key=key, log_id=self._record.log_id):
                chunks.append(blob_id(blob).hex())
                vault.write(self._blob + chunks[-1], blob)
                vault.write(self._unput + chunks[-1], b"")
        return AttachedFile(
            type=media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            key=key.hex(),
            chunks=tuple(chunks),
        )

    def put(self, files: Sequence[AttachedFile]) -> None:
        """Return when the relay has acknowledged every chunk of these files that was sealed here.

        Raises:
            LinkLost: the rest waits. RelayRefused, NoSuchLog: it takes no more files.
        """
        vault = self._ports.vault
        waiting = [
            name
            for name in dict.fromkeys(chunk for file in files for chunk in file.chunks)
            if vault.read(self._unput + name) is not None
        ]
        link = self._ports.link_to(self._record.relay)
        for start in range(0, len(waiting), _AT_ONCE):
            self._ports.progress(start, len(waiting))
            acknowledged: list[str] = []
            try:
                for name in waiting[start : start + _AT_ONCE]:
                    blob = self._kept(name)
                    if blob is not None:
                        link.put_blob(self._record.log_id, blob, token=self._record.token)
                    acknowledged.append(name)
            finally:
                with vault.transaction():
                    for name in acknowledged:
                        vault.erase(self._unput + name)
        if waiting:
            self._ports.progress(len(waiting), len(waiting))

    def content(self, file: AttachedFile) -> bytes:
        """What the file holds; fetched where it is not here, and kept from then on.

        Raises:
            LinkLost: what was fetched is kept. NoSuchBlob: the relay does not hold all of it.
            Undecryptable, BadFile: it is not the file that its entry names.
        """
        blobs: list[bytes] = []
        for done, name in enumerate(file.chunks):
            self._ports.progress(done, len(file.chunks))
            blobs.append(self._kept(name) or self._fetched(name))
        self._ports.progress(len(file.chunks), len(file.chunks))
        return open_chunks(
            blobs,
            key=bytes.fromhex(file.key),
            log_id=self._record.log_id,
            size=file.size,
            sha256=bytes.fromhex(file.sha256),
        )

    def drop(self, files: Iterable[AttachedFile]) -> None:
        """Keep nothing of these files here."""
        vault = self._ports.vault
        with vault.transaction():
            for file in files:
                for name in file.chunks:
                    vault.erase(self._blob + name)
                    vault.erase(self._unput + name)

    def sweep(self, waiting: bytes) -> None:
        """Keep no chunk that the relay was never given and that nothing in ``waiting`` names."""
        vault = self._ports.vault
        names = [name.removeprefix(self._unput) for name in vault.names(self._unput)]
        lost = [name for name in names if name.encode() not in waiting]
        if lost:
            with vault.transaction():
                for name in lost:
                    vault.erase(self._blob + name)
                    vault.erase(self._unput + name)

    def give(self, files: Iterable[AttachedFile], *, to: LogRecord, fetch: bool) -> int:
        """Put every chunk of these files at the log's relay as in ``to``; how many lack.

        With ``fetch`` what is not kept here is asked of the relay where the log is now.
        """
        lacking = 0
        for name in dict.fromkeys(chunk for file in files for chunk in file.chunks):
            blob = self._kept(name)
            if blob is None and fetch:
                with contextlib.suppress(NoSuchBlob):
                    blob = self._fetched(name)
            if blob is None:
                lacking += 1
            else:
                self._ports.link_to(to.relay).put_blob(to.log_id, blob, token=to.token)
        return lacking

    def _kept(self, name: str) -> bytes | None:
        return self._ports.vault.read(self._blob + name)

    def _fetched(self, name: str) -> bytes:
        record = self._record
        link = self._ports.link_to(record.relay)
        blob = link.get_blob(record.log_id, bytes.fromhex(name), token=record.token)
        if blob_id(blob).hex() != name:
            raise BadPage("the relay answered with another blob; nothing was accepted")
        self._ports.vault.write(self._blob + name, blob)
        return blob


def files_in(body: object) -> tuple[AttachedFile, ...]:
    """The files that an entry with this body holds."""
    if not isinstance(body, Statement | Conveyance):
        return ()
    return tuple(each.file for each in body.sentences if each.file is not None)
