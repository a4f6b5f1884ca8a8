"""A paragraph with its quotations and sentences in tokens: what the attribution stages work on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.quotations import Quotation, find_quotations, join_paragraphs
from detente.language.parsed import Paragraph, ParsedReport

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST_SENTENCE = 400
"""Tokens; a longer one is cut, so that time grows with the length of the text and not with its square."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in tokens: ``first``/``last`` with the marks, ``inner``/``inner_last`` without; ``clause`` if it says something whole."""

    first: int
    last: int
    inner: int
    inner_last: int
    clause: bool
    marks: Quotation


@dataclass(frozen=True)
class Marked:
    """A paragraph; ``inside[i]`` is the quotation token ``i`` lies in or -1, ``starts[i]``/``ends[i]`` its sentence."""

    paragraph: Paragraph
    quotations: tuple[Quoted, ...]
    inside: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.paragraph.doc

    def same_level(self, one: int, other: int) -> bool:
        """Whether both tokens lie in the same quotation, or both in none."""
        return self.inside[one] == self.inside[other]


def mark_paragraphs(parsed: ParsedReport) -> tuple[Marked, ...]:
    """Every paragraph with its quotations, those that run over paragraphs joined."""
    texts = [p.text for p in parsed.paragraphs]
    found = join_paragraphs([find_quotations(text) for text in texts], texts)
    return tuple(_mark(paragraph, quotations) for paragraph, quotations in zip(parsed.paragraphs, found, strict=True))


def _mark(paragraph: Paragraph, quotations: Iterable[Quotation]) -> Marked:
    doc = paragraph.doc
    begins = [token.idx for token in doc]
    quoted = []
    for found in quotations:
        first, last = bisect_right(begins, found.start) - 1, bisect_left(begins, found.end)
        inner, inner_last = bisect_right(begins, found.inner) - 1, bisect_left(begins, found.inner_end)
        if 0 <= first < last and inner < inner_last:
            quoted.append(Quoted(first, last, inner, inner_last, _says(doc, inner, inner_last), found))
    inside = [-1] * len(doc)
    for number, one in enumerate(quoted):
        for position in range(one.first, one.last):
            inside[position] = number
    starts, ends = _sentences(doc, quoted, inside)
    return Marked(paragraph, tuple(quoted), tuple(inside), starts, ends)


def _says(doc: Doc, first: int, last: int) -> bool:
    """Whether quoted words could be a statement: a clause, or words that end as a sentence does; a bare name is not."""
    words = [token for token in doc[first:last] if not token.is_punct and not token.is_space]
    if len(words) < 2:
        return bool(words) and doc[last - 1].text in {"!", "?", "."}
    if any(token.tag_ in FINITE for token in words):
        return len(words) > 3 or doc[last - 1].text in {".", ",", "!", "?"}
    return doc[last - 1].text in {".", ",", "!", "?"} or (
        len(words) > 3 and any(token.tag_ in {"VB", "VBN", "VBG"} for token in words)
    )


def _sentences(doc: Doc, quoted: list[Quoted], inside: list[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The parser's sentences, but never cut inside a quotation, nor between a quotation and lower case after it."""
    closers = {one.last: one for one in quoted}
    cuts = [0]
    for token in doc[1:]:
        at = token.i
        held = inside[at] >= 0 and inside[at - 1] == inside[at]
        one = closers.get(at)
        if one is None:
            cut = bool(token.is_sent_start) and not held and not token.is_lower
        else:
            cut = doc[one.inner_last - 1].text == "." and _starts_sentence(token)
        if cut or at - cuts[-1] >= LONGEST_SENTENCE or (token.is_space and "\n" in token.text):
            cuts.append(at)
    starts, ends = [0] * len(doc), [0] * len(doc)
    for start, end in zip(cuts, [*cuts[1:], len(doc)], strict=True):
        for at in range(start, end):
            starts[at], ends[at] = start, end
    return tuple(starts), tuple(ends)


def _starts_sentence(token: Token) -> bool:
    return token.text[:1].isupper() or token.text in {'"', "“", "«", "‘", "``"} or token.is_space
