#!/bin/sh
# Leaves a Chromium for the tests of the page (tests/web), from Debian's packages; prints its path.
# Does nothing where there is one. Not needed to use dateline.
set -eu

found() {
  command -v chromium || command -v chromium-browser
}

if found; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "chromium.sh: no apt-get here; install Chromium by other means and set CHROMIUM to its path" >&2
  exit 1
fi
if [ "$(id -u)" != 0 ]; then
  echo "chromium.sh: run as root, or: sudo apt-get install chromium fonts-liberation" >&2
  exit 1
fi
log=$(mktemp)
if ! { apt-get update && apt-get install -y --no-install-recommends chromium fonts-liberation; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "chromium.sh: apt-get could not install chromium; the tests of the page will be skipped" >&2
  exit 1
fi
rm -f "$log"
found
