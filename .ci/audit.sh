#!/bin/sh
# Known weaknesses of the pinned dependencies, by pip-audit from the package index. It asks an advisory service:
# where that cannot be reached this says so and passes; a weakness that it names fails.
set -u
cd "$(dirname "$0")/.." || exit 2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python=.venv/bin/python
if ! { "$python" -m venv "$place/venv" && "$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check pip-audit; } >"$place/log" 2>&1; then
  echo "audit: pip-audit cannot be installed here; the dependencies were NOT audited"
  exit 0
fi
timeout 300 "$place/venv/bin/pip-audit" --requirement constraints.txt --no-deps --disable-pip --timeout 10 \
  --progress-spinner off >"$place/found" 2>"$place/log"
code=$?
if [ "$code" = 0 ]; then
  echo "audit: no known weakness in $(grep -c '==' constraints.txt) pinned packages"
elif grep -qi 'known vulnerabilit' "$place/log" "$place/found"; then
  cat "$place/found"
  exit 1
else
  echo "audit: the advisory service cannot be reached; the dependencies were NOT audited ($(tail -n 1 "$place/log" | cut -c1-160))"
fi
