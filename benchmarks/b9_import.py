"""B9: what importing the package costs above importing pandas."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from timing import Target, in_turn, table

#: Milliseconds above pandas.
ALLOWED = 40.0

_NO_BYTECODE = ("PYTHONDONTWRITEBYTECODE",)


def importing(module: str, bytecode: str) -> None:
    """Import a module in a fresh interpreter, its bytecode at hand as in any installation."""
    given = {name: value for name, value in os.environ.items() if name not in _NO_BYTECODE}
    environment = given | {"PYTHONPYCACHEPREFIX": bytecode}
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True, env=environment)


def main() -> list[Target]:
    """Time both imports in turn, and hold the difference against the target."""
    with tempfile.TemporaryDirectory() as bytecode:
        timings = in_turn(
            {
                "import sustenta": lambda: importing("sustenta", bytecode),
                "import pandas": lambda: importing("pandas", bytecode),
            },
            turns=11,
        )
    print("\nB9 import time, whole process")
    print(table(timings, "import sustenta"))
    surplus = (timings["import sustenta"].median - timings["import pandas"].median) * 1e3
    print(f"  above pandas: {surplus:.1f} ms")
    return [Target(f"B9 {ALLOWED:g} ms ÷ ours above pandas", ALLOWED / max(surplus, 0.1), 1)]


if __name__ == "__main__":
    print(*main(), sep="\n")
