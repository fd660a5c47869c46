"""Where an opinion comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible server and a model there.

    ``url`` is its base, such as ``http://127.0.0.1:11434/v1``; ``key`` may be empty; ``seconds`` is how
    long a request may take altogether, once it is connected.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: int = 60

    def __str__(self) -> str:
        return f"{self.model} at {self.host}"

    @property
    def address(self) -> SplitResult:
        """The parts of the address that a request goes to."""
        return urlsplit(f"{self.url.rstrip('/')}/chat/completions")

    @property
    def host(self) -> str:
        """Host and port, as a person and the ``Host`` header read them."""
        return self.address.netloc

    @property
    def is_encrypted(self) -> bool:
        return self.address.scheme == "https"

    @property
    def is_here(self) -> bool:
        """Whether the server runs on the same machine as PrepBank."""
        name = self.address.hostname or ""
        try:
            return name == "localhost" or ip_address(name).is_loopback
        except ValueError:
            return False
