"""Relative pronouns: "who", "whom" and "whose" stand for the noun that their clause belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract.drafts import Draft
from detente.extract.pages import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = frozenset({"who", "whom", "whose"})


def relative_pronouns(page: Page) -> Iterator[Draft]:
    """Drafts for the relative pronouns of persons, to be resolved when their noun is."""
    for token in page.tokens:
        if page.lows[token.i] in _WORDS and token.tag_ in {"WP", "WP$"} and antecedent_of(token) is not None:
            yield Draft(page.index, token.i, token.i + 1, token.i, "pronoun", link=("relative", ""))


def resolve_relative(page: Page, draft: Draft, drafts: Sequence[Draft]) -> None:
    """Give a relative pronoun what its noun stands for: "Karr, who"; nothing where the noun is unknown ("he who waits")."""
    noun = antecedent_of(page.tokens[draft.head])
    held = _draft_at(noun, drafts) if noun is not None else None
    if held is None and noun is not None and noun.dep_ == "appos":
        held = _draft_at(noun.head, drafts)
    if held is None or held.kind in {"place", "pronoun"}:
        return
    draft.parties = tuple(replace(party, rule="relative") for party in held.parties)
    draft.gender, draft.plural, draft.animate, draft.what = held.gender, held.plural, held.animate, held.what


def antecedent_of(pronoun: Token) -> Token | None:
    """The noun before a relative pronoun that its clause belongs to; None for a question ("who fired first is unclear")."""
    clause = pronoun.head
    for _ in range(8):
        if clause.dep_ == "relcl":
            return clause.head if clause.head.i < pronoun.i else None
        if clause.head.i == clause.i:
            return None
        clause = clause.head
    return None


def _draft_at(noun: Token, drafts: Sequence[Draft]) -> Draft | None:
    """The draft headed by a noun, else the name or role that covers it."""
    headed = [draft for draft in drafts if draft.head == noun.i and draft.parties]
    covering = [d for d in drafts if d.first <= noun.i < d.last and d.parties and d.kind in {"name", "role"}]
    found = headed or covering
    return max(found, key=lambda draft: (draft.last - draft.first, draft.kind == "name")) if found else None
