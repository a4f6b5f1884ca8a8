"""What a reader is shown of a long sentence: the stretch around the words that the other reports have, too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from detente.compare.kin import common_form, load_kin
from detente.compare.words import plain_words, stem

WORDS = 20
"""Words of a stretch."""
SPARED = 4
"""Words more than that for which nothing is cut, and fewer than which are not cut off an end."""
_BREAK = (",", ";", ":", "–", "—", ")")
ARTICLES = frozenset({"a", "an", "the"})


@lru_cache(maxsize=4096)
def telling_words(text: str) -> frozenset[str]:
    """The words by which a text can be known, in the form that other reports' words for the same thing have."""
    return frozenset(form for word in plain_words(text) if (form := _form(word)))


def _form(word: str) -> str | None:
    if word.isdigit():
        return word
    family = load_kin().phrases.find((stem(word),))
    return family[0][2] if family else common_form(word)


def same_words(one: str, two: str) -> bool:
    """Whether two wordings are one but for articles, case, punctuation and marks of what was cut."""
    held = [[word for word in plain_words(text) if word not in ARTICLES] for text in (one, two)]
    return held[0] == held[1]


def cut_stretch(text: str, shared: frozenset[str], *, must: str = "", words: int = WORDS) -> str:
    """The stretch of about ``words`` words with most of the telling words ``shared``, "…" where it is cut.

    ``must`` are words of the text that the stretch has to hold where they stand in it: a number, a quotation.
    """
    tokens = text.split()
    if len(tokens) > words + SPARED:
        first, last = _core(tokens, shared, _place(tokens, must), words)
        start, end = _widened(tokens, first, last, words)
        kept = " ".join(tokens[start:end])
        return f"{'… ' if start else ''}{_unpointed(kept)}{' …' if end < len(tokens) else ''}"
    return _unpointed(" ".join(tokens))


def _place(tokens: Sequence[str], must: str) -> tuple[int, int] | None:
    """The first and last token of the words that have to be there."""
    wanted = must.split()
    bare = [_bare(token) for token in tokens]
    sought = [_bare(word) for word in wanted]
    for at in range(len(bare) - len(sought) + 1 if sought else 0):
        if bare[at : at + len(sought)] == sought:
            return at, at + len(sought) - 1
    return None


def _bare(token: str) -> str:
    return token.strip(".,;:!?()[]\"'“”‘’").lower()


def _core(tokens: Sequence[str], shared: frozenset[str], must: tuple[int, int] | None, words: int) -> tuple[int, int]:
    """The first and last token of the shortest stretch that holds most of the shared words, the first of equals."""
    forms = [telling_words(token) & shared for token in tokens]
    best, found = (-1, 0), must or (0, 0)
    for start in range(must[0] + 1 if must else len(tokens)):
        if not forms[start] and not (must and start == must[0]):
            continue
        held: set[str] = set()
        last = must[1] if must else start
        for at in range(start, min(start + words, len(tokens))):
            if not forms[at] <= held:
                last = max(last, at)
                held |= forms[at]
        if last - start < words and (len(held), start - last) > best:
            best, found = (len(held), start - last), (start, last)
    return found[0], min(found[1], found[0] + words - 1)


def _widened(tokens: Sequence[str], first: int, last: int, words: int) -> tuple[int, int]:
    """The half-open span of a stretch with the words around it, cut where a clause begins or ends if one does."""
    spare = words - (last - first + 1)
    after = min(len(tokens) - 1 - last, spare - min(first, spare // 2))
    start, end = max(first - (spare - after), 0), last + 1 + after
    if start > SPARED:
        start = next((at for at in range(start, first + 1) if tokens[at - 1].endswith(_BREAK)), start)
        while start < first and not telling_words(tokens[start]):  # "… of the talks"
            start += 1
    else:
        start = 0
    if len(tokens) - end > SPARED:
        breaks = [at for at in range(last + 1, end + 1) if tokens[at - 1].endswith(_BREAK)]
        end = breaks[-1] if breaks else _before_small_words(tokens, last + 1, end)
    else:
        end = len(tokens)
    return start, end


def _before_small_words(tokens: Sequence[str], least: int, end: int) -> int:
    """The end of a stretch without the "of the" that what is cut would have followed."""
    while end > least and not telling_words(tokens[end - 1]):
        end -= 1
    return end


def _unpointed(text: str) -> str:
    """Words without the full stop, comma or dash at their end; that of "U.S." stays."""
    return re.sub(r"(?<![A-Z])\.+$", "", text.rstrip(" ,;:–—"))
