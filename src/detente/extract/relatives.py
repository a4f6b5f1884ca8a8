"""Pronouns whose noun the grammar tells: "who", "whose", "which", "himself", "each other", "his" of a clause with "he"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract.drafts import Draft
from detente.extract.pages import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = frozenset({"who", "whom", "whose", "which"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


def relative_pronouns(page: Page) -> Iterator[Draft]:
    """Drafts for relative pronouns, to be resolved when their noun is."""
    for token in page.tokens:
        if page.lows[token.i] in _WORDS and token.tag_ in {"WP", "WP$", "WDT"} and antecedent_of(token) is not None:
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


def reciprocals(page: Page) -> Iterator[Draft]:
    """Drafts for "each other" and "one another"."""
    for token in page.tokens[1:]:
        if f"{page.lows[token.i - 1]} {page.lows[token.i]}" in {"each other", "one another"}:
            yield Draft(
                page.index, token.i - 1, token.i + 1, token.i, "description", link=("reciprocal", ""), plural=True
            )


def resolve_reciprocal(page: Page, draft: Draft, drafts: Sequence[Draft]) -> None:
    """Give "each other" the two or more that are the subject of its clause: a plural, or a list."""
    subject = _subject_of(page.tokens[draft.head])
    held = [subject, *_conjuncts(subject)] if subject is not None else []
    parties = [party for noun in held if (found := _draft_at(noun, drafts)) for party in found.parties if party.entity]
    if len(parties) > 1:
        draft.parties = tuple(replace(party, rule="reciprocal") for party in parties)


def clause_subject(token: Token, gender: str, drafts: Sequence[Draft]) -> Draft | None:
    """What the grammar makes the noun of "himself", and the "he" of a clause with "his", that agrees; None where it tells none."""
    reflexive = token.lower_ in _REFLEXIVE
    if not reflexive and (token.tag_ != "PRP$" or gender == "n"):
        return None
    subject = _subject_of(token)
    if subject is None or subject.i > token.i or (subject.tag_ != "PRP" and not reflexive):
        return None
    if subject.tag_ == "PRP":
        return next((d for d in drafts if d.head == subject.i and d.link == ("pronoun", gender)), None)
    return _draft_at(subject, drafts)


def _subject_of(token: Token) -> Token | None:
    above = token.head
    for _ in range(8):
        if above.pos_ in {"VERB", "AUX"} and any(c.dep_ in {"nsubj", "nsubjpass"} for c in above.children):
            return next(child for child in above.children if child.dep_ in {"nsubj", "nsubjpass"})
        if above.head.i == above.i or above.dep_ in {"relcl", "ccomp", "advcl"}:
            return None
        above = above.head
    return None


def _conjuncts(noun: Token) -> list[Token]:
    found = [child for child in noun.children if child.dep_ == "conj"]
    return [*found, *(other for child in found for other in _conjuncts(child))]


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
