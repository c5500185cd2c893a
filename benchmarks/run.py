"""`make bench`: every benchmark, equal answers checked first, as ratios to peers in the same run.

`python benchmarks/run.py b1 b3` runs those alone. The exit status is 1 where a target is not met.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys

BENCHMARKS = {
    "b1": "b1_scenarios",
    "b2": "b2_assess",
    "b3": "b3_small_calls",
    "b4": "b4_figures",
    "b5": "b5_localisation",
    "b6": "b6_projection",
    "b7": "b7_dump",
    "b9": "b9_import",
    "slips": "slips",
}


def main() -> int:
    """Run the benchmarks named, or all."""
    names = [name.lower() for name in sys.argv[1:]] or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark called {', '.join(unknown)}; known: {', '.join(BENCHMARKS)}")
        return 2
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}"
    )
    modules = [importlib.import_module(BENCHMARKS[name]) for name in names]
    targets = [target for module in modules for target in module.main()]
    print("\nTargets")
    print(*targets, sep="\n")
    return int(not all(target.met for target in targets))


if __name__ == "__main__":
    sys.exit(main())
