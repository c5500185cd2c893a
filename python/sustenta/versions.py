"""What is installed here: for a report of a wrong number."""

from __future__ import annotations

import platform
import sys

from sustenta import _core

__all__ = ["show_versions"]

_BASE = ("numpy", "pandas", "narwhals", "click", "tqdm")
_EXTRAS = {
    "plots": ("matplotlib",),
    "excel": ("python-calamine", "xlsxwriter"),
    "arrow": ("pyarrow",),
    "polars": ("polars",),
}


def show_versions() -> None:
    """Print the versions of the package, its core, Python and the libraries it uses.

    Examples
    --------
    >>> import sustenta as st
    >>> st.show_versions()  # doctest: +ELLIPSIS
    sustenta          ...
    """
    build = "optimised" if _core.optimised else "not optimised"
    lines = [
        ("sustenta", f"{_core.__version__} (core {build})"),
        ("Python", f"{platform.python_version()} ({sys.implementation.name})"),
        ("system", f"{platform.system()} {platform.release()} {platform.machine()}"),
        *((library, _installed(library)) for library in _BASE),
    ]
    for extra, libraries in _EXTRAS.items():
        lines += [(library, f"{_installed(library)} [{extra}]") for library in libraries]
    width = max(len(name) for name, _ in lines)
    for name, text in lines:
        print(f"{name:{width}}  {text}")  # noqa: T201  printing is what it is for


def _installed(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"
