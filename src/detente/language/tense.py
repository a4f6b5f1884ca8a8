"""Which way a clause looks from the day of its telling: the tense of the verb that a time expression belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Direction = Literal["past", "future", "present"]

_FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha", "may", "must", "should", "can", "could", "might", "would", "'d", "’d", "ought"})  # fmt: skip
_ACHIEVED = frozenset(
    {"begin", "start", "continue", "manage", "fail", "come", "go", "happen", "seem", "appear", "help", "get", "use", "fly",
     "prompt", "lead", "force", "cause", "compel", "push", "drive", "bring", "spur", "induce", "enable",
     "travel", "stop", "cease", "prove", "turn", "rush", "return", "gather", "meet", "visit", "arrive", "jet", "claim"}
)  # fmt: skip
"""Verbs whose infinitive tells what came about with them: "He came to sign on Sunday"."""
_UNDERTAKEN = frozenset({"call", "appeal", "tell", "instruct", "command", "press", "permit", "authorise", "authorize", "intend", "plan", "commit", "pledge", "promise", "agree", "vow", "undertake", "threaten", "offer", "order", "urge", "oblige", "require", "ask", "demand"})  # fmt: skip
"""Verbs whose infinitive lies ahead of them, also where the parser takes it for a purpose: "committed to free the crew by Friday"."""
_PLEDGED = frozenset({"promise", "pledge", "vow", "demand", "offer", "guarantee", "order", "request", "propose"})
_GRANTING = frozenset({"give", "have", "allow", "grant", "get"})
_SAME_IN_THE_PAST = frozenset({"let", "put", "cut", "set", "shut", "quit", "rid", "split"})
_SCHEDULED = frozenset(
    {"open", "start", "begin", "meet", "arrive", "leave", "depart", "travel", "visit", "fly", "head", "hold", "host", "expire", "end",
     "vote", "take", "go", "come", "return", "resume", "sign", "face", "run", "close", "be", "convene", "play", "address", "elapse", "fall"}
)  # fmt: skip
"""Verbs whose present tense tells what is fixed for a day to come: "The summit opens on Thursday"."""
_AHEAD = frozenset({"ahead", "scheduled", "planned", "upcoming", "due", "slated", "expected", "set", "forthcoming", "coming", "deadline", "ultimatum", "looming", "approaching", "nearing"})  # fmt: skip
"""Words beside a time that put it ahead: "ahead of talks on Thursday", "a summit planned for May"."""


_ARRANGED = _UNDERTAKEN | {"invite", "prepare", "plan", "schedule", "propose", "await", "expect", "organise", "organize", "arrange", "summon", "brace", "convoke"}  # fmt: skip
"""Verbs whose object lies ahead of them: "invited both to a dinner on Saturday", "prepared for Friday's meeting"."""


def clause_direction(doc: Doc, first: int, last: int, *, headline: bool = False) -> Direction:
    """Where the clause of the tokens ``first`` to ``last`` looks; past where no verb tells.

    A headline tells the past in the present tense: "Ruritania shuts border on Friday".
    """
    inside = doc[first:last]
    root = inside.root
    verb = verb_of(root)
    if verb is not None and doc[first].lower_ in {"until", "till"} and verb.lemma_ in _GRANTING:
        return "future"  # "gave Freedonia until Wednesday"
    if verb is not None and doc[first].lower_ in {"within", "by", "before"} and verb.lemma_ in _PLEDGED:
        return "future"  # "promised a vote within 120 days"
    if _looks_ahead(root) or _is_set_for(root, verb, doc[first - 1].lower_ if first else ""):
        return "future"
    if verb is not None and _is_arranged(root, verb):
        return "present"
    direction: Direction = _verb_direction(verb) if verb is not None else "past"
    told_now = verb is not None and verb.tag_ in {"VBZ", "VBP"}
    return "past" if headline and (direction == "present" or told_now) else direction


def _looks_ahead(root: Token) -> bool:
    """Whether a word between the time and its verb puts it ahead; what had been expected lies behind."""
    for token in _up(root):
        if _has_had(token):
            return False
        if token.pos_ in {"VERB", "AUX"} and token.lower_ not in _AHEAD:
            return False
        if token.lower_ in _AHEAD and token.i != root.i:
            return True
        if any(child.lower_ in _AHEAD and child.i < root.i for child in token.children if child.dep_ == "amod"):
            return True
    return False


def _is_set_for(root: Token, verb: Token | None, before: str) -> bool:
    """Something called, set or fixed "for Friday"; what had been lies behind."""
    if verb is None or before != "for" or _has_had(verb):
        return False
    return root.ent_type_ in {"DATE", "TIME"} and verb.tag_ in {"VBD", "VBN"}


def _is_arranged(root: Token, verb: Token) -> bool:
    """Whether the time is that of the object of an invitation, an agreement, a preparation."""
    between = []
    for token in _up(root):
        if token.i == verb.i:
            break
        between.append(token)
    named = [token for token in between if token.pos_ in {"NOUN", "PROPN"} and token.i != root.i]
    if not named or verb.lemma_ not in _ARRANGED or _has_had(verb):
        return False
    last = named[-1]
    return last.dep_ == "dobj" or (last.dep_ == "pobj" and last.head.lower_ in {"to", "for", "on"})


def _has_had(verb: Token) -> bool:
    return any(child.lower_ == "had" and child.dep_ == "aux" for child in verb.children)


def _up(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def verb_of(token: Token) -> Token | None:
    """The verb that a word belongs to, itself included; helping verbs and participles before a noun are none."""
    return next(
        (t for t in _up(token) if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"amod", "compound", "aux", "auxpass"}),
        None,
    )


def _verb_direction(verb: Token) -> Direction:
    marks = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if any(child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in verb.children):
        # "He threatened to leave if the crew was not freed by Friday": the past of a reported condition lies ahead.
        return "future"
    if marks & _FUTURE_MODALS:
        return "past" if marks & {"have"} else "future"
    if verb.dep_ == "ccomp" and verb.lower_ in _SAME_IN_THE_PAST and verb.head.lemma_ in _UNDERTAKEN | {"insist"}:
        return "future"  # "demanded that they let the convoy in within 48 hours"
    if marks & {"to"} and verb.tag_ == "VB":
        return _infinitive(verb, marks)
    if verb.tag_ in {"VBD", "VBN"}:
        return _participle(verb, marks)
    if verb.tag_ == "VBG":
        return _progressive(verb, marks)
    if verb.tag_ in {"VBZ", "VBP"}:
        return "future" if verb.lemma_ in _SCHEDULED else "present"
    if verb.tag_ == "VB" and verb.dep_ in {"ccomp", "conj", "xcomp", "advcl"} and not marks:
        return _bare(verb)
    return "future" if verb.tag_ == "MD" else "present"


def _infinitive(verb: Token, marks: set[str]) -> Direction:
    """What is agreed, asked or planned lies ahead; a purpose reached ("flew in to lay a wreath") lies with its verb."""
    if "have" in marks:
        return "past"
    head = verb.head
    if head.i == verb.i or head.pos_ not in {"VERB", "AUX"}:
        return "future"
    if head.lemma_ in _UNDERTAKEN:
        return "future"
    if verb.dep_ == "advcl" or head.lemma_ in _ACHIEVED:
        return _verb_direction(head)
    return "future"


def _participle(verb: Token, marks: set[str]) -> Direction:
    """ "Is signed" and "is to be signed" are no past; "was signed", "has signed", "signed on" are."""
    if (
        verb.tag_ == "VBN"
        and marks & {"is", "are", "be", "'s", "’s"}
        and not marks & {"was", "were", "been", "has", "have", "had"}
    ):
        if verb.lemma_ in {"schedule", "plan", "expect", "slate", "set", "intend", "propose"}:
            return "future"
        return "past" if "'s" in marks or "’s" in marks else "present"
    if verb.lower_ in _AHEAD and verb.tag_ == "VBN" and "had" not in marks:
        return "future"
    return "past"


def _progressive(verb: Token, marks: set[str]) -> Direction:
    if marks & {"is", "are", "'re", "’re", "am", "'m", "’m"}:
        return "future" if verb.lemma_ != "go" else "present"
    if marks & {"was", "were", "been", "had"}:
        return "past"
    head = verb.head
    if verb.dep_ == "pcomp" and head.lower_ == "to" and head.head.lemma_ in {*_UNDERTAKEN, "commitment"}:
        return "future"
    if head.i == verb.i:
        return "past"
    if head.pos_ not in {"VERB", "AUX"}:
        # "Delegates arriving on Friday will be searched": the noun's verb decides.
        above = verb_of(head)
        return _verb_direction(above) if above is not None and above.i != verb.i else "past"
    return _verb_direction(head)


def _bare(verb: Token) -> Direction:
    """ "Demands that Ruritania withdraw by Monday", "will come and sign": the verb above decides, a subjunctive looks ahead."""
    head = verb.head
    if head.i == verb.i or head.pos_ not in {"VERB", "AUX"}:
        return "present"
    return _verb_direction(head) if verb.dep_ == "conj" else "future"
