"""The format's JSON Schema, and the first of its rules that a document breaks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from practice.portable.errors import BrokenFileError

PATH = Path(__file__).with_name("practice.schema.json")
FORMAT = "prepbank-practice"
VERSION = 1
LONGEST_REASON = 300


@cache
def _validator() -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(json.loads(PATH.read_text("utf-8")))


def check_schema(document: Any) -> None:
    """Raise BrokenFileError, which names the place, unless ``document`` keeps to the schema."""
    try:
        _validator().validate(document)
    except jsonschema_rs.ValidationError as error:
        raise BrokenFileError(
            f"{place(error.instance_path)}: {_shortened(error.message)}"
        ) from None
    except ValueError as error:
        # The validator's own word for a document that is nested too deep.
        raise BrokenFileError("This file is nested too deep to be one of ours.") from error


def check_version(document: Any) -> None:
    """Tell a file that is not ours, or of a later format, before every rule that it breaks."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BrokenFileError(
            'This is not a file of PrepBank: it does not say "format": "' + FORMAT + '".'
        )
    version = document.get("version")
    if type(version) is not int or version < 1:
        raise BrokenFileError("version: it must be a whole number such as 1.")
    if version > VERSION:
        raise BrokenFileError(
            f"This file was written by a newer PrepBank (format version {_shortened(str(version))}; "
            f"this one reads up to {VERSION}). Update PrepBank, then import it."
        )


def place(path: Iterable[str | int]) -> str:
    """Return where in the file ``path`` leads, as ``attempts[3].points[0].verdict``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return _shortened("".join(steps).removeprefix(".")) or "The file"


def _shortened(text: str) -> str:
    """``text`` without its middle where it repeats what somebody wrote at length."""
    half = LONGEST_REASON // 2
    return text if len(text) <= LONGEST_REASON else f"{text[:half]} … {text[-half:]}"
