"""Frozen types as plain JSON values, and back, by their own type hints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

_Hints = dict[str, Any]


def to_plain(value: Any) -> Any:
    """Give a frozen dataclass, named tuple, mapping or tuple as dictionaries and lists.

    Named tuples become lists, since there are many of them and their fields are few.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in sorted(value.items())}
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if isinstance(value, frozenset | set):
        return sorted(to_plain(each) for each in value)
    return value


def from_plain(kind: Any, value: Any) -> Any:
    """Give back what :func:`to_plain` took, as the type ``kind``.

    Fields that are missing take their defaults; unknown ones are left out, so that what an
    older program wrote can be read.
    """
    if value is None or kind is Any:
        return value
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        (inner,) = (each for each in get_args(kind) if each is not type(None))
        return from_plain(inner, value)
    if origin is tuple:
        inner = get_args(kind)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(from_plain(inner[0], each) for each in value)
        return tuple(from_plain(each, item) for each, item in zip(inner, value, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {key: from_plain(get_args(kind)[1], each) for key, each in value.items()}
    if is_dataclass(kind):
        made: Any = kind
        hints = _hints(made)
        known = {name: from_plain(hints[name], value[name]) for name in hints if name in value}
        return made(**known)
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        hints = _hints(kind)
        return kind(*(from_plain(hints[n], v) for n, v in zip(hints, value, strict=False)))
    if kind is float:
        return float(value)
    return value


@lru_cache(maxsize=256)
def _hints(kind: Any) -> _Hints:
    return get_type_hints(kind)
