"""Randomness that a seed decides, so that two runs can be compared byte for byte."""

import hashlib

__all__ = ["SeededRandomness"]


class SeededRandomness:
    """A ``Randomness`` whose stream is SHA-256 in counter mode over a seed. Never for real keys."""

    def __init__(self, seed: str) -> None:
        self._name = seed
        self._streams: dict[str, SeededRandomness] = {}
        self._seed = hashlib.sha256(b"wasit/testing/randomness\0" + seed.encode()).digest()
        self._block = 0

    def random_bytes(self, count: int) -> bytes:
        """The next ``count`` bytes of the stream, in whole blocks."""
        stream = b""
        while len(stream) < count:
            self._block += 1
            stream += hashlib.sha256(self._seed + self._block.to_bytes(8, "big")).digest()
        return stream[:count]

    def stream(self, name: str) -> "SeededRandomness":
        """The source of that name: the same one each time it is asked for."""
        return self._streams.setdefault(name, SeededRandomness(f"{self._name}/{name}"))
