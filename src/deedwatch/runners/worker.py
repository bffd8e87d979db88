"""The other end of the pipe: a process that does batches until its input ends.

Frames are a length of eight bytes and a pickle; both ends are the same program and the same user.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import IO, Any

from deedwatch.runners.limits import hold_memory

__all__ = ["main", "read_frame", "write_frame"]

_LENGTH = 8


def write_frame(pipe: IO[bytes], value: object) -> None:
    """One value onto the pipe, whole."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(len(data).to_bytes(_LENGTH, "big") + data)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> Any:
    """The next value from the pipe. Raises ``EOFError`` where the other end is gone."""
    head = pipe.read(_LENGTH)
    size = int.from_bytes(head, "big")
    data = pipe.read(size) if len(head) == _LENGTH else b""
    if len(head) < _LENGTH or len(data) < size:
        raise EOFError("the other end of the pipe is gone")
    return pickle.loads(data)  # noqa: S301 - from our own parent or child


def main() -> None:
    """Answer batches on standard input; what is printed meanwhile goes to standard error."""
    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        sys.path[:], work, megabytes = read_frame(asked)
        hold_memory(megabytes)
        while True:
            batch = read_frame(asked)
            try:
                answer = ("done", pickle.loads(work)(batch))  # noqa: S301 - from our own parent
            except Exception as error:  # noqa: BLE001 - the parent raises it
                answer = ("error", _portable(error))
            write_frame(answers, answer)
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        os._exit(0)


def _portable(error: Exception) -> Exception:
    """The error itself where it survives the pipe, else one with its words."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own error
    except Exception:  # noqa: BLE001 - any class may refuse
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


if __name__ == "__main__":
    main()
