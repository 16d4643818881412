"""Files read by processes of their own, so that none of them can stop or harm the others.

The processes are started as programs and not forked: a notebook's threads, a script without a
guarded main part, and memory that a reader corrupts all stay out of it.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from cchc.errors import Error, InputError, new_error
from cchc.read.report import Report
from cchc.read.review import Review

__all__ = ["Job", "read_files", "read_job"]

#: Seconds that one file may take, and bytes of memory that its reader may ask for.
TIME_LIMIT = 120.0
MEMORY_LIMIT = 2 * 1024**3

_FILES_A_PROCESS = 4  # fewer are not worth the start of another one
_MOST = 8
_PROGRAM = "from cchc.read.pool import serve; serve()"


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read, with the answers given before."""

    file: str
    review: Review | None = None


Result = list[Report] | Error


def read_files(jobs: Mapping[Path, Job], processes: int | None) -> Iterator[tuple[Path, Result]]:
    """Read files in any order; yields each with its reports, or with why it was refused."""
    count = min(len(jobs), processes or _fitting(len(jobs)))
    if count <= 1:
        yield from ((path, read_job(job)) for path, job in jobs.items())
        return
    waiting: SimpleQueue[tuple[Path, Job] | None] = SimpleQueue()
    done: SimpleQueue[tuple[Path, Result]] = SimpleQueue()
    for item in jobs.items():
        waiting.put(item)
    for _ in range(count):
        waiting.put(None)
        threading.Thread(target=_keep_reading, args=(waiting, done), daemon=True).start()
    for _ in jobs:
        yield done.get()


def _fitting(files: int) -> int:
    return min(os.cpu_count() or 1, _MOST, -(-files // _FILES_A_PROCESS))


def read_job(job: Job) -> Result:
    """Read one file in this process; whatever goes wrong is an InputError that names it."""
    from cchc.read import read_all

    try:
        return read_all(Path(job.file), review=job.review)
    except Error as error:
        return _about(error, job.file)
    except MemoryError:
        return _refused(job.file, "memory")
    except RecursionError as error:
        return _refused(job.file, "failed", str(error))
    except Exception as error:  # a reader's own mistake must not cost the other files
        return _refused(job.file, "failed", f"{type(error).__name__}: {error}")


def _about(error: Error, file: str) -> Error:
    vars(error).setdefault("file", file)
    return error


def _keep_reading(
    waiting: SimpleQueue[tuple[Path, Job] | None], done: SimpleQueue[tuple[Path, Result]]
) -> None:
    """Hand files to one process until none is left; a new one takes the place of one that ended."""
    process: subprocess.Popen[bytes] | None = None
    while (item := waiting.get()) is not None:
        path, job = item
        try:
            if process is None or process.poll() is not None:
                process = _started()
            result, process = _asked(process, job)
        except Exception as error:  # the thread must answer for every file it took
            result = _refused(job.file, "failed", f"{type(error).__name__}: {error}")
        done.put((path, result))
    if process is not None:
        _end(process)


def _started() -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(each for each in sys.path if each)
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": paths},
    )


def _asked(
    process: subprocess.Popen[bytes], job: Job
) -> tuple[Result, subprocess.Popen[bytes] | None]:
    """Result of one file; no process when it had to be ended."""
    late = threading.Event()

    def give_up() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(TIME_LIMIT, give_up)
    timer.start()
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        _send(process.stdin, job)
        result: Result = _received(process.stdout)
    except (EOFError, OSError):
        _end(process)
        return _refused(job.file, "slow" if late.is_set() else "stopped"), None
    finally:
        timer.cancel()
    return result, process


def _end(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            try:
                stream.close()
            except OSError:
                continue  # what was still to be written is of no use to a process that ended
    process.kill()
    process.wait()


def _send(stream: IO[bytes], thing: Any) -> None:
    data = pickle.dumps(thing)
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def _received(stream: IO[bytes]) -> Any:
    head = stream.read(8)
    if len(head) < 8:
        raise EOFError
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)


def serve() -> None:
    """Read files as they are asked for on the standard input, until it ends."""
    asked, answered = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints does not come between the answers
    _limit_memory()
    while True:
        try:
            job = _received(asked)
        except EOFError:
            return
        _send(answered, read_job(job))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return  # no such limit on this system
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


_WHY = {
    "slow": (
        "CCHC-E1801",
        f"đọc quá {TIME_LIMIT:.0f} giây nên đã dừng. Tệp có quá lớn hoặc bị hỏng không?",
        f"reading took more than {TIME_LIMIT:.0f} seconds and was ended. Is the file too large, or "
        "damaged?",
    ),
    "memory": (
        "CCHC-E1802",
        "cần quá nhiều bộ nhớ để đọc. Tệp có quá lớn không?",
        "reading needs too much memory. Is the file too large?",
    ),
    "stopped": (
        "CCHC-E1803",
        "bộ đọc dừng đột ngột khi đọc tệp này. Hãy mở và lưu lại tệp rồi thử lại.",
        "the reader stopped at this file. Open the file, save it again, and try once more.",
    ),
    "failed": (
        "CCHC-E1804",
        "gặp lỗi chưa lường trước khi đọc ({reason}). Hãy báo cho người phát triển.",
        "an unforeseen error in reading ({reason}). Please report it.",
    ),
}


def _refused(file: str, kind: str, reason: str = "") -> Error:
    code, vi, en = _WHY[kind]
    error = new_error(
        InputError,
        code,
        f"{file}: {en.format(reason=reason)}",
        f"{file}: {vi.format(reason=reason)}",
    )
    vars(error)["file"] = file
    return error
