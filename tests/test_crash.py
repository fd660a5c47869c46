"""The server killed between two autosaves: whatever it had said was saved is there afterwards."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

PROJECT = Path(__file__).resolve().parent.parent
WORKSPACE = "/questions/false-positive-alert/practise/"
KILLS = 3


class Server:
    """gunicorn on a database file of its own, in a process group that can be killed at once."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.environment = kept | {
            "PREPBANK_DATA_DIR": str(folder),
            "PREPBANK_SECRET_KEY": "only-for-tests-" + "x" * 50,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments, "--verbosity", "0"]
        subprocess.run(command, cwd=PROJECT, env=self.environment, check=True)

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "prepbank.wsgi", "--no-control-socket"]
        options = ["--workers", "2", "--bind", f"127.0.0.1:{self.port}", "--log-level", "error"]
        self.process = subprocess.Popen(
            [*command, *options], cwd=PROJECT, env=self.environment, start_new_session=True
        )
        for _ in range(200):
            try:
                self.get("/")
                return
            except (URLError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def get(self, path: str) -> str:
        return self.open(Request(f"http://127.0.0.1:{self.port}{path}"))

    def save(self, page: str, text: str, sequence: int) -> str:
        """Send what the editor of ``page`` sends with ``text``; return the answer."""
        hidden = dict(re.findall(r'type="hidden"\s+name="(\w+)" value="([^"]*)"', page))
        data = urlencode(hidden | {"text": text, "sequence": sequence}).encode()
        url = f"http://127.0.0.1:{self.port}{WORKSPACE}save/"
        return self.open(Request(url, data, {"HX-Request": "true"}))

    def open(self, request: Request) -> str:
        with self.opener.open(request, timeout=20) as response:
            return response.read().decode()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    server.manage("migrate")
    server.manage("load_bank")
    server.start()
    yield server
    server.kill()


def test_what_was_shown_as_saved_survives_kill_9(server: Server) -> None:
    for round_number in range(KILLS):
        page = server.get(WORKSPACE)
        for sequence in range(1, 4):
            text = f"Round {round_number}, save {sequence}"
            assert "Saved at" in server.save(page, text, sequence)
        server.kill()
        server.start()
        assert f"{text}</textarea>" in server.get(WORKSPACE)
