"""A server in a thread that answers like a language model's, or as badly as a test wants."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    server: "ModelServer"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append({"path": self.path, "headers": self.headers, "body": body})
        self.server.behaviour(self)

    def do_GET(self) -> None:
        self.server.followed.append(self.path)
        self.answer(200, b"{}")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


class ModelServer(ThreadingHTTPServer):
    """``behaviour`` answers every request; ``asked`` and ``followed`` are those that came."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour: Behaviour = says([])
        self.asked: list[dict[str, Any]] = []
        self.followed: list[str] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what several tests are about."""

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/v1"

    def chat(self) -> dict[str, Any]:
        """The last request's body."""
        return json.loads(self.asked[-1]["body"])


@contextmanager
def model_server() -> Iterator[ModelServer]:
    with ModelServer() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


# --- Behaviours -----------------------------------------------------------------------------------


def entry(point: Any, verdict: Any, quote: Any = "", **more: Any) -> dict[str, Any]:
    return {"point": point, "verdict": verdict, "quote": quote, **more}


def completion(content: Any, ending: str = "stop") -> bytes:
    message = {"role": "assistant", "content": content}
    return json.dumps({"choices": [{"message": message, "finish_reason": ending}]}).encode()


def says(entries: Any, **more: Any) -> Behaviour:
    """The model's answer has these entries as its points."""
    return writes(json.dumps({"points": entries, **more}))


def writes(content: Any, ending: str = "stop") -> Behaviour:
    return sends(completion(content, ending))


def sends(body: bytes, status: int = 200, **headers: str) -> Behaviour:
    return lambda handler: handler.answer(status, body, **headers)


def sleeps(seconds: float) -> Behaviour:
    def behaviour(handler: Handler) -> None:
        time.sleep(seconds)
        handler.answer(200, completion("{}"))

    return behaviour


def dribbles(start: bytes, seconds: float) -> Behaviour:
    """``start``, and then a byte now and then: no single read ever waits long."""

    def behaviour(handler: Handler) -> None:
        handler.wfile.write(start)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(b" ")
            time.sleep(0.05)

    return behaviour


def hangs_up(handler: Handler) -> None:
    handler.close_connection = True
