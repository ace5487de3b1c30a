"""Text of an export: JSON as people read it, every control character in it escaped."""

from __future__ import annotations

import json


def json_text(made: object) -> str:
    """A value as JSON, and a line break."""
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
