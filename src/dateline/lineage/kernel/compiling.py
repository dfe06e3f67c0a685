"""How functions of the kernel are compiled: by numba, once for a machine where that can be kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Give a function as machine code, made when it is first called.

    The code is kept beside the source, or in the user's cache folder where that cannot be written
    (``NUMBA_CACHE_DIR`` names another); where neither can, every process makes it anew.
    """
    try:
        made = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # no folder in which it could be kept
        made = numba.njit(nogil=True, error_model="numpy")(function)
    return cast(Function, made)
