"""The page as one HTML file that needs nothing beside it and lets nothing else run.

Script and style stand in the file and are named by their hashes in the content security policy;
whatever a report's text may hold, a browser runs nothing but them. The data is JSON in a script
element of a type that no browser runs, with every character escaped that could end it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from importlib.resources import files
from typing import Any

from dateline.identity import canonical_json

_DANGEROUS = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
"""What could end a script element or a JavaScript line, and halves of characters, which UTF-8
cannot hold; JSON may write each as an escape."""


def embedded_json(data: Any) -> str:
    """Give canonical JSON that is safe inside a script element."""
    return _DANGEROUS.sub(lambda found: f"\\u{ord(found[0]):04x}", canonical_json(data))


def source_hash(source: str) -> str:
    """Give the expression that names an inline script or style in a content security policy."""
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy(script: str, style: str) -> str:
    """Give the content security policy: these two, images from the file itself, nothing else.

    No network, no other script, no forms, no base; and nothing is ever parsed as HTML at run
    time (``trusted-types``), where the browser can enforce it.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {source_hash(script)}",
            f"style-src {source_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def document(data: dict[str, Any]) -> str:
    """Give the whole HTML file."""
    script, style = _asset("page.js"), _asset("page.css")
    named = str(data["title"]).encode("utf-8", "replace").decode("utf-8")
    title = escape(f"{named} | dateline")
    return (
        "<!doctype html>\n"
        '<html lang="en">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(script, style))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="generator" content="dateline">\n'
        f"<title>{title}</title>\n"
        f"<style>{style}</style>\n"
        "</head>\n"
        "<body>\n"
        "<noscript><p>This page draws its table, map and timeline from data inside the file, with a "
        "script that is inside it too. Allow the script, or ask the ledger with "
        "<code>dateline events</code>.</p></noscript>\n"
        '<div id="page"></div>\n'
        f'<script type="application/json" id="data">{embedded_json(data)}</script>\n'
        f"<script>{script}</script>\n"
        "</body>\n"
        "</html>\n"
    )


def _asset(name: str) -> str:
    """Give a built asset; line ends as built, since the policy names it by its bytes."""
    return (files("dateline") / "web" / "assets" / name).read_bytes().decode("utf-8")
