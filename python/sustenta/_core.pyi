"""
The Rust core. Import `sustenta`, not this.
"""

from typing import Any, Final, SupportsIndex

from _typeshed import Incomplete, SupportsGetItem, SupportsLenAndGetItem
from numpy import float64, uint8
from numpy.typing import NDArray

__all__ = [
    "__version__",
    "optimised",
    "catalogue",
    "classify",
    "classify_compliance",
    "classify_compliance_exact",
    "classify_decimals",
    "classify_panel_compliance",
    "classify_share_change",
    "classify_share_change_decimals",
    "evaluate",
    "evaluate_exact",
    "evaluate_of_quotients",
    "evaluate_steps",
    "format_decimals",
    "format_floats",
    "gaps",
    "gaps_by_law",
    "gaps_exact",
    "lines_with",
    "met_by_law",
    "minimum_amounts",
    "minimum_shares",
    "minimum_shares_exact",
    "parse_objects",
    "parse_objects_exact",
    "parse_texts",
    "parse_texts_exact",
    "parse_texts_words",
    "recompute",
    "scenarios",
    "scenarios_exact",
]

__version__: Final[str]
"""
The version of the core, to be compared with that of the package.
"""

optimised: Final[bool]
"""
Whether the core was built with optimisation.
"""

def catalogue() -> str:
    """
    The registry as JSON: indicators, quantities, classifications, reasons.
    """

def classify(
    id: str,
    how: str,
    first: float | NDArray[float64],
    second: float | NDArray[float64] | None,
    cuts: SupportsGetItem[int, str] | None,
) -> tuple[NDArray[uint8], NDArray[uint8], NDArray[uint8]]:
    """
    Classifies floats; `second` is None where the percentage itself is given.
    """

def classify_compliance(
    groups: Incomplete,
    count: SupportsIndex,
    years: Incomplete,
    applied: float | NDArray[float64],
    due: float | NDArray[float64] | None,
    sphere: str,
    reading: str,
    start: float | NDArray[float64],
    own_law: float | NDArray[float64],
) -> tuple[NDArray[uint8], NDArray[uint8], list[list[int]]]:
    """
    Classifies groups of rows by compliance in every year; `due` is None where the statute decides.
    """

def classify_compliance_exact(
    groups: Incomplete,
    count: SupportsIndex,
    years: Incomplete,
    applied: Any,
    due: Any | None,
    sphere: str,
    reading: str,
    start: Any,
    own_law: Any,
) -> tuple[NDArray[uint8], NDArray[uint8], list[list[int]]]:
    """
    The same over exact decimals.
    """

def classify_decimals(
    id: str, how: str, first: Any, second: Any | None, cuts: SupportsGetItem[int, str] | None
) -> tuple[NDArray[uint8], NDArray[uint8], NDArray[uint8]]:
    """
    Classifies exact decimals.
    """

def classify_panel_compliance(
    groups: Incomplete,
    count: SupportsIndex,
    years: Incomplete,
    met: Incomplete,
    reasons: Incomplete,
    first: SupportsIndex,
    last: SupportsIndex,
) -> tuple[NDArray[uint8], NDArray[uint8], Incomplete, list[list[int]]]:
    """
    Classifies municipalities by compliance in every year of a panel, given what `gaps` says of each row: met (1), not
    met (2), or not known, with the code of the reason.
    """

def classify_share_change(
    id: str,
    amounts: SupportsLenAndGetItem[float | NDArray[float64]],
    cuts: SupportsGetItem[int, str] | None,
) -> tuple[NDArray[uint8], NDArray[uint8], NDArray[uint8]]:
    """
    Classifies the change between two shares from their amounts: part and whole of the first year, and of the last.
    """

def classify_share_change_decimals(
    id: str, amounts: SupportsLenAndGetItem[Any], cuts: SupportsGetItem[int, str] | None
) -> tuple[NDArray[uint8], NDArray[uint8], NDArray[uint8]]:
    """
    The same over exact decimals.
    """

def evaluate(
    id: str,
    inputs: SupportsGetItem[int, float | NDArray[float64]],
    out: NDArray[float64] | None,
    errors: str,
    reasons: bool,
) -> tuple[NDArray[float64], NDArray[uint8] | None]:
    """
    The indicator `id` over columns of floats, and the code of the reason of each missing value.
    """

def evaluate_exact(
    id: str, inputs: SupportsGetItem[int, Any], errors: str, arrow: bool
) -> tuple[Any, NDArray[uint8]]:
    """
    The indicator `id` over exact columns: Decimals or Arrow words back, and the codes of the reasons.
    """

def evaluate_of_quotients(
    id: str, inputs: SupportsGetItem[int, Any], errors: str, arrow: bool
) -> tuple[Any, NDArray[uint8]]:
    """
    The indicator `id` over exact columns some of which are quotients: what needs more digits than there are is rounded.
    """

def evaluate_steps(
    steps: SupportsGetItem[
        int, tuple[str, SupportsGetItem[int, SupportsIndex | float | NDArray[float64]]]
    ],
    outs: SupportsGetItem[int, NDArray[float64]],
    reasons: bool,
) -> list[NDArray[uint8]]:
    """
    Several indicators over the columns of one panel, each into its place; what is outside a domain is missing. The codes
    of the reasons, where they are wanted.
    """

def format_decimals(
    values: Any, decimals: SupportsIndex, negative: str, lang: str
) -> list[str | None]:
    """
    Writes Decimals and whole numbers; None where there is none.
    """

def format_floats(
    values: float | NDArray[float64], decimals: SupportsIndex, negative: str, lang: str
) -> list[str | None]:
    """
    Writes floats; None where there is no number.
    """

def gaps(
    spent: float | NDArray[float64],
    base: float | NDArray[float64],
    due: float | NDArray[float64],
    rows: SupportsIndex,
    outs: SupportsLenAndGetItem[NDArray[float64]] | None = None,
) -> tuple[NDArray[float64], NDArray[float64], NDArray[uint8], NDArray[uint8]]:
    """
    The gap between own spending and what was due, the share due given.
    """

def gaps_by_law(
    spent: float | NDArray[float64],
    base: float | NDArray[float64],
    years: Incomplete,
    sphere: str,
    reading: str,
    start: float | NDArray[float64],
    own_law: float | NDArray[float64],
    outs: SupportsLenAndGetItem[NDArray[float64]] | None = None,
) -> tuple[NDArray[float64], NDArray[float64], NDArray[uint8], NDArray[uint8]]:
    """
    The gap between own spending and the statute's minimum, which is compared exactly.
    """

def gaps_exact(
    spent: Any, base: Any, due: Any, rows: SupportsIndex
) -> tuple[Any, Any, NDArray[uint8], NDArray[uint8]]:
    """
    The gap over exact columns: points and reais as Decimals.
    """

def lines_with(
    block: Incomplete,
    separator: SupportsIndex,
    width: SupportsIndex,
    column: SupportsIndex,
    keep: Any,
    last: bool,
) -> tuple[bytes, list[int], list[tuple[int, int | None, bytes]], int | None, int, int]:
    """
    Gives the lines of a block whose cell in a column is to be kept, as `keep` says of each different
    cell; what follows the last end of a line is looked at only where the block is the `last`.
    """

def met_by_law(
    spent: float | NDArray[float64],
    base: float | NDArray[float64],
    years: Incomplete,
    due: float | NDArray[float64] | None,
    sphere: str,
    reading: str,
    start: float | NDArray[float64],
    own_law: float | NDArray[float64],
) -> tuple[NDArray[uint8], NDArray[uint8]]:
    """
    Whether each row met the statute's minimum (1), or not (2), or not known (0), and the reasons; or, where `due` is
    given, that share.
    """

def minimum_amounts(
    years: Incomplete,
    bases: SupportsLenAndGetItem[Any | None],
    reading: str,
    start: Any,
    own_law: Any,
    errors: str,
    exact: bool,
    lone: bool = False,
) -> tuple[Any, NDArray[uint8]]:
    """
    The minimum amount of each row in reais, from the bases given: Decimals, their nearest floats, and the reasons.
    """

def minimum_shares(
    years: Incomplete,
    sphere: str,
    reading: str,
    start: float | NDArray[float64],
    own_law: float | NDArray[float64],
    errors: str,
    lone: bool = False,
    out: NDArray[float64] | None = None,
) -> tuple[NDArray[float64], NDArray[uint8]]:
    """
    The minimum share of each row in per cent, and the codes of the reasons.
    """

def minimum_shares_exact(
    years: Incomplete,
    sphere: str,
    reading: str,
    start: Any,
    own_law: Any,
    errors: str,
    lone: bool = False,
) -> tuple[Any, NDArray[uint8]]:
    """
    The minimum share of each row as a Decimal, with the own share of 2000 and the own law as Decimals.
    """

def parse_objects(
    values: Incomplete, style: str, errors: str, lone: bool
) -> tuple[NDArray[float64], NDArray[uint8]]:
    """
    Reads a column of objects, or a lone one, into floats; and the fate of each row.
    """

def parse_objects_exact(
    values: Incomplete, style: str, errors: str, lone: bool
) -> tuple[Incomplete, NDArray[uint8]]:
    """
    Reads a column of objects, or a lone one, into Decimals; and the fate of each row.
    """

def parse_texts(
    buffers: tuple[Incomplete, Incomplete, Incomplete | None, SupportsIndex],
    style: str,
    errors: str,
) -> tuple[NDArray[float64], NDArray[uint8]]:
    """
    Reads Arrow's texts into floats; and the fate of each row.
    """

def parse_texts_exact(
    buffers: tuple[Incomplete, Incomplete, Incomplete | None, SupportsIndex],
    style: str,
    errors: str,
) -> tuple[Incomplete, NDArray[uint8]]:
    """
    Reads Arrow's texts into Decimals; and the fate of each row.
    """

def parse_texts_words(
    buffers: tuple[Incomplete, Incomplete, Incomplete | None, SupportsIndex],
    style: str,
    errors: str,
) -> tuple[Incomplete, NDArray[uint8], int]:
    """
    Reads Arrow's texts into Arrow's decimal words: the words, the fate of each row, and the scale.
    """

def recompute(
    relation: str,
    inputs: SupportsGetItem[int, tuple[Any, SupportsIndex, str, bool]],
    figure: tuple[Any, SupportsIndex, str, bool] | None,
) -> tuple[Any | None, Any | None, Any | None, str | None, str | None]:
    """
    Recomputes a printed figure: `relation` is an indicator's id, or `sum`.
    """

def scenarios(
    inputs: SupportsLenAndGetItem[float | NDArray[float64]],
    outs: SupportsLenAndGetItem[NDArray[float64]] | None,
) -> list[NDArray[float64]]:
    """
    Both scenarios in one pass over columns of floats.
    """

def scenarios_exact(inputs: SupportsLenAndGetItem[Any], arrow: bool) -> list[Any]:
    """
    Both scenarios over exact columns.
    """
