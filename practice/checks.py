"""What an operator should know before anybody compares a draft (``manage.py check``)."""

from importlib.util import find_spec
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning

from practice.matching.trained import RUNTIME, WEIGHT_FILES, WEIGHTS


def check_comparison(**kwargs: Any) -> list[CheckMessage]:
    """Look for what the trained comparison needs, and load none of it."""
    if missing := [name for name in RUNTIME if find_spec(name) is None]:
        return [
            CheckWarning(
                f"Drafts are compared by words alone: {', '.join(missing)} is not installed.",
                hint="docs/comparison.md says where the trained comparison runs.",
                id="practice.W001",
            )
        ]
    if missing := [name for name in WEIGHT_FILES if not (WEIGHTS / name).is_file()]:
        return [
            Error(
                f"No draft can be compared: {', '.join(missing)} is not in {WEIGHTS}.",
                hint="These files are part of a release: get them again.",
                id="practice.E001",
            )
        ]
    return []
