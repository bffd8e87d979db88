"""A server on loopback for the tests of fetching; every public address leads to it."""

from __future__ import annotations

import contextlib
import http.server
import socket
import threading

from deedwatch.exchange.fetch import Allowance, Means, fetch_pages
from deedwatch.records import Fault

PROSE = "The two foreign ministers met for nine hours in the old customs house on Monday, officials said."
HTML = f"<html><head><title>Nine hours</title></head><body><p>{PROSE}</p></body></html>".encode()
PUBLIC = "93.184.216.34"
QUICK = Allowance(connect=1, read=0.4, whole=1, delay=0, patience=2)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.pages.get(self.path, (404, {}, b""))
        if callable(answer):
            answer = answer(self)
            if answer is None:
                return
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers and status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *args):
        pass


class Site:
    """A server, and a world in which every public address leads to it."""

    def __init__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.server.pages, self.server.asked = {}, []
        self.port = self.server.server_address[1]
        self.names = {"news.example": [PUBLIC], "other.example": [PUBLIC]}
        self.dialled, self.slept, self.resolved = [], [], []
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    def page(self, path, body=HTML, *, status=200, kind="text/html", **headers):
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.server.pages[path] = (status, {"Content-Type": kind, **told}, body)

    def moved(self, path, target, status=302):
        self.server.pages[path] = (status, {"Location": target}, b"")

    @property
    def paths(self):
        return [path for path, _ in self.server.asked if path != "/robots.txt"]

    def headers(self, path):
        return [headers for asked, headers in self.server.asked if asked == path]

    def resolve(self, host, port):
        self.resolved.append(host)
        if host not in self.names:
            raise OSError("no such name")
        found = self.names[host]
        return found.pop(0) if found and isinstance(found[0], list) else found

    def dial(self, address, port, seconds):
        self.dialled.append(address)
        return socket.create_connection(("127.0.0.1", self.port), seconds)

    def fetch(self, out, *urls, allowance=QUICK, **options):
        means = Means(resolve=self.resolve, dial=self.dial, sleep=self.slept.append)
        return list(fetch_pages(urls, out, allowance=allowance, means=means, **options))


def reason(found):
    (fault,) = found
    assert isinstance(fault, Fault)
    assert fault.stage == "fetch"
    assert fault.document
    assert fault.remedy
    return fault.reason
