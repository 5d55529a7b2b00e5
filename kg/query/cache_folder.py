"""Where what may be thrown away is kept between runs."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """The user's cache folder for this program; made when something is written there."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "civic-kg"
