"""Another value in the place of one: how a marked pair of sentences gets a difference that was not there."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from training.pair_corpus import Sentence, Value

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WHEN = ("yesterday", "today", "tomorrow")
_PARTS = ("morning", "afternoon", "evening", "night")
_SETS = (_SMALL, _TENS, _MONTHS, _DAYS, _WHEN, _PARTS, ("first", "second", "third", "fourth", "fifth"), ("spring", "summer", "autumn", "winter"), ("hours", "days", "weeks", "months", "years"), ("million", "billion"), ("last", "next"))  # fmt: skip
_FIRST_LETTERS = re.compile(r"[A-Z]")
_FRAME = re.compile(r"^(the |an? )?(.*?)(['’]s?)?$", re.IGNORECASE | re.DOTALL)

Pool = Mapping[str, Sequence[str]]
"""Words to take instead, by kind: "p" those of all stories, "near p" those of the story itself."""


def another(value: Value, text: str, pool: Pool, rng: random.Random) -> str | None:
    """Words that tell something else than the value does; None where none can be found."""
    if value.kind == "e":
        return value.opposite or None
    if value.kind in "nd":
        return _other_figure(text, rng)
    names, near = pool.get(value.kind, ()), pool.get(f"near {value.kind}", ())
    return _other_name(text, near, rng) if near and rng.random() < 0.5 else _other_name(text, names, rng)


def _other_figure(text: str, rng: random.Random) -> str | None:
    """One figure, number word, weekday or month of a value exchanged."""
    ways: list[tuple[int, int, str]] = []
    for found in _DIGITS.finditer(text):
        ways.append((found.start(), found.end(), _other_number(found[0], rng)))
    for found in re.finditer(r"[A-Za-z]+", text):
        for words in _SETS:
            at = next((i for i, w in enumerate(words) if w.lower() == found[0].lower()), None)
            if at is not None:
                new = rng.choice([w for i, w in enumerate(words) if i != at])
                ways.append((found.start(), found.end(), new.capitalize() if found[0][0].isupper() else new))
                break
    if not ways:
        return None
    start, end, new = rng.choice(ways)
    return text[:start] + new + text[end:]


def _other_number(text: str, rng: random.Random) -> str:
    number = float(text.replace(",", ""))
    places = len(text.split(".")[1]) if "." in text else 0
    while True:
        if 1900 <= number <= 2100 and not places and "," not in text:
            new: float = number + rng.choice([-3, -2, -1, 1, 2, 3])
        elif number <= 40 and not places:
            new = max(0, number + rng.choice([-9, -6, -4, -3, -2, -1, 1, 2, 3, 4, 6, 9, 20]))
        else:
            new = number * rng.choice([0.2, 0.4, 0.6, 0.75, 0.85, 0.92, 1.1, 1.2, 1.4, 1.7, 2.3, 4])
        shown = f"{new:,.{places}f}" if "," in text else f"{new:.{places}f}"
        if shown != text:
            return shown


def _other_name(text: str, pool: Sequence[str], rng: random.Random) -> str | None:
    """A name of the pool that shares no word with this one, with this one's article and possessive."""
    if not _FIRST_LETTERS.search(text[1:] if text[:1].islower() else text):
        return None
    frame = _FRAME.match(text)
    own = set(re.findall(r"\w{3,}", text.lower()))
    for _ in range(12):
        if not pool or not frame:
            return None
        other = _FRAME.match(rng.choice(pool))
        if other and _FIRST_LETTERS.match(other[2]) and not own & set(re.findall(r"\w{3,}", other[2].lower())):
            article = (frame[1] or "") if (other[1] or not frame[1]) else ""
            return article + other[2] + (frame[3] or "")
    return None


def with_words(sentence: Sentence, new: Mapping[int, str]) -> Sentence:
    """The sentence with other words for some of its values, by their place in it."""
    text, values, at = "", [], 0
    for number, value in enumerate(sentence.values):
        text += sentence.text[at : value.start]
        words = new.get(number, sentence.text[value.start : value.end])
        values.append(Value(len(text), len(text) + len(words), value.slot, value.opposite, value.apart))
        text += words
        at = value.end
    return Sentence(text + sentence.text[at:], tuple(values))
