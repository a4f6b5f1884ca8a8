"""What each ``value`` that ``data/times`` names means: one function from a find and its context to a Value.

A function returns an unknown Value where an anchor is missing, and None where the words are no time here ("in three days" of the past is a
duration).
"""

from __future__ import annotations

from detente.language.time_calendar import CALENDAR
from detente.language.time_context import Meaning
from detente.language.time_frames import FRAMES
from detente.language.time_relative import RELATIVE

MEANINGS: dict[str, Meaning] = {**CALENDAR, **RELATIVE, **FRAMES}
"""Value name -> its function."""
