"""A paragraph as folded words beside its tokens, and the table phrases found in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.lexicon.entities import Named
from detente.lexicon.phrases import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from detente.language.parsed import Paragraph, ParsedReport


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the tables: tokens ``first`` up to but not including ``last``, and what it stands for."""

    first: int
    last: int
    named: Named


@dataclass(frozen=True)
class Page:
    """A paragraph with its folded ``words``, the same in lower case, and the token each word lies in.

    ``tokens`` are the parse's, made once, since spaCy makes a new object each time; ``lows`` their text in lower case,
    ``caps`` whether it begins with a capital letter.
    """

    paragraph: Paragraph
    words: tuple[str, ...]
    lower: tuple[str, ...]
    token_of: tuple[int, ...]
    word_of: tuple[int, ...]
    capitals: bool
    tokens: tuple[Token, ...]
    lows: tuple[str, ...]
    caps: tuple[bool, ...]

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.paragraph.doc

    @property
    def index(self) -> int:
        """The paragraph's number in its report."""
        return self.paragraph.index

    def span_words(self, first: int, last: int) -> tuple[str, ...]:
        """The folded words of the tokens from ``first`` up to but not including ``last``."""
        return self.words[self.word_of[first] : self.word_of[last]]

    def span_of(self, word: int, length: int) -> tuple[int, int]:
        """The tokens (half-open) that hold ``length`` words from ``word`` on."""
        return self.token_of[word], self.token_of[word + length - 1] + 1


def build_pages(parsed: ParsedReport) -> tuple[Page, ...]:
    """One page a paragraph, in order."""
    return tuple(_build_page(paragraph) for paragraph in parsed.paragraphs)


def _build_page(paragraph: Paragraph) -> Page:
    doc = paragraph.doc
    words = words_of(paragraph.text)
    tokens = tuple(doc)
    starts = [token.idx for token in tokens]
    token_of = tuple(max(0, bisect_right(starts, word.start) - 1) for word in words)
    word_of = [0] * (len(doc) + 1)
    place = 0
    for position in range(len(doc)):
        while place < len(words) and token_of[place] < position:
            place += 1
        word_of[position] = place
    word_of[len(doc)] = len(words)
    texts = tuple(word.text for word in words)
    letters = [text for text in texts if len(text) > 1 and text[0].isalpha()]
    capitals = len(letters) > 2 and sum(text.isupper() for text in letters) > 0.7 * len(letters)
    lows = tuple(token.lower_ for token in tokens)
    caps = tuple(token.text[0].isupper() for token in tokens)
    return Page(
        paragraph, texts, tuple(text.lower() for text in texts), token_of, tuple(word_of), capitals, tokens, lows, caps
    )
