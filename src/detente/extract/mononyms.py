"""Names that the text itself calls names: "Mira, 34, a nurse", "a deckhand who gave his name only as Dragan"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.pages import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOLD = frozenset({"give", "identify", "introduce", "name", "know", "describe"})
_GENDERS = {"his": "m", "himself": "m", "he": "m", "her": "f", "herself": "f", "she": "f"}


@dataclass(frozen=True, slots=True)
class Given:
    """That a name is told as one: the gender told with it, and the tokens of the phrase it is told of."""

    gender: str | None
    phrase: tuple[int, int] | None


def aged(page: Page, last: int) -> bool:
    """Whether an age in commas follows the name that ends before ``last``: "Mira, 34, a nurse"."""
    doc = page.doc
    if last + 1 >= len(doc) or doc[last].text != ",":
        return False
    age = doc[last + 1].text
    closed = last + 2 >= len(doc) or doc[last + 2].text in {",", ".", ")", ";"}
    return age.isdecimal() and len(age) == 2 and age > "09" and closed


def given_as(page: Page, first: int) -> Given | None:
    """What is told with a name after "gave his name only as", "identified only as", "gave only her first name,"; None elsewhere."""
    doc = page.doc
    if first < 3:
        return None
    before = doc[first - 1]
    if before.lower_ == "as":
        verb = _verb_before(page, first - 1)
    elif before.text == "," and doc[first - 2].lower_ in {"name", "only"}:
        verb = _verb_before(page, first - 2)
    else:
        return None
    if verb is None:
        return None
    words = [token.lower_ for token in doc[verb.i : first]]
    if not {"name", "only", "himself", "herself", "just"} & set(words):
        return None
    gender = next((_GENDERS[word] for word in words if word in _GENDERS), None)
    noun = verb.head if verb.dep_ in {"relcl", "acl"} and verb.head.i < verb.i else None
    phrase = None
    if noun is not None and noun.tag_ in {"NN", "NNP"}:
        phrase = (max(noun.left_edge.i, noun.i - 5), noun.i + 1)
    return Given(gender, phrase)


def _verb_before(page: Page, position: int) -> Token | None:
    for token in reversed(page.doc[max(0, position - 7) : position]):
        if token.lemma_.lower() in _TOLD and token.tag_.startswith("V"):
            return token
    return None
