"""The page on a real server of this process, for tests that must not reach past HTTP."""

import threading
import time
from contextlib import contextmanager

import uvicorn

from deedwatch.web import make_app


@contextmanager
def serve(book):
    """The address of a running page over a book, on a free port of the loopback."""
    server = uvicorn.Server(uvicorn.Config(make_app(book), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
