#!/bin/sh
# Code the bundled sample into demo-ledger/, print five events with their quotes, write the page.
set -eu
dateline="$1"
cd "$(dirname "$0")/.."
rm -rf demo-ledger
"$dateline" add samples/reports --ledger demo-ledger
echo
echo "Five events, each told by two independent sources or more:"
"$dateline" events --ledger demo-ledger --type ASSAULT --sources 2 --limit 5 --json 2>/dev/null |
    sed -n 's/^{"id": "\(E[0-9a-z]*\)".*/\1/p' |
    while read -r event; do
        echo
        "$dateline" show "$event" --ledger demo-ledger
    done
echo
"$dateline" page --ledger demo-ledger --out demo-ledger/page.html --title "North Caucasus, 2014 to 2016 (sample)"
echo
echo "Open in a browser:  demo-ledger/page.html"
echo
echo "Then try:"
echo "  $dateline events --ledger demo-ledger                                  every event"
echo "  $dateline lineage --ledger demo-ledger                                 who copied whom"
echo "  $dateline actor \"Wilayat Qawqaz\" --on 2015-07-01 --ledger demo-ledger"
echo "  $dateline who-is-behind \"Wilayat Qawqaz\" --ledger demo-ledger"
echo "  $dateline check samples/reports/hidden-war.txt                         headline against body"
echo "  $dateline export --ledger demo-ledger --table events --out events.csv"
