#!/usr/bin/env bash
# Runs an installed detente (the folder of its programs is the argument) on its own samples from an empty folder.
set -eu
bin=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
samples=$("$bin/python" -I -c 'from detente.samples import samples_folder; print(samples_folder())')
case $samples in
  "$(dirname "$bin")"/*) ;;
  *) echo "expected the samples inside the installed wheel, found $samples"; exit 1 ;;
esac
for story in "$samples"/*/; do
  [ -f "$story/__init__.py" ] || case $story in *__pycache__*) ;; *) "$bin/detente" read --quiet --into samples.db "$story" ;; esac
done
"$bin/detente" verify samples.db
"$bin/detente" brief samples.db > brief.txt
"$bin/detente" brief samples.db --format html > brief.html
"$bin/detente" reports samples.db --format jsonl > reports.jsonl
[ "$(wc -l < reports.jsonl)" -eq 8 ] || { echo "expected 8 reports, found $(wc -l < reports.jsonl)"; exit 1; }
[ -s brief.txt ] && [ -s brief.html ]
echo "the wheel reads its $(wc -l < reports.jsonl) samples, $(wc -l < brief.txt) lines of brief"
