#!/bin/sh
# Code the bundled sample into demo-ledger/ and say what to look at.
set -eu
dateline="$1"
cd "$(dirname "$0")/.."
rm -rf demo-ledger
"$dateline" add samples/reports --ledger demo-ledger
echo
"$dateline" claims --ledger demo-ledger --type ASSAULT --limit 5
echo
echo "Next:"
echo "  $dateline claims --ledger demo-ledger            every claim, with who, where, when, on whose word"
echo "  $dateline show ID --ledger demo-ledger           one claim or report in full, with its quotes"
echo "  $dateline actors --ledger demo-ledger            who is named"
echo "  $dateline export --ledger demo-ledger --format csv --out claims.csv"
echo "  $dateline read FILE                              your own report, without a ledger"
