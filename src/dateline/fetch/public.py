"""Which IP addresses are on the public network: everything else may be somebody's own machines.

The networks are those of the IANA registries of special-purpose addresses (RFC 6890 and its
updates), written out, since Python's own lists change from one version to the next.
"""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_address

_V4 = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "behind a provider's shared address (CGNAT)"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_V6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "an IPv4 address in IPv6 form"),
        ("::/96", "an IPv4 address in IPv6 form"),
        ("64:ff9b::/96", "an IPv4 address in IPv6 form (NAT64)"),
        ("64:ff9b:1::/48", "an IPv4 address in IPv6 form (NAT64)"),
        ("2001::/32", "an IPv4 address in IPv6 form (Teredo)"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "an IPv4 address in IPv6 form (6to4)"),
        ("3fff::/20", "for documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL = IPv6Network("2000::/3")
"""All of IPv6 that is given out as global unicast; the rest is reserved."""


def why_not_public(address: str) -> str | None:
    """Give what an IP address is, where it is not one of the public network; else None."""
    if "%" in address:
        return "an address of one network interface"
    try:
        read = ip_address(address)
    except ValueError:
        return "no IP address"
    if read.version == 4:
        return next((what for network, what in _V4 if read in network), None)
    for network, what in _V6:
        if read in network:
            return what
    return None if read in _GLOBAL else "reserved"
