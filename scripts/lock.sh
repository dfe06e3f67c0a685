#!/bin/sh
# Make the lock files again: every dependency with its hashes, for Python 3.11 and later,
# naming no index. Run after changing pyproject.toml; commit both files. What is pinned already
# stays as it is where it still fits; `sh scripts/lock.sh --upgrade` takes the newest.
set -eu
cd "$(dirname "$0")/.."
python3 -m pip show uv >/dev/null 2>&1 || { echo "lock.sh: needs uv (pip install uv)" >&2; exit 1; }
upgrade="${1:-}"
lock() {
    output="$1"
    shift
    [ ! -f "$output" ] || cp "$output" "$output.pins"
    python3 -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
      --no-header --no-annotate $upgrade --output-file "$output.pins" "$@" >/dev/null
    { printf '# Every dependency, pinned with hashes. Made by scripts/lock.sh; do not edit.\n'
      grep -v '^# Every dependency, pinned' "$output.pins"
    } >"$output.new"
    rm "$output.pins"
    mv "$output.new" "$output"
}
lock requirements-dev.lock --extra dev --extra gazetteer pyproject.toml scripts/build-requirements.in
# What both hold has one version.
lock requirements.lock --constraint requirements-dev.lock pyproject.toml scripts/build-requirements.in
