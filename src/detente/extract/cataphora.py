"""Pronouns that look ahead: "Before he left, Karr said" and "When she landed, the minister denied it"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.extract.drafts import Draft
from detente.extract.pages import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENERS = frozenset({"before", "after", "when", "while", "as", "once", "since", "until", "although", "though", "because", "if", "by", "upon", "in", "on"})  # fmt: skip


def subject_ahead(page: Page, pronoun: Token, gender: str, drafts: Sequence[Draft]) -> Draft | None:
    """The named subject of the main clause behind an opening clause with the pronoun; None elsewhere, or where it does not agree.

    Only a name or a role that is settled before the pass through the text counts.
    """
    main = _main_verb(pronoun)
    if main is None:
        return None
    subject = next((child for child in main.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    draft = _name_after_comma(page, pronoun, main, drafts) if subject is None else _named_at(subject, drafts)
    if draft is None or draft.first < pronoun.i:
        return None
    person = draft.what == "person"
    if gender in {"m", "f"}:
        return draft if person and draft.gender in {None, gender} else None
    return draft if gender == "n" and not person and draft.what is None else None


def _named_at(subject: Token, drafts: Sequence[Draft]) -> Draft | None:
    held = [
        d for d in drafts if d.first <= subject.i < d.last and d.kind in {"name", "metonym"} and len(d.parties) == 1
    ]
    return max(held, key=lambda d: d.last - d.first) if held else None


def _name_after_comma(page: Page, pronoun: Token, main: Token, drafts: Sequence[Draft]) -> Draft | None:
    """The first name behind the comma that ends the opening clause, where the parser gives the main verb no subject.

    "Before he left for a meeting of the League, Karr, the minister, said": Karr is taken for an apposition of the League.
    """
    comma = next((token.i for token in page.tokens[pronoun.i : main.i] if token.text == ","), None)
    return next((d for d in drafts if d.first == (comma or -2) + 1 and d.kind == "name" and len(d.parties) == 1), None)


def _main_verb(pronoun: Token) -> Token | None:
    """The verb of the main clause that an adverbial clause with the pronoun opens: its sentence begins with "when", "before" ..."""
    if pronoun.sent[0].lower_ not in _OPENERS:
        return None
    above = pronoun
    for _ in range(8):
        if above.dep_ == "advcl" or (above.dep_ == "prep" and above.i < above.head.i):
            return above.head if above.head.i > pronoun.i else None
        if above.head.i == above.i:
            return None
        above = above.head
    return None
