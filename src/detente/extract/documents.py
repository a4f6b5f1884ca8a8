"""Documents that say something: "a UN report said", "according to the navy's incident report", "the letter demanded"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.extract.drafting import Drafting
from detente.extract.drafts import Draft, Party
from detente.extract.pages import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 8
"""Words of the longest label."""


def find_documents(page: Page, drafts: Sequence[Draft], drafting: Drafting) -> Iterator[Draft]:
    """Drafts of the documents of a paragraph that are a source; a bare "the report" points back where one was told.

    A document counts for the state or body it is said to come from, and acts only then.
    """
    nouns = drafting.tables.word_list("documents")
    for token in page.tokens:
        if page.lows[token.i] not in nouns or token.tag_ not in {"NN", "NNP"} or not _says(token, drafting):
            continue
        first, last = _extent(token)
        if any(draft.first <= token.i < draft.last and draft.parties for draft in drafts if draft.kind == "name"):
            continue
        owner = _owner(page, token, drafts)
        party = _party(page, first, last, owner, drafting)
        bare = last - first == 1 and token.i and page.tokens[token.i - 1].lower_ in {"the", "this", "that"}
        yield Draft(
            page.index, first, last, token.i, "description", (party,), acts=owner is not None, noun=token.lower_,
            link=("body", token.lower_) if bare else None, what="document",
        )  # fmt: skip


def _says(token: Token, drafting: Drafting) -> bool:
    verb = token.head
    if token.dep_ == "nsubj":
        return verb.lemma_.lower() in drafting.tables.word_list("document-verbs")
    return token.dep_ == "pobj" and verb.lower_ == "to" and verb.i > 0 and verb.nbor(-1).lower_ == "according"


def _extent(noun: Token) -> tuple[int, int]:
    """The noun with what stands before it, article left out, and a short phrase after it: "report on the collision"."""
    first = noun.i
    for token in reversed(list(noun.lefts)):
        if token.dep_ not in {"compound", "amod", "nmod", "poss", "nummod", "punct"} or token.tag_ == "PRP$":
            break
        first = token.left_edge.i
    while first < noun.i and noun.doc[first].tag_ in {"DT", "PRP$", "POS"}:
        first += 1
    last = noun.i + 1
    for token in noun.rights:
        if token.dep_ != "prep" or token.i != last or token.right_edge.i + 1 - first > _LONGEST:
            break
        if any(inner.is_punct for inner in token.subtree):
            break
        last = token.right_edge.i + 1
    return (first, last) if last - first <= _LONGEST else (noun.i, noun.i + 1)


def _owner(page: Page, noun: Token, drafts: Sequence[Draft]) -> Party | None:
    """Whose document it is: what owns, qualifies or follows it with "of", "by" or "from"."""
    near = [child.i for child in noun.children if child.dep_ in {"poss", "compound", "amod", "nmod"}]
    near += [
        inner.i
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in {"of", "by", "from"}
        for inner in child.children
        if inner.dep_ == "pobj"
    ]
    for draft in drafts:
        if draft.head in near and draft.parties and draft.kind != "place":
            party = draft.parties[0]
            if party.iso3 or party.code:
                return party
    return None


def _party(page: Page, first: int, last: int, owner: Party | None, drafting: Drafting) -> Party:
    iso3, code = (owner.iso3, owner.code) if owner else (None, None)
    label = page.doc[first:last].text
    entity = drafting.registry.document(label, iso3=iso3, code=code)
    return Party(entity, iso3, code, None, "document")
