"""What the desk can do and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.brief.build import accuracy_lines
from detente.brief.rules import load_brief_rules
from detente.records.kinds import Header
from detente.store.views import header_of
from detente.web.ask import Ask, Page

KEYS = (
    ("j, k", "next and previous fact of the page"),
    ("Enter", "open the fact"),
    ("w", "the words of the fact in its report"),
    ("x", "tick the fact for the brief"),
    ("/", "search"),
    ("1 to 4", "on a report: switch statements, events, commitments, names"),
    ("Esc", "close what is open"),
    ("?", "these keys"),
)


@dataclass(frozen=True, slots=True)
class Help:
    """Keys, figures of accuracy, cautions, and what made the record."""

    keys: tuple[tuple[str, str], ...]
    accuracy: tuple[str, ...]
    cautions: tuple[str, ...]
    made_by: Header | None


def show_help(ask: Ask) -> Page:
    """The help page."""
    rules = load_brief_rules()
    return Page(
        "Help",
        "help.html.jinja",
        Help(KEYS, accuracy_lines(rules.layers), rules.cautions, header_of(ask.store)),
        "help",
    )
