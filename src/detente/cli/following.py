"""``detente commitments FILE --if "Minsk agreement met"``: what was promised to follow, with who promised it."""

from __future__ import annotations

from typing import cast

from detente.cli.columns import Names, show
from detente.cli.opening import entity_names
from detente.cli.screen import put_csv, put_lines, put_table, say
from detente.compare.following import Step, find_following
from detente.records.codec import to_line
from detente.records.kinds import Commitment
from detente.store.database import Store
from detente.store.select import Filters, select_rows

_COLUMNS = ("step", "id", "then", "holder", "to", "what", "condition", "deadline", "status")


def put_following(store: Store, asked: str, filters: Filters, *, as_json: bool, as_csv: bool) -> None:
    """Print the commitments that follow, nearest first; cycles and contradictions are said on standard error."""
    rows = [cast("Commitment", row) for row in select_rows(store, "commitment", filters)]
    following = find_following(asked, rows)
    if not following.steps:
        say(
            f"nothing in the record was promised on the condition {asked!r}; its conditions stand in: detente commitments FILE.db"
        )
        return
    if as_json:
        put_lines(to_line(step.row) for step in following.steps if step.follows)
    else:
        names = entity_names(store)
        (put_csv if as_csv else put_table)(list(_COLUMNS), (_cells(step, names) for step in following.steps))
    for cycle in following.cycles:
        say(f"cycle: {' -> '.join(cycle)}")
    for one, two in following.contradictions:
        say(f"contradiction: {one} and {two} promise the opposite of one another")


def _cells(step: Step, names: Names) -> list[str]:
    row = step.row
    return [
        str(step.depth),
        row.id,
        "yes" if step.follows else "no",
        show(row.holder or row.parties, names),
        show(row.to, names),
        show(row.consequence or row.term, names),
        show(row.condition, names),
        show(row.deadline, names),
        row.status,
    ]
