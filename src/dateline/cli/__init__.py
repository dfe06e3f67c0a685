"""The command ``dateline``. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import io
import os
import sys

from dateline.cli.application import app

__all__ = ["app", "main"]

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C ended: 128 + SIGINT."""


def main() -> None:
    """Run the command line; errors that a user can mend are one line on standard error."""
    import typer
    from typer.exceptions import TyperException

    _speak_utf8()
    try:
        code = app(standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except TyperException as error:
        # Usage errors: they show the command's own hint. The base class promises no methods.
        show = getattr(error, "show", None)
        if show is not None:
            show()
        sys.exit(getattr(error, "exit_code", 2))
    except BrokenPipeError:
        # The reader of our output went away (``| head``); say nothing, as other tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (ValueError, OSError, LookupError, RuntimeError) as error:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        print(f"dateline: {_message(error)}", file=sys.stderr)
        sys.exit(2)
    if code == INTERRUPTED:  # inside a command Typer catches Ctrl-C and gives this code
        print(
            "dateline: interrupted; what was finished is kept, run the same command to go on",
            file=sys.stderr,
        )
    sys.exit(code if isinstance(code, int) else 0)


def _speak_utf8() -> None:
    """Write UTF-8 to files and pipes whatever the locale, since texts are in every language.

    A terminal of another encoding shows what it cannot show as an escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _message(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror}"
    if isinstance(error, KeyError) and error.args:
        return str(error.args[0])
    return str(error) or type(error).__name__
