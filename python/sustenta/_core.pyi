"""
The Rust core. Import `sustenta`, not this.
"""

from typing import Any, Final, SupportsFloat, SupportsIndex, final

from _typeshed import Incomplete, SupportsGetItem, SupportsLenAndGetItem
from numpy import float64, uint8
from numpy.typing import NDArray

__all__ = [
    "__version__",
    "optimised",
    "Confronted",
    "RulePlan",
    "catalogue",
    "class_standings",
    "classify",
    "classify_compliance",
    "classify_compliance_exact",
    "classify_decimals",
    "classify_panel_compliance",
    "classify_share_change",
    "classify_share_change_decimals",
    "compound_growth",
    "compound_growth_exact",
    "concentration_points",
    "decompose_inequality",
    "effort_and_base",
    "evaluate",
    "evaluate_exact",
    "evaluate_of_quotients",
    "evaluate_steps",
    "exchanges",
    "expression_columns",
    "format_decimals",
    "format_floats",
    "gaps",
    "gaps_by_law",
    "gaps_exact",
    "inequality_measure",
    "inequality_replicates",
    "lines_with",
    "localise_cells",
    "localise_ground",
    "locate",
    "lorenz_points",
    "met_by_law",
    "minimum_amounts",
    "minimum_shares",
    "minimum_shares_exact",
    "name_slips",
    "normal_expression",
    "parse_objects",
    "parse_objects_exact",
    "parse_texts",
    "parse_texts_exact",
    "parse_texts_words",
    "philox_words",
    "plan_teams",
    "project_cover",
    "project_draws",
    "project_fits",
    "project_lines",
    "project_pool",
    "project_ranges",
    "rearrangements",
    "recompute",
    "scenarios",
    "scenarios_exact",
    "slip_labels",
    "suffices",
    "sum_products",
    "yearly_levels",
]

__version__: Final[str]
"""
The version of the core, to be compared with that of the package.
"""

optimised: Final[bool]
"""
Whether the core was built with optimisation.
"""

@final
class Confronted:
    """
    Rules confronted with tables.
    """
    def counts(self, /) -> list[list[int]]:
        """
        How many of each rule's verdicts are satisfied, violated, undecided and failed.
        """
    def details(
        self, /, places: SupportsGetItem[int, SupportsIndex]
    ) -> tuple[list[list[str | None]], list[str | None], list[list[list[str]]]]:
        """
        What some verdicts rest on, by their places in `outcomes`.
        """
    def outcomes(self, /) -> tuple[Incomplete, Incomplete, Incomplete]:
        """
        The rule, the row and the verdict (in the order of `counts`) of every verdict.
        """

@final
class RulePlan:
    """
    Rules that know in which columns their figures are.
    """
    def __new__(cls, /, rules: str, schemas: str) -> RulePlan:
        """
        Finds the columns of every rule; both arguments are JSON.
        """
    def chosen(self, /) -> tuple[list[int], list[tuple[int, str]]]:
        """
        Which rule each plan is of, and the rules left out with the names that they miss.
        """
    def confront(
        self,
        /,
        tables: SupportsGetItem[
            int,
            tuple[
                SupportsIndex,
                SupportsGetItem[int, tuple[Incomplete, SupportsGetItem[int, str]]],
                SupportsGetItem[int, tuple[Any, SupportsIndex | None]],
            ],
        ],
    ) -> Confronted:
        """
        Lays the rules over tables: for each its rows, its labels (codes and texts) and its figures
        (values, and the decimals that the caller says they were rounded to).
        """
    def needs(self, /) -> list[tuple[list[str], list[str]]]:
        """
        The columns that are asked of each table: as figures, and as labels.
        """
    def ranges(self, /) -> list[tuple[int, str, list[int]]]:
        """
        On what each rule stands: its table, `rows`, `groups` or `once`, and the labels of its groups.
        """

def catalogue() -> str:
    """
    The registry as JSON: indicators, quantities, classifications, reasons.
    """

def class_standings(
    id: str,
    form: str,
    inputs: SupportsGetItem[int, Any],
    doubts: SupportsGetItem[int, tuple[SupportsIndex | None, str | None]],
    bands: SupportsGetItem[int, str] | None,
    dues: Any | None,
    rows: SupportsIndex,
    exact: bool,
) -> tuple[list[NDArray[uint8]], NDArray[uint8], list[Any]]:
    """
    Where each row stands: its class and those that are possible, its value and the nearest border.

    `inputs` are the figures of the form; two of them a share where it is one of amounts. `dues` replaces the borders.
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

def compound_growth(
    inputs: SupportsGetItem[int, float | NDArray[float64]], errors: str
) -> Incomplete:
    """
    Compound growth a year, in per cent.
    """

def compound_growth_exact(inputs: SupportsGetItem[int, Any], errors: str, arrow: bool) -> Any:
    """
    Compound growth a year over exact columns.
    """

def concentration_points(
    values: Incomplete, ranks: Incomplete, weights: Incomplete
) -> list[tuple[float, float]]:
    """
    The points of a concentration curve, in per cent.
    """

def decompose_inequality(
    measure: str, values: Incomplete, weights: Incomplete, groups: Incomplete
) -> list[tuple[float, float, float, float, float, float]]:
    """
    A Theil index by groups.
    """

def effort_and_base(
    inputs: SupportsGetItem[int, Any],
    interaction: str,
    shares: bool,
    rows: SupportsIndex,
    exact: bool,
) -> tuple[list[Any], NDArray[uint8]]:
    """
    Growth, effort, base, interaction and both spendings of each row, and the codes of the reasons. With `shares`, the first
    two inputs are the shares applied.
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

def exchanges(
    confronted: Confronted,
) -> list[
    tuple[str, list[tuple[tuple[int, str, int, str], tuple[int, str, int, str]]], list[int], int]
]:
    """
    The exchanges of cells that mend several rules of confronted tables at once.
    """

def expression_columns(expression: str) -> list[str]:
    """
    The columns whose figures an expression names, whatever their tables.
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

def inequality_measure(
    statistic: str,
    columns: SupportsGetItem[int, Incomplete],
    weights: Incomplete,
    settings: SupportsGetItem[int, SupportsFloat | SupportsIndex],
    jackknife: bool,
) -> tuple[float, float | None]:
    """
    A measure, and its standard error by the jackknife where that is asked for.
    """

def inequality_replicates(
    statistic: str,
    columns: SupportsGetItem[int, Incomplete],
    weights: Incomplete,
    settings: SupportsGetItem[int, SupportsFloat | SupportsIndex],
    counts: Incomplete,
) -> Incomplete:
    """
    A measure where each unit is there so often; as many counts a replicate as there are units.
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

def localise_cells(
    cells: SupportsGetItem[
        int, tuple[tuple[str, str, bool, bool] | None, str, SupportsIndex, SupportsIndex]
    ],
    rules: SupportsGetItem[
        int,
        tuple[
            tuple[SupportsGetItem[int, tuple[SupportsIndex, str]], str],
            str,
            tuple[
                str,
                tuple[SupportsGetItem[int, tuple[SupportsIndex, str]], str],
                tuple[SupportsGetItem[int, tuple[SupportsIndex, str]], str],
            ]
            | None,
        ],
    ],
    slips: SupportsGetItem[int, tuple[SupportsIndex, str, str]],
    most_weight: SupportsIndex,
    most_solutions: SupportsIndex,
) -> list[
    tuple[
        list[int],
        int | None,
        bool,
        list[list[int]],
        list[list[int]],
        list[int],
        list[
            tuple[
                int,
                tuple[str | None, bool],
                tuple[str | None, bool],
                list[str] | None,
                str | None,
                str | None,
                str,
                str,
                list[int],
            ]
        ],
    ]
]:
    """
    The errors of one set of cells, group by group, at any magnitude: every number is a text.
    """

def localise_ground(
    rules: SupportsGetItem[
        int,
        tuple[
            tuple[SupportsGetItem[int, tuple[SupportsIndex, str]], str],
            str,
            tuple[
                str,
                tuple[SupportsGetItem[int, tuple[SupportsIndex, str]], str],
                tuple[SupportsGetItem[int, tuple[SupportsIndex, str]], str],
            ]
            | None,
        ],
    ],
    lows: SupportsGetItem[int, Incomplete],
    highs: SupportsGetItem[int, Incomplete],
    weights: SupportsGetItem[int, SupportsIndex],
    most_weight: SupportsIndex,
    most_solutions: SupportsIndex,
) -> list[tuple[int, int | None, bool, list[list[int]]]]:
    """
    The errors of many records under one set of rules: a column of lower and one of upper ends a cell, NaN
    where it is missing; only the records with errors are given. A float is the decimal that it prints.
    """

def locate(
    confronted: Confronted,
    most_weight: SupportsIndex,
    most_solutions: SupportsIndex,
    progress: Any | None,
) -> list[
    tuple[
        list[int],
        int | None,
        bool,
        list[list[str]],
        list[list[str]],
        list[
            tuple[
                tuple[int, str, int | None, str],
                str | None,
                str | None,
                str | None,
                str | None,
                str | None,
                str,
                str,
                list[int],
                list[list[str]],
            ]
        ],
    ]
]:
    """
    The errors of confronted tables, group by group; `progress` is told how many groups of how many are done.
    """

def lorenz_points(values: Incomplete, weights: Incomplete) -> list[tuple[float, float]]:
    """
    The points of a Lorenz curve, in per cent.
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

def name_slips(
    text: str,
    low: str,
    high: str,
    style: str,
    kind: str,
    decimals: SupportsIndex | None,
    negative: str,
    neighbours: SupportsGetItem[int, str],
) -> tuple[bool, list[tuple[str, str, Any]], list[tuple[str, Any]] | None]:
    """
    Names the slips that turn a number from `low` to `high`, both fractions as text, into the text.
    """

def normal_expression(expression: str) -> str:
    """
    Reads an expression and writes it again, in the one way that it is written.
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

def philox_words(
    key: SupportsLenAndGetItem[SupportsIndex],
    municipality: SupportsIndex,
    component: SupportsIndex,
    block: SupportsIndex,
    count: SupportsIndex,
) -> Incomplete:
    """
    The first words of a stream, as `numpy.random.Philox(key=key, counter=[0, block, component, municipality])` draws them.
    """

def plan_teams(
    money: tuple[SupportsGetItem[int, Any], SupportsGetItem[int, bool]],
    population: Any,
    cost: Any,
    teams: Any,
    persons: SupportsIndex,
    schedule: tuple[SupportsGetItem[int, tuple[str, str]], str, SupportsIndex | None, str] | None,
    rows: SupportsIndex,
    exact: bool,
) -> tuple[list[Any], tuple[list[list[int | None]], NDArray[uint8]]]:
    """
    The teams that each row's money pays for.
    """

def project_cover(
    given: Incomplete, first: SupportsIndex, end: SupportsIndex, required_pc: Incomplete
) -> Incomplete:
    """
    How often the margin covers what is required, in per cent of the draws: for each municipality from `first` to before `end`
    and each year, in that year and in all years up to it.
    """

def project_draws(given: Incomplete, number: SupportsIndex) -> Incomplete | None:
    """
    The draws themselves of one municipality: year after year every quantity's; none where it has no noise to draw from.
    """

def project_fits(given: Incomplete) -> tuple[NDArray[uint8], Incomplete, Incomplete]:
    """
    Says of each municipality whether it has a line.
    """

def project_lines(given: Incomplete) -> Incomplete:
    """
    The amounts on the lines: municipality after municipality, year after year, every quantity.
    """

def project_pool(given: Incomplete) -> tuple[Incomplete, int, int] | None:
    """
    Gives the residuals of all municipalities that have any, row after row; none where nobody has.
    """

def project_ranges(
    given: Incomplete,
    first: SupportsIndex,
    end: SupportsIndex,
    probabilities: SupportsGetItem[int, SupportsFloat | SupportsIndex],
) -> Incomplete:
    """
    The quantiles of the draws of the municipalities from `first` to before `end`: for each and each year every quantity's, for
    ascending probabilities.
    """

def rearrangements(
    columns: SupportsGetItem[
        int,
        tuple[
            str,
            str,
            SupportsGetItem[int, str | None],
            SupportsGetItem[int, SupportsGetItem[int, str] | None],
        ],
    ],
    orders: SupportsGetItem[int, SupportsGetItem[int, SupportsIndex]],
) -> str:
    """
    Looks for what explains the printed places of some columns; each order names the line of each row. Counts are
    hexadecimal: of decimals Python reads 4,300 digits, which 2,000 rows have more than.
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

def slip_labels() -> list[tuple[str, str, str]]:
    """
    The list of slips: name, Portuguese and English label.
    """

def suffices(potential: Any, expenditure: Any, planned: Any, rows: SupportsIndex) -> NDArray[uint8]:
    """
    Whether the potential suffices for expenditure and plan: 1 yes, 2 no, 0 not known.
    """

def sum_products(
    groups: Incomplete, count: SupportsIndex, values: Any, factors: Any, exact: bool
) -> tuple[Any, list[int]]:
    """
    The sums of `values · factors` by group, and how many rows of each are missing.
    """

def yearly_levels(
    years: Incomplete, months: Incomplete, levels: Incomplete, basis: str
) -> list[tuple[int, str | None, str]]:
    """
    The level of each year, from levels of months (0: of the year as a whole).
    """
