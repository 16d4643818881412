"""Kills writers of a register at random moments, and checks what is left after each.

Run as a program of its own: `register_killer.py FILE ROUNDS`. It forks a writer that adds reports
and says each number after `add` returned, kills it with signal 9 after a random time, opens the
register again, and looks. What it found is printed as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from cchc import from_rows
from cchc.store import Register

ROWS = 60


def report(number: int):
    rows = [
        {"indicator": "4.2.1", "unit": f"u{number}", "period": "2024-H1", "value": at}
        for at in range(ROWS)
    ]
    return from_rows(rows, file=f"{number}.txt", hash=f"{number:064x}")


def write(path: str, first: int, pipe: int) -> None:
    """Add reports until killed; the number of each is said once it is committed."""
    with Register(path) as register:
        for number in range(first, first + 10_000):
            register.add(report(number))
            os.write(pipe, f"{number}\n".encode())


def killed_round(path: str, first: int, draw: random.Random) -> tuple[list[int], int]:
    """Numbers that the writer said before it was killed, and how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(path, first, writing)
        finally:
            os._exit(3)
    os.close(writing)
    time.sleep(draw.uniform(0, 0.06))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, encoding="ascii") as stream:
        said = [int(line) for line in stream if line.endswith("\n")]
    return said, os.WTERMSIG(status) if os.WIFSIGNALED(status) else -1


def main() -> None:
    path, rounds = sys.argv[1], int(sys.argv[2])
    found = {"kills": 0, "committed": 0, "lost": 0, "half": 0, "unsaid": 0, "journals": 0}
    first = 1
    for number in range(rounds):
        said, ended_by = killed_round(path, first, random.Random(number))
        found["kills"] += ended_by == signal.SIGKILL
        found["journals"] += Path(f"{path}-journal").exists()
        with Register(path) as register:
            query = (
                "SELECT file, observations, (SELECT count(*) FROM observation WHERE report = id) "
                "FROM report WHERE file >= ? AND id > (SELECT coalesce(max(id), 0) - 4000 FROM report)"
            )
            rows = register.connection.execute(query, ("",)).fetchall()
        there = {int(name.removesuffix(".txt")): (told, held) for name, told, held in rows}
        new = {each for each in there if each >= first}
        found["committed"] += len(said)
        found["lost"] += len(set(said) - new)
        # One report may be committed and not yet said when the writer is killed; never two.
        found["unsaid"] += len(new - set(said))
        found["half"] += sum(there[each] != (ROWS, ROWS) for each in new)
        first = max([first - 1, *new]) + 1
    with Register(path) as register:
        found["check"] = register.connection.execute("PRAGMA integrity_check").fetchone()[0]
        found["orphans"] = register.connection.execute(
            "SELECT count(*) FROM observation WHERE report NOT IN (SELECT id FROM report)"
        ).fetchone()[0]
        found["reports"] = len(register)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
