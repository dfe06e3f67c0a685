"""What a robots.txt permits (RFC 9309).

Rules are matched without regular expressions: patterns come from the server, and one made of stars
must not cost more than its length times the path's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

LONGEST_DELAY = 60.0
"""Seconds of a Crawl-delay that are honoured; some sites ask for hours to keep everybody out."""
MOST_RULES = 10_000


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for one robot: pairs of permission and pattern."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0
    """Seconds between requests that the site asks for; not of the standard, but common."""

    def permit(self, target: str) -> bool:
        """Say whether a path with its query may be asked for: the longest pattern decides, and of
        two as long the one that permits."""
        path = _normal(target)
        if path == "/robots.txt":
            return True
        best = (-1, True)
        for permitted, pattern in self.rules:
            if matches(pattern, path):
                best = max(best, (len(pattern), permitted))
        return best[1]


ALL = Rules()


def read_rules(data: bytes, token: str) -> Rules:
    """Give the rules of a robots.txt for the robot that ``token`` names, else those for all.

    Groups of one robot are one group; lines that are no rules are passed over.
    """
    named: list[tuple[bool, str]] = []
    general: list[tuple[bool, str]] = []
    delays: dict[str, float] = {}
    found_named = False
    agents: set[str] = set()
    in_rules = False
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    for line in re.split(r"\r\n|\r|\n", text):
        name, colon, value = line.partition("#")[0].partition(":")
        if not colon:
            continue
        name, value = name.strip().lower(), value.strip()
        if name in ("user-agent", "useragent"):
            if in_rules:
                agents, in_rules = set(), False
            agents.add(_agent(value))
            found_named = found_named or _agent(value) == token
        elif name in ("allow", "disallow"):
            in_rules = True
            if not value:
                continue
            rule = (name == "allow", _normal(value))
            if token in agents and len(named) < MOST_RULES:
                named.append(rule)
            if "*" in agents and len(general) < MOST_RULES:
                general.append(rule)
        elif name == "crawl-delay":
            in_rules = True
            if re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,3})?", value):
                for agent in agents:
                    delays[agent] = min(float(value), LONGEST_DELAY)
    if found_named:
        return Rules(tuple(named), delays.get(token, 0.0))
    return Rules(tuple(general), delays.get("*", 0.0))


def matches(pattern: str, path: str) -> bool:
    """Say whether a pattern fits the beginning of a path: ``*`` is any run, a last ``$`` its end."""
    ends = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    if len(pieces) == 1:
        return not ends or at == len(path)
    for piece in pieces[1:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    last = pieces[-1]
    if ends:
        return len(path) - len(last) >= at and path.endswith(last)
    return path.find(last, at) >= 0


def _agent(value: str) -> str:
    """Give the product token of a User-agent line: "Dateline/2.0" is for dateline too."""
    if value.startswith("*"):
        return "*"
    match = re.match(r"[A-Za-z_-]+", value)
    return match[0].lower() if match else ""


def _normal(path: str) -> str:
    """Give a path in one spelling: what need not be written in percent is not, the rest is."""
    reserved = "/?#[]@!$&'()*+,;=:%"
    parts = re.split(r"(%[0-9A-Fa-f]{2})", path)
    plain = []
    for part in parts:
        if re.fullmatch(r"%[0-9A-Fa-f]{2}", part):
            byte = unquote_to_bytes(part)
            kept = byte.isalnum() or byte in (b"-", b".", b"_", b"~")
            plain.append(byte.decode("ascii") if kept and byte.isascii() else part.upper())
        else:
            plain.append(quote(part, safe=reserved + "-._~"))
    return "".join(plain)
