"""Kills writers of one file at random moments, and looks at what is left after each.

Run as a program of its own: `save_killer.py FOLDER ROUNDS`. Each round forks a writer that saves one of
two contents under one name again and again, kills it with signal 9, and reads the file. How many files
were neither is printed as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from cchc._save import save_whole

CONTENTS = [bytes([letter]) * 300_000 for letter in (65, 66)]


def write(path: Path) -> None:
    for turn in range(1_000_000):
        save_whole(path, CONTENTS[turn % 2])


def main(folder: str, rounds: int) -> None:
    path = Path(folder) / "kept.bin"
    save_whole(path, CONTENTS[0])
    draw = random.Random(12)
    seen = {"old": 0, "new": 0, "other": 0}
    for _ in range(rounds):
        writer = os.fork()
        if writer == 0:
            write(path)
            os._exit(0)
        time.sleep(draw.uniform(0.0, 0.01))
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        data = path.read_bytes()
        kind = {CONTENTS[0]: "old", CONTENTS[1]: "new"}.get(data, "other")
        seen[kind] += 1
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
