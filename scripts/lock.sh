#!/bin/sh
# Make the lock files again: every dependency with its hashes, for Python 3.11 and later,
# naming no index. Run after changing pyproject.toml; commit both files.
set -eu
cd "$(dirname "$0")/.."
python3 -m pip show uv >/dev/null 2>&1 || { echo "lock.sh: needs uv (pip install uv)" >&2; exit 1; }
lock() {
    output="$1"
    shift
    { printf '# Every dependency, pinned with hashes. Made by scripts/lock.sh; do not edit.\n'
      python3 -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate "$@"
    } >"$output.new"
    mv "$output.new" "$output"
}
lock requirements.lock pyproject.toml scripts/build-requirements.in
lock requirements-dev.lock --extra dev --extra gazetteer pyproject.toml scripts/build-requirements.in
