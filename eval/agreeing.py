"""How often agreements of real reports are agreements: pairs of sentences that readers judged (`training.judged_pairs`), and whether a finding lays them side by side.

python -m eval.agreeing [--part trained|fitted] [--wrong]      (--wrong shows the wrong ones of the fitted part)

Networks learned from the groups of the part ``trained``; on those of ``fitted`` a scale was fitted. Shares are weighed by how many pairs a judged one stands for.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from detente.pipeline import Settings, build_record, code_report, load_reader
from detente.records.kinds import Finding
from detente.records.raw import RawReport
from eval.bench import SHARED
from eval.planted import news_of
from training.judged_pairs import FITTED, TRAINED, Judged, load_judged

LABELS = ("wrong", "partly", "right")
AGREE = frozenset({"corroborated", "compatible"})


def agreements_of(raws: Sequence[RawReport]) -> list[Finding]:
    """What the reports of a group agree on."""
    reader = load_reader(Settings(one_story=True))
    record = build_record([code_report(raw, reader) for raw in raws], reader)
    return [finding for finding in record.findings if finding.verdict in AGREE]


def is_shown(pair: Judged, findings: Iterable[Finding]) -> bool:
    """Whether an agreement rests on words of both sentences."""
    return any(
        all(
            any(
                e.report == report and e.start < end and start < e.end
                for member in finding.members
                for e in member.evidence
            )
            for report, start, end in pair.places
        )
        for finding in findings
    )


def table(pairs: Sequence[tuple[Judged, bool]]) -> Iterator[str]:
    """Shares of the agreements shown, and of those that a reader sees the share that is shown."""
    held = [sum(p.weight for p, shown in pairs if shown and p.label == label) for label in range(3)]
    total, same = sum(held) or 1.0, sum(p.weight for p, _ in pairs if p.label == 2) or 1.0
    yield f"  agreements shown: {total:.0f} ({sum(shown for _, shown in pairs)} of {len(pairs)} judged pairs)"
    yield "  of these " + ", ".join(f"{name} {held[i] / total:.3f}" for i, name in enumerate(LABELS))
    yield f"  shown of those that readers see: {held[2] / same:.3f}"


def main() -> int:
    """Print the shares of each part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", action="append", choices=[TRAINED, FITTED])
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--shared", type=Path, default=SHARED)
    args = parser.parse_args()
    judged = [p for p in load_judged(args.shared) if p.part in (args.part or (TRAINED, FITTED))]
    groups = sorted({p.group for p in judged})
    news = list(news_of(args.shared).values())
    raws = [[raw for raw in news if raw.where == group] for group in groups]
    with ProcessPoolExecutor(max_workers=2) as workers:
        found = dict(zip(groups, workers.map(agreements_of, raws), strict=True))
    shown = [(p, is_shown(p, found[p.group])) for p in judged]
    for part in sorted({p.part for p in judged}):
        print(f"{part}: {len({p.group for p in judged if p.part == part})} groups")
        print("\n".join(table([(p, is_it) for p, is_it in shown if p.part == part])))
    for pair in (p for p, is_it in shown if args.wrong and is_it and p.part == FITTED and not p.label):
        print(f"\n{pair.group}\n  {pair.one}\n  {pair.two}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
