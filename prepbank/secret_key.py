"""The private key that signs sessions: made once, kept in a file that only its owner can read.

``python -m prepbank.secret_key PATH`` writes a new key unless there is one. Settings only ever read
it, so that a server whose key went missing refuses to start instead of signing everyone out.
"""

import os
import secrets
import sys
from pathlib import Path

OWNER_ONLY = 0o600


def create_key_file(path: Path) -> bool:
    """Write a new 64-character key to ``path``, mode 0600; False when the file already exists."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="ascii") as key_file:
        key_file.write(secrets.token_urlsafe(48))
    return True


def read_key_file(path: Path) -> str:
    """Return the key in ``path``, or an empty string where there is no such file."""
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


if __name__ == "__main__":
    key_path = Path(sys.argv[1])
    if create_key_file(key_path):
        print(f"Wrote a new private key to {key_path}")
