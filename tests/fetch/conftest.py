"""Every test here has a server on loopback, and no way to the real network."""

from __future__ import annotations

import socket

import pytest
from servers_for_tests import Server, World


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Fail a test that asks the system for a name or connects to anything but loopback."""
    real = socket.socket.connect

    def connect(self, where):
        assert where[0] in ("127.0.0.1", "::1"), f"a test connects to {where}"
        return real(self, where)

    def look_up(host, *rest, **named):
        assert host in ("127.0.0.1", "::1"), f"a test asks for the name {host}"
        return known(host, *rest, **named)

    known = socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture
def server():
    """A server that answers 404 to everything until it is told otherwise."""
    made = Server()
    yield made
    made.close()


@pytest.fixture
def world(server):
    """A network in which every name is public and leads to the server."""
    return World(server)
