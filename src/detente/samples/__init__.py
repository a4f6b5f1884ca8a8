"""Eight sample reports of two stories, written for detente about states that do not exist."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

STORIES = ("gas-transit", "ship-release")


def samples_folder() -> Path:
    """The folder with one folder a story, as it is installed."""
    return Path(str(files(__name__)))
