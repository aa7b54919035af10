"""Paths as they are typed."""

import os
from pathlib import Path


def path_of(text: str) -> Path:
    """With ~ for a home folder; as it is typed, where that is of somebody whom the system does not know."""
    return Path(os.path.expanduser(text))
