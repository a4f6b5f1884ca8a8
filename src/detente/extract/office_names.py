"""Which offices are one: "the minister" and the foreign minister, "the leader" and the prime minister."""

from __future__ import annotations

from collections.abc import Collection

_SAME = (
    frozenset({"foreign minister", "secretary of state"}),
    frozenset({"spokesman", "spokeswoman", "spokesperson"}),
    frozenset(
        {
            "leader",
            "president",
            "prime minister",
            "chancellor",
            "king",
            "head of state",
            "emir",
            "sultan",
            "crown prince",
            "queen",
        }
    ),
    frozenset({"director", "head", "secretary-general", "chair", "director-general"}),
    frozenset({"lawmaker", "member of parliament"}),
    frozenset({"envoy", "negotiator", "mediator"}),
    frozenset({"adviser", "national security adviser", "security council secretary"}),
)
_GENERIC = {
    "minister": ("minister",),
    "secretary": ("secretary", "secretary of state", "minister"),
    "counterpart": ("",),
    "envoy": ("envoy", "ambassador"),
    "deputy secretary": ("deputy secretary of state", "deputy defence minister", "deputy secretary"),
    "deputy minister": ("deputy foreign minister", "deputy defence minister", "minister"),
}
"""Words that stand for any office that ends so: "the minister" may be the foreign minister, "Secretary Karr" the defence minister."""


def is_generic(office: str) -> bool:
    """Whether the word names a kind of office: "minister", "secretary", "envoy"."""
    return office in _GENERIC


def office_fits(office: str, held: Collection[str]) -> bool:
    """Whether one of the offices ``held`` is what ``office`` means."""
    if office in held:
        return True
    if office in _GENERIC:
        return any(name.endswith(ending) for name in held for ending in _GENERIC[office])
    return any(office in group and not group.isdisjoint(held) for group in _SAME)
