"""Choosing what a pronoun stands for: the nearest that agrees, subjects and speakers first, nothing where two fit alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.drafts import Draft, Party
from detente.extract.pages import Page
from detente.lexicon.entities import EntityTables

if TYPE_CHECKING:
    from spacy.tokens import Token

_WINDOW = 6
"""Sentences that a pronoun looks back."""

_MARGIN = 0.25
"""By how much the best must be ahead of the next."""

_ROLE = {
    "nsubj": 0.0, "nsubjpass": 0.0, "csubj": 0.0, "agent": 0.4, "dobj": 0.7, "dative": 0.7, "pobj": 0.9, "poss": 0.9,
    "appos": 0.5, "conj": 0.6, "attr": 0.8, "compound": 1.6, "amod": 1.6, "nmod": 1.6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something told that a later pronoun or role may stand for; ``what`` is person, people, state, body, document or thing."""

    page: int
    head: int
    sentence: int
    what: str
    parties: tuple[Party, ...]
    gender: str | None
    plural: bool
    animate: bool
    role: float
    quoted: bool
    noun: str | None = None
    office: str | None = None
    joint: bool = False
    subject: bool = False
    pronoun: bool = False
    speaks: bool = False
    inner: bool = False


def candidate_of(page: Page, draft: Draft, sentence: int, quoted: bool) -> Candidate:
    """The candidate that a draft is."""
    token = page.tokens[draft.head]
    what = _what(draft)
    return Candidate(
        draft.page, draft.head, sentence, what, draft.parties, draft.gender,
        draft.plural or len(draft.parties) > 1, draft.animate or what == "person",
        role_weight(token, place=what == "state"), quoted,
        noun=draft.noun, office=draft.office, subject=token.dep_ in {"nsubj", "nsubjpass"}, pronoun=draft.kind == "pronoun",
        speaks=_speaks(token),
    )  # fmt: skip


def role_weight(token: Token, *, place: bool = False) -> float:
    """How little a place in the sentence stands out: 0 for a subject; a state may be only where something happens."""
    if token.dep_ == "conj" and token.head.i < token.i:
        return role_weight(token.head, place=place) + 0.2
    weight = _ROLE.get(token.dep_, 1.0)
    if place and token.dep_ == "pobj" and token.head.lower_ in {"in", "over", "about", "on", "near", "at"}:
        return 2.5
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ in {"relcl", "advcl", "acl"}:
        return 0.4
    return weight


def _what(draft: Draft) -> str:
    if draft.what:
        return draft.what
    if draft.kind == "demonym" and draft.animate and draft.parties and draft.parties[0].entity:
        return "people" if draft.plural else "state"
    if draft.office is not None or (draft.animate and not draft.plural):
        return "person"
    if draft.animate:
        return "people"
    return "state" if draft.kind in {"name", "metonym", "demonym"} and draft.noun is None else "body"


def things_of(page: Page, drafts: Sequence[Draft], numbers: Sequence[int], quoted: frozenset[int]) -> list[Candidate]:
    """Common nouns as subjects and objects: what "it" and "they" mean when they mean no party ("But they offer a hint": the talks)."""
    covered = {position for draft in drafts for position in range(draft.first, draft.last)}
    return [
        Candidate(
            page.index, token.i, numbers[token.i], "thing", (), None, token.tag_ in {"NNS", "NNPS"}, False,
            role_weight(token), token.i in quoted, subject=token.dep_ in {"nsubj", "nsubjpass"},
        )
        for token in page.tokens
        if token.tag_ in {"NN", "NNS", "NNP", "NNPS"} and token.i not in covered and token.dep_ in _ROLE and _ROLE[token.dep_] < 1
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Search:
    """What a pronoun is looked for in: all ``told`` before it, entity -> gender as pronouns have told it, the word lists, the drafts of the
    page and which of its tokens are quoted.
    """

    told: Sequence[Candidate]
    genders: Mapping[str, str]
    tables: EntityTables
    here: Sequence[Draft] = ()
    quoted: frozenset[int] = frozenset()


def best_candidate(
    page: Page, token: Token, gender: str, search: Search, *, number: int, quoted: bool
) -> Candidate | None:
    """The candidate a pronoun stands for, or None where none fits, a thing fits best, or two fit alike."""
    willing = search.tables.word_list("agent-adjectives")
    mindless = _says_nothing(token) or _suffers(token) or _is_done(token)
    if gender == "n" and mindless and not _is_minded(token, willing):
        return None
    if gender in {"m", "f"} and _told_of(page, token, gender, search):
        return None
    scored = sorted(
        _scored(page, token, gender, search, number=number, quoted=quoted), key=lambda item: (item[0], -item[1])
    )
    if not scored or scored[0][2].what == "thing":
        return None
    best = scored[0][2]
    rival = next((item for item in scored[1:] if not _same(item[2], best)), None)
    if rival is not None and rival[0] - scored[0][0] < _MARGIN and rival[2].what != "thing":
        return None
    return best if best.parties else None


def _scored(
    page: Page, token: Token, gender: str, search: Search, *, number: int, quoted: bool
) -> Iterator[tuple[float, int, Candidate]]:
    """The candidates that agree, each with its score and its place among those told."""
    willing = search.tables.word_list("agent-adjectives")
    barred = _barred(page, token, search.told) | _speaker(token, search)
    for place in range(len(search.told) - 1, -1, -1):
        candidate = search.told[place]
        if number - candidate.sentence > _WINDOW:
            return
        if candidate.sentence > number or not _agrees(page, token, gender, candidate, search.genders):
            continue
        if barred and len(candidate.parties) == 1 and candidate.parties[0].entity in barred:
            continue
        score = _score(page, token, gender, candidate, number, quoted)
        if candidate.what == "thing" and (_is_institution(token, search.tables) or _is_minded(token, willing)):
            score += 2.0
        yield score, place, candidate


def _is_institution(token: Token, tables: EntityTables) -> bool:
    """ "Ruritania's harvest has split its coalition": coalitions, armies and envoys belong to states and bodies, not to harvests."""
    if token.tag_ != "PRP$":
        return False
    noun = token.head.lemma_.lower()
    return noun in tables.nouns.exact or noun in tables.word_list("institutions")


def _agrees(page: Page, token: Token, gender: str, candidate: Candidate, genders: Mapping[str, str]) -> bool:
    if candidate.inner or (candidate.page == page.index and candidate.head >= token.i):
        return False
    if _clashes(page, token, candidate):
        return False
    if gender in {"m", "f"}:
        known = candidate.gender or next(
            (genders[p.entity] for p in candidate.parties if p.entity and p.entity in genders), None
        )
        return candidate.what == "person" and not candidate.plural and known in {None, gender}
    if gender == "p":
        return candidate.plural or candidate.what == "body"
    return candidate.what in {"state", "body", "document", "thing"} and not candidate.plural


def _clashes(page: Page, token: Token, candidate: Candidate) -> bool:
    """Not what it is joined to ("he and Karr"), nor the subject of the verb it is an object of ("Karr told him")."""
    if candidate.page != page.index:
        return False
    other = page.tokens[candidate.head]
    if token.dep_ == "conj" and token.head.i == other.i:
        return True
    if any(child.dep_ == "conj" and child.i == other.i for child in token.children):
        return True
    if token.tag_ == "PRP" and _modifies(token, other):
        return True
    if token.tag_ == "PRP" and token.dep_ in {"dobj", "dative"}:
        return other.head.i == token.head.i and other.dep_ in {"nsubj", "nsubjpass"}
    if token.tag_ == "PRP" and token.dep_ == "pobj":
        return (
            other.dep_ == "nsubj"
            and other.head.i in {token.head.head.i, token.head.head.head.i}
            and token.head.head.pos_ == "VERB"
        )
    return False


def _barred(page: Page, token: Token, told: Sequence[Candidate]) -> frozenset[str]:
    """Entities that the pronoun cannot be (principle B of binding), by whichever of their mentions in the clause.

    "Karr, the minister, backed him" is not about Karr himself, nor is "Karr, his foreign minister" his own.
    """
    heads: set[int] = set()
    if token.tag_ == "PRP" and token.dep_ in {"dobj", "dative"}:
        heads = {child.i for child in token.head.children if child.dep_ in {"nsubj", "nsubjpass"}}
    if token.tag_ == "PRP$":
        above = token.head
        while above.dep_ in {"appos", "compound"} and above.head.i != above.i:
            above = above.head
            heads.add(above.i)
    return frozenset(
        party.entity
        for candidate in told
        if candidate.page == page.index and candidate.head in heads
        for party in candidate.parties
        if party.entity
    )


def _speaker(token: Token, search: Search) -> frozenset[str]:
    """Whoever says the quotation that a pronoun of the third person stands in: "He promised us ten years," Karr said, is not about Karr."""
    if token.i not in search.quoted:
        return frozenset()
    above = token
    for _ in range(12):
        above = above.head
        if above.i not in search.quoted:
            break
        if above.head.i == above.i:
            return frozenset()
    speakers = {child.i for child in above.children if child.dep_ == "nsubj" and child.i not in search.quoted}
    return frozenset(
        party.entity for draft in search.here if draft.head in speakers for party in draft.parties if party.entity
    )


_TELLING = frozenset({"tell", "inform", "remind", "warn", "assure", "ask"})


def _told_of(page: Page, token: Token, gender: str, search: Search) -> bool:
    """ "Karr told Brandt that he had been misled": either man, so neither is chosen."""
    clause = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"} or clause.dep_ != "ccomp" or clause.head.lemma_.lower() not in _TELLING:
        return False
    here = {
        child.i: child.dep_
        for child in clause.head.children
        if child.dep_ in {"nsubj", "dobj", "dative"} and child.i < token.i
    }
    fitting = {
        here[candidate.head]
        for candidate in search.told
        if candidate.page == page.index and candidate.head in here and candidate.what == "person" and not candidate.plural
        and _agrees(page, token, gender, candidate, search.genders)
    }  # fmt: skip
    return "nsubj" in fitting and len(fitting) > 1


def _modifies(token: Token, noun: Token) -> bool:
    """Whether the pronoun stands in a phrase that belongs to the noun: "Karr, standing next to him"."""
    above = token
    for _ in range(8):
        if (
            above.dep_ in {"advcl", "acl"}
            and above.tag_ in {"VBG", "VBN"}
            and noun.dep_ == "nsubj"
            and noun.head.i == above.head.i
        ):
            return not any(child.dep_ in {"nsubj", "nsubjpass"} for child in above.children)
        if above.head.i == noun.i:
            return above.dep_ in {"acl", "prep", "appos", "advcl", "amod", "relcl"} and above.dep_ != "relcl"
        if above.head.i == above.i or above.dep_ in {"relcl", "ccomp"}:
            return False
        above = above.head
    return False


def _score(page: Page, token: Token, gender: str, candidate: Candidate, number: int, quoted: bool) -> float:
    """Lower is better: distance in sentences, place in the sentence, a quotation between."""
    distance = float(number - candidate.sentence)
    score = distance + candidate.role
    if distance == 0 and candidate.page == page.index:
        score += min(0.6, 0.02 * (token.i - candidate.head))
    if candidate.quoted and not quoted:
        score += 1.5
    if candidate.pronoun and candidate.subject and gender in {"m", "f"}:
        score -= 0.3
    if gender == "p":
        score += {"people": 0.0, "person": 0.0, "state": 0.2, "thing": 0.3}.get(candidate.what, 0.9)
        score -= 0.2 if candidate.joint else 0.0
    if gender == "n" and candidate.what == "thing":
        score += 0.2
    if candidate.what == "thing" and _speaks(token):
        score += 3.0
    if gender == "p" and candidate.speaks and _speaks(token):
        score -= 0.3  # "Experts say Ruritania and Freedonia will wait. The aim, they say, ...": the speakers go on
    return score


_IMPERSONAL = frozenset(
    [
        "be",
        "become",
        "seem",
        "appear",
        "rain",
        "take",
        "stand",
        "last",
        "expire",
        "hold",
        "fail",
        "work",
        "matter",
        "end",
        "begin",
        "start",
        "happen",
        "remain",
        "run",
        "cost",
        "contain",
        "mean",
        "help",
        "hurt",
        "succeed",
        "collapse",
        "apply",
        "cover",
    ]
)


def _is_minded(token: Token, willing: frozenset[str]) -> bool:
    """ "Ruritania said it was ready to talk", "it was prepared to wait": only people, states and bodies are."""
    verb = token.head
    if token.dep_ == "nsubjpass":
        return verb.lower_ in willing
    return token.dep_ == "nsubj" and any(c.dep_ in {"acomp", "oprd"} and c.lower_ in willing for c in verb.children)


def _says_nothing(token: Token) -> bool:
    """ "It had been quiet", "it is clear that", "it went on all night": what only things do, and things are no parties."""
    verb = token.head
    if token.tag_ != "PRP" or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if _in_speech_of(token) and any(child.dep_ == "dobj" for child in verb.children):
        return False  # "Klow says it can take the land by force"
    went_on = verb.lemma_ == "go" and any(c.lower_ in {"on", "off", "wrong", "ahead", "well"} for c in verb.children)
    if went_on and any(c.dep_ == "xcomp" for c in verb.children):
        return False  # "it went on to say"
    return went_on or verb.lemma_ in _IMPERSONAL


def _in_speech_of(token: Token) -> bool:
    """Whether the pronoun is the subject of what somebody is told to have said."""
    verb = token.head
    return token.dep_ == "nsubj" and verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _SPEAKING


_PATIENT = frozenset(
    [
        "accuse",
        "ask",
        "urge",
        "tell",
        "attack",
        "invade",
        "blame",
        "condemn",
        "force",
        "allow",
        "invite",
        "warn",
        "criticise",
        "criticize",
        "isolate",
        "expel",
    ]
)


def _suffers(token: Token) -> bool:
    """ "It should be solved": what is done to it is done to things, unless the verb says otherwise ("it was accused")."""
    return token.dep_ == "nsubjpass" and token.head.lemma_.lower() not in _PATIENT


_DONE_TO = _PATIENT | {"threaten", "sanction", "arm", "recognise", "recognize", "join", "leave", "help", "supply", "support",
                       "punish", "summon", "thank", "praise", "pressure", "press", "deter", "remind", "notify", "inform",
                       "represent", "lead", "head", "govern", "bomb", "defend", "provoke", "reward", "engage"}  # fmt: skip


def _is_done(token: Token) -> bool:
    """ "Ruritania denied it", "she wants to end it": what is denied, ended or signed is a thing; one accuses a state."""
    return token.tag_ == "PRP" and token.dep_ == "dobj" and token.head.lemma_.lower() not in _DONE_TO


_SPEAKING = frozenset(
    [
        "say",
        "tell",
        "add",
        "warn",
        "deny",
        "announce",
        "declare",
        "claim",
        "accuse",
        "urge",
        "call",
        "promise",
        "vow",
        "pledge",
        "insist",
        "argue",
        "stress",
        "reply",
        "respond",
        "ask",
        "refuse",
        "agree",
        "believe",
        "think",
        "hope",
        "want",
        "undertake",
        "condemn",
        "threaten",
        "propose",
        "answer",
        "retaliate",
        "intend",
    ]
)


def _speaks(token: Token) -> bool:
    """Whether the pronoun does what only people and bodies do: "the silos were undamaged, it said"."""
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in _SPEAKING


def _same(one: Candidate, other: Candidate) -> bool:
    def who(candidate: Candidate) -> set[object]:
        return {party.entity or (party.iso3, party.sector) for party in candidate.parties}

    return who(one) == who(other)
