"""Which language a text is in, by the share of its words that are stop words of each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from detente.lexicon.regions import RegionRules

SAMPLE = 20_000
"""Characters that are looked at."""

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "CYRILLIC": "ru", "ARABIC": "ar", "HEBREW": "he", "GREEK": "el", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja",
    "CJK": "zh", "DEVANAGARI": "hi", "GEORGIAN": "ka", "ARMENIAN": "hy", "THAI": "th", "BENGALI": "bn",
}  # fmt: skip
"""Script -> the language most written in it."""


def find_language(text: str, rules: RegionRules) -> str | None:
    """An ISO 639-1 code, ``und`` where no known language has the stop words of a long text, None where there are no words.

    A short text in Latin script without stop words counts as English ("Ruritania expels Freedonian envoys").
    """
    sample = _sentences(text[:SAMPLE])
    words = [word.lower() for word in _WORD.findall(sample)]
    if not words:
        return None
    script = _script(sample)
    if script != "LATIN":
        return _of_script(script, words)
    hits = {code: sum(word in stop for word in words) for code, stop in rules.stop_words.items()}
    english = hits.get("en", 0)
    best = min(hits, key=lambda code: (-hits[code], code != "en", code), default="en")
    distinct = len(rules.stop_words.get(best, frozenset()) & set(words))
    if best != "en" and distinct >= 3 and hits[best] >= 4 and hits[best] > 1.4 * english:
        return best
    return "und" if len(words) >= 60 and english < 0.08 * len(words) else "en"


def _sentences(text: str) -> str:
    """The lines that are sentences, where there are enough of them: menus and lists of names have no stop words."""
    lines = [line for line in text.splitlines() if _is_sentence(line)]
    return "\n".join(lines) if sum(map(len, lines)) >= 200 else text


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= 8 and line.rstrip("\"'”’») ").endswith((".", "!", "?"))


def _script(text: str) -> str:
    counted = Counter(_script_of(letter) for letter in text[:4000] if letter.isalpha())
    if counted.get("HIRAGANA", 0) + counted.get("KATAKANA", 0) > len(text[:4000]) / 20:
        return "HIRAGANA"  # Japanese has more Chinese signs than its own in some texts
    return min(counted, key=lambda name: (-counted[name], name), default="LATIN")


def _script_of(letter: str) -> str:
    return "LATIN" if letter.isascii() else unicodedata.name(letter, "LATIN").split(" ", 1)[0]


def _of_script(script: str, words: list[str]) -> str:
    if script == "CYRILLIC" and sum(bool(set(word) & set("іїєґ")) for word in words) > len(words) / 12:
        return "uk"
    if script == "ARABIC" and sum(bool(set(word) & set("پچژگی")) for word in words) > len(words) / 6:
        return "fa"
    return _SCRIPTS.get(script, "und")
