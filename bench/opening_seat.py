"""Open the seat in a folder and print how long it took, for ``bench.seat``."""

import hashlib
import json
import resource
import sys
import time
from pathlib import Path

from wasit.bootstrap import open_vault, real_ports
from wasit.play.theatre import PLAY_PASSPHRASE
from wasit.seat.seat import Seat


def main() -> None:
    """Measure opening, then the baseline, in this fresh process."""
    vault = open_vault(Path(sys.argv[1]), passphrase=PLAY_PASSPHRASE)
    start = time.perf_counter()
    seat = Seat.open(real_ports(vault))
    open_s = time.perf_counter() - start
    memory_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    start = time.perf_counter()
    for log in seat.logs():
        for frame in vault.frames(log.record.log_id):
            hashlib.sha256(frame).digest()
    frames_s = time.perf_counter() - start
    vault.close()
    print(json.dumps({"open_s": open_s, "frames_s": frames_s, "memory_mib": memory_mib}))


if __name__ == "__main__":
    main()
