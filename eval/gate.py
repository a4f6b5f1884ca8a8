"""Measure every gold set and hold the figures against eval/floors.json.

python -m eval.gate [SET ...] [--update [--allow-regression]] [--fresh]

A figure may lie MARGIN below its floor (above it where lower is better) before the gate fails. `--update` writes what
was measured as the new floors, and refuses to lower one without `--allow-regression` (give the reason in the changelog).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from eval.bench import ROOT, SHARED, Bench, Figure, Figures, fingerprint, work_folder
from eval.sets import LOWER_IS_BETTER, SETS

FLOORS = ROOT / "eval/floors.json"
ACCURACY = ROOT / "src/detente/data/accuracy.yaml"
MARGIN = 0.005

Floors = dict[str, Figures]


def load_floors(path: Path = FLOORS) -> Floors:
    """Set -> metric -> floor, from ``{set: {metric: [floor, n]}}``."""
    if not path.exists():
        return {}
    held = json.loads(path.read_text(encoding="utf-8"))
    return {name: {m: Figure(value, n) for m, (value, n) in metrics.items()} for name, metrics in held.items()}


def save_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Write floors, one metric a line, sorted."""
    blocks = []
    for name in sorted(floors):
        lines = [f"    {json.dumps(m)}: [{f.value:.3f}, {f.n}]" for m, f in sorted(floors[name].items())]
        blocks.append(f"  {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n  }")
    path.write_text("{\n" + ",\n".join(blocks) + "\n}\n", encoding="utf-8")


def shortfall(metric: str, value: float, floor: float) -> float:
    """How far a figure is on the wrong side of its floor; 0 or less when it holds."""
    return value - floor if metric in LOWER_IS_BETTER else floor - value


def compare(measured: Floors, floors: Floors, *, margin: float = MARGIN) -> list[str]:
    """One line for each figure that fell short, or that has a floor and was not measured."""
    out = []
    for name in sorted(measured):
        for metric, floor in sorted(floors.get(name, {}).items()):
            figure = measured[name].get(metric)
            if figure is None:
                out.append(f"{name} {metric}: expected a figure, found none")
            elif shortfall(metric, figure.value, floor.value) > margin + 1e-9:
                side = "at most" if metric in LOWER_IS_BETTER else "at least"
                out.append(f"{name} {metric}: expected {side} {floor.value:.3f}, found {figure.value:.3f}")
    return out


def updated(measured: Floors, floors: Floors, *, allow_regression: bool) -> Floors:
    """Floors with the measured figures in place; raises ValueError when one would be lowered without leave."""
    if not allow_regression and (lowered := compare(measured, floors, margin=0.0005)):
        raise ValueError(
            "floors would be lowered (--allow-regression, and a reason in the changelog):\n" + "\n".join(lowered)
        )
    return {**floors, **measured}


def measure(names: Iterable[str], bench: Bench, *, fresh: bool) -> Floors:
    """Run the sets two at a time, each once for one state of program, runners and gold."""
    state = fingerprint(ROOT / "src/detente", ROOT / "eval", bench.shared / "bench", leave_out=(ACCURACY, FLOORS))

    def one(name: str) -> tuple[str, Figures]:
        began = time.monotonic()
        cached = bench.work / f"{name}-{state}.figures.json"
        if fresh or not cached.exists():
            save_floors({name: SETS[name](bench)}, cached)
        figures = load_floors(cached)[name]
        print(f"{name}: {len(figures)} figures in {time.monotonic() - began:.0f} s", file=sys.stderr)
        return name, figures

    with ThreadPoolExecutor(max_workers=2) as workers:
        return dict(workers.map(one, names))


def show(measured: Floors, floors: Mapping[str, Figures]) -> None:
    """Print every figure with its n and its floor."""
    for name, figures in sorted(measured.items()):
        for metric, figure in sorted(figures.items()):
            floor = floors.get(name, {}).get(metric)
            held = f"floor {floor.value:.3f}" if floor else "no floor"
            print(f"{name:9s} {metric:32s} {figure.value:6.3f}  n={figure.n:<5d} {held}")


def main() -> int:
    """Exit status 1 when a figure fell short, or an update was refused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", choices=[[], *SETS], default=[])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--fresh", action="store_true", help="measure again even if nothing changed")
    args = parser.parse_args()
    if not (SHARED / "bench").is_dir():
        print("gate: skipped, the measuring material (../shared) is not beside this checkout")
        return 0
    floors = load_floors()
    try:
        measured = measure(args.sets or list(SETS), Bench(SHARED, work_folder()), fresh=args.fresh)
    except subprocess.CalledProcessError as error:
        print(f"gate: expected exit status 0, found {error.returncode}: {' '.join(error.cmd)}")
        return 1
    show(measured, floors)
    if args.update:
        try:
            save_floors(updated(measured, floors, allow_regression=args.allow_regression))
        except ValueError as error:
            print(error)
            return 1
        print(f"wrote {FLOORS.relative_to(ROOT)}; now run make docs")
        return 0
    short = compare(measured, floors)
    print("\n".join(short) if short else f"gate: all {sum(map(len, measured.values()))} figures hold")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
