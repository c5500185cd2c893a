"""B9: what importing the package costs above importing pandas."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile

from timing import Target

#: Milliseconds above pandas.
ALLOWED = 40.0
TURNS = 15

#: Bytecode is at hand, as in any installation: what compiling the sources costs is paid once.
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
_IMPORTS = """
from time import perf_counter
start = perf_counter()
import pandas
between = perf_counter()
import sustenta
print(between - start, perf_counter() - between)
"""


def importing(bytecode: str) -> tuple[float, float]:
    """Import pandas, then this package, in a fresh interpreter: milliseconds of each."""
    environment = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    environment["PYTHONPYCACHEPREFIX"] = bytecode
    answer = subprocess.run(
        [sys.executable, "-c", _IMPORTS],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    pandas, ours = map(float, answer.stdout.split())
    return pandas * 1e3, ours * 1e3


def main() -> list[Target]:
    """Time the imports, and hold what ours adds against the target."""
    with tempfile.TemporaryDirectory() as bytecode:
        importing(bytecode)
        pandas, ours = zip(*(importing(bytecode) for _ in range(TURNS)), strict=True)
    above = statistics.median(ours)
    print("\nB9 import time, fresh interpreters")
    print(f"  import pandas            {statistics.median(pandas):8.1f} ms")
    print(f"  import sustenta after it {above:8.1f} ms (best {min(ours):.1f})")
    return [Target(f"B9 {ALLOWED:g} ms ÷ ours above pandas", ALLOWED / above, 1)]


if __name__ == "__main__":
    print(*main(), sep="\n")
