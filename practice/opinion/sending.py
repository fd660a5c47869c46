"""One request to an endpoint, with an end to its time and to its bytes.

On ``http.client`` and not ``urllib``: that would follow redirects and the environment's proxies, and so
take a draft to hosts that nobody was asked about.
"""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from types import TracebackType

from practice.opinion.endpoint import Endpoint
from practice.opinion.errors import NothingSentError, OpinionError

CONNECT_SECONDS = 5
MAX_ANSWER_BYTES = 200_000

PORTS = {"http": 80, "https": 443}
REFUSALS = {
    401: "does not accept PrepBank's key for it",
    403: "does not accept PrepBank's key for it",
    404: "knows neither such an address nor such a model",
    429: "has had enough requests for now: try again later",
}


class Cord:
    """Ends a connection after ``seconds``, a busy one as well: a socket's own timeout begins anew with
    every byte that dribbles in.
    """

    def __init__(self, connected: socket.socket, seconds: float) -> None:
        self.is_pulled = False
        # A second handle on the same connection: it works through TLS, and while the first is read.
        self._handle = connected.dup()
        self._timer = threading.Timer(seconds, self._pull)
        self._timer.daemon = True

    def _pull(self) -> None:
        self.is_pulled = True
        with suppress(OSError):
            self._handle.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Cord:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        self._timer.join()
        self._handle.close()


def post(endpoint: Endpoint, body: bytes) -> bytes:
    """Send ``body``; return the body of the answer, which had the status 200.

    Raises NothingSentError where no connection came about, encrypted where that is asked for, and
    OpinionError for any other answer.
    """
    with _connect(endpoint) as connected, Cord(connected, endpoint.seconds) as cord:
        try:
            answer = _exchange(endpoint, _encrypted(endpoint, connected, cord), body)
        except (OSError, HTTPException):
            if not cord.is_pulled:
                raise OpinionError(f"{endpoint.host} broke off the connection.") from None
            answer = b""
    if cord.is_pulled:
        raise OpinionError(f"{endpoint.host} did not answer within {endpoint.seconds} seconds.")
    if len(answer) > MAX_ANSWER_BYTES:
        raise OpinionError(f"{endpoint.host} answered with far more than was asked for.")
    return answer


def _connect(endpoint: Endpoint) -> socket.socket:
    address = endpoint.address
    try:
        connected = socket.create_connection(
            (address.hostname, address.port or PORTS[address.scheme]), timeout=CONNECT_SECONDS
        )
    except (OSError, UnicodeError):
        raise NothingSentError(
            f"{endpoint.host} cannot be reached, so nothing was sent. Is the server running?"
        ) from None
    connected.settimeout(None)  # From here on the cord is the only clock.
    return connected


def _encrypted(endpoint: Endpoint, connected: socket.socket, cord: Cord) -> socket.socket:
    if not endpoint.is_encrypted:
        return connected
    try:
        context = ssl.create_default_context()
        return context.wrap_socket(connected, server_hostname=endpoint.address.hostname)
    except OSError:
        if cord.is_pulled:
            raise NothingSentError(
                f"{endpoint.host} did not answer within {endpoint.seconds} seconds, and nothing was sent."
            ) from None
        raise NothingSentError(
            f"{endpoint.host} cannot prove who it is or does not speak HTTPS, so nothing was sent."
        ) from None


def _exchange(endpoint: Endpoint, connected: socket.socket, body: bytes) -> bytes:
    headers = {"Host": endpoint.host, "Content-Type": "application/json", "Connection": "close"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    connection = HTTPConnection(endpoint.host)
    connection.sock = connected
    with connected:
        connection.request("POST", endpoint.address.path, body, headers)
        with connection.getresponse() as response:
            _check_status(endpoint, response)
            return response.read(MAX_ANSWER_BYTES + 1)


def _check_status(endpoint: Endpoint, response: HTTPResponse) -> None:
    """Raise OpinionError unless the answer is one. Why not stands in words of ours, never of theirs."""
    status = response.status
    if status == 200:
        return
    if 300 <= status < 400:
        reason = "points to another address, and PrepBank does not follow"
    else:
        reason = REFUSALS.get(status, "could not do it")
    raise OpinionError(f"{endpoint.host} {reason} (status {status}).")
