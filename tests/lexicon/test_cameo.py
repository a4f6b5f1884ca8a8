"""Every PLOVER type and mode has a CAMEO code, and no code belongs to a mode that is none."""

from __future__ import annotations

import re

from detente.lexicon.cameo import cameo_code, load_cameo
from detente.lexicon.files import DataFolder
from detente.lexicon.lexicon import load_lexicon


def test_every_type_and_mode_has_a_code() -> None:
    codes = load_cameo(DataFolder())
    wanted = {(name, mode) for name, rules in load_lexicon().events.types.items() for mode in ("", *rules.modes)}
    assert set(codes) == wanted
    assert all(re.fullmatch(r"(0[3-9]|1\d|20)\d{1,2}", code) for code in codes.values())


def test_the_first_mode_decides_and_a_type_alone_has_its_root() -> None:
    codes = load_cameo(DataFolder())
    assert cameo_code("CONSULT", ("visit", "phone"), codes) == "042"
    assert cameo_code("CONSULT", (), codes) == "040"
