"""The classes of the 2006 article, as ordered categoricals; what has no class has a reason."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sustenta import _core
from sustenta._columns import Call, gather
from sustenta._containers import PANDAS, SCALAR, kind_of
from sustenta._tabular import as_pandas, cells_of, library_of
from sustenta.errors import (
    ColumnTypeError,
    DuplicateKeyError,
    IndexMismatchError,
    LengthError,
    SettingError,
)
from sustenta.registry import CLASSIFICATIONS, REASONS, Lang, check_lang
from sustenta.statute import NO_YEAR, Reading, Sphere, year_column

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "classify_ec29_compliance",
    "classify_ec29_trend",
    "classify_execution",
    "classify_tax_effort",
]

#: Rows named in a message before it is cut short.
SHOWN = 10

Bands = Sequence[float | int | str | Decimal]


def classify_execution(
    executed: Any,
    transferred: Any,
    *,
    bands: Bands | None = None,
    lang: Lang = "pt",
    reasons: bool = False,
) -> Any:
    """Classify the execution of the money received: Ruim, Razoável or Bom.

    Above 90 % of what was received is Bom, from 70 to 90 % Razoável, below 70 % Ruim. The border is
    decided on the amounts (100·executed against 90·transferred), never on a rounded quotient.

    Parameters
    ----------
    executed, transferred : column or number
        The amounts, in one currency. Say which amount is "executed": disbursed, or with what is
        pending.
    bands : sequence of two numbers, optional
        Other borders, ascending, in %; the middle class keeps both.
    lang : {"pt", "en"}
        The language of the classes.
    reasons : bool
        Also give why a row has no class, and flag amounts executed above the amount transferred.

    Returns
    -------
    ordered categorical, in the container of the columns
        A lone pair gives the class as text, or None. With ``reasons=True`` a DataFrame:
        ``execution_class``, ``execution_class_reason`` (``not_transferred``, ``amount_negative``,
        ``input_missing``, ``amount_not_finite``) and ``executed_above_transferred``.

    Raises
    ------
    SettingError
        For bands that are not two ascending numbers.

    References
    ----------
    Pereira et al. 2006: Classificação dos municípios segundo a execução financeira.

    Examples
    --------
    >>> import sustenta as st
    >>> st.classify_execution(154882.41, 217500.00)
    'Razoável'
    >>> st.classify_execution([139101.00, 0], [226000.00, 0], reasons=True)
      execution_class execution_class_reason  executed_above_transferred
    0            Ruim                    NaN                       False
    1             NaN        not_transferred                       False
    """
    call = gather(("executed", "transferred"), (executed, transferred))
    judged = _judge("execution", "share", call, bands)
    extra = {"executed_above_transferred": judged[2] == 1} if reasons else None
    return _classes("execution", call, judged, lang, reasons=reasons, extra=extra)


def classify_tax_effort(
    first: Any = None,
    last: Any = None,
    *,
    change_pct: Any = None,
    bands: Bands | None = None,
    lang: Lang = "pt",
    reasons: bool = False,
) -> Any:
    """Classify the growth of the share of own taxes: Negativa, Conservadora or Positiva.

    A relative change above 10 % is Positiva, from 0 to 10 % Conservadora, below 0 Negativa.

    Parameters
    ----------
    first, last : column or number
        The share of directly collected taxes in total revenue (%) in the first and the last year.
    change_pct : column or number, optional
        The relative change itself, in %, instead of both.
    bands, lang, reasons
        As in `classify_execution`; the reasons are ``first_year_not_positive``,
        ``amount_negative``, ``input_missing`` and ``amount_not_finite``.

    Returns
    -------
    ordered categorical, in the container of the columns

    Raises
    ------
    SettingError
        For bands that are not two ascending numbers; for both forms at once, or neither.

    References
    ----------
    Pereira et al. 2006, Table 5.

    Examples
    --------
    >>> import sustenta as st
    >>> st.classify_tax_effort(20, 22)  # exactly 10 %
    'Conservadora'
    >>> st.classify_tax_effort(change_pct=57.86)
    'Positiva'
    """
    return _classify_change(
        "tax_effort", first, last, change_pct, bands=bands, lang=lang, reasons=reasons
    )


def classify_ec29_trend(
    first: Any = None,
    last: Any = None,
    *,
    change_pct: Any = None,
    bands: Bands | None = None,
    lang: Lang = "pt",
    reasons: bool = False,
) -> Any:
    """Classify the trend of the share applied in health: Negativa, Estável or Positiva.

    A relative change above 15 % is Positiva, from 0 to 15 % Estável, below 0 Negativa.

    Parameters
    ----------
    first, last : column or number
        The share applied (%) in the first and the last year.
    change_pct : column or number, optional
        The relative change itself, in %, instead of both.
    bands, lang, reasons
        As in `classify_tax_effort`.

    Returns
    -------
    ordered categorical, in the container of the columns

    Raises
    ------
    SettingError
        As in `classify_tax_effort`.

    References
    ----------
    Pereira et al. 2006, Table 7.

    Examples
    --------
    >>> import sustenta as st
    >>> st.classify_ec29_trend(11.0, 15.5, lang="en")
    'Positive'
    """
    return _classify_change(
        "ec29_trend", first, last, change_pct, bands=bands, lang=lang, reasons=reasons
    )


def classify_ec29_compliance(
    applied_pct: Any,
    year: Any,
    key: Any,
    *,
    due_pct: Any = None,
    sphere: Sphere = "municipality",
    reading: Reading = "uniform",
    start_pct: Any = None,
    own_law_pct: Any = None,
    lang: Lang = "pt",
    reasons: bool = False,
) -> pd.DataFrame:
    """Classify municipalities by whether they met the minimum in every year given.

    Positiva if every year met it, Negativa if any failed, with the failing years. A year that is
    not known makes no failure: without another failing year there is no class.

    Parameters
    ----------
    applied_pct : column
        The share applied, in %.
    year : column
        The year of each row.
    key : column, or DataFrame of several
        The municipality of each row.
    due_pct : column or number, optional
        The share due; by default the statute's of the year.
    sphere, reading, start_pct, own_law_pct
        As in `minimum_share_pct`.
    lang : {"pt", "en"}
        The language of the classes.
    reasons : bool
        Also give the column ``reason``: why a municipality has no class.

    Returns
    -------
    pandas.DataFrame
        A row a municipality, indexed by the key, in order of appearance: ``class`` (ordered
        categorical), ``failing_years`` (tuple), ``label`` (as the article prints it:
        ``Negativa (2002, 2004)``) and, with ``reasons=True``, ``reason``.

    Raises
    ------
    LengthError, IndexMismatchError
        For columns of different lengths or indexes.
    DuplicateKeyError
        For a municipality with two rows of one year; it lists the rows.
    SettingError
        For a row without its municipality.

    References
    ----------
    Pereira et al. 2006, Table 6.

    Examples
    --------
    >>> import sustenta as st
    >>> st.classify_ec29_compliance([10.0, 19.1, 16.6], [2002, 2003, 2004], ["E", "E", "E"])
            class failing_years            label
    key
    E    Negativa       (2002,)  Negativa (2002)
    """
    lang = check_lang(lang)
    names = ("applied_pct", "year", "due_pct", "start_pct", "own_law_pct")
    call = gather(names, (applied_pct, year, due_pct, start_pct, own_law_pct))
    years = year_column(call, 1)
    groups, index = _groups(key, call, years)
    applied, due, start, own_law = (call.inputs[place] for place in (0, 2, 3, 4))
    classify = _core.classify_compliance_exact if call.exact else _core.classify_compliance
    codes, why, failing = classify(
        groups,
        len(index),
        years,
        applied,
        None if due_pct is None else due,
        sphere,
        reading,
        start,
        own_law,
    )
    labels = class_labels("ec29_compliance", lang)
    classes = categorical(codes, labels)
    texts = [
        None
        if pd.isna(name)
        else f"{name} ({', '.join(str(year) for year in years)})"
        if years
        else name
        for name, years in zip(classes, failing, strict=True)
    ]
    columns = {
        "class": classes,
        "failing_years": [tuple(years) for years in failing],
        "label": texts,
    }
    if reasons:
        columns["reason"] = reason_column(why)
    return pd.DataFrame(columns, index=index)


def class_labels(id: str, lang: Lang) -> list[str]:
    """Give the classes of a classification, from the lowest, in a language."""
    return [entry["label"][lang] for entry in CLASSIFICATIONS[id]["classes"]]


def categorical(codes: NDArray[np.uint8], labels: list[str]) -> pd.Categorical[Any]:
    """Give codes (zero is missing, then the classes from the first up) as ordered classes."""
    dtype = pd.CategoricalDtype(labels, ordered=True)
    return pd.Categorical.from_codes(codes.astype(np.intp) - 1, dtype=dtype)


def reason_column(codes: NDArray[np.uint8]) -> pd.Categorical[Any]:
    """Give codes of reasons as a categorical of the reasons that occur; zero is none."""
    present = sorted({int(code) for code in np.unique(codes)} - {0})
    place = np.full(256, -1, dtype=np.intp)
    place[present] = np.arange(len(present), dtype=np.intp)
    dtype = pd.CategoricalDtype([REASONS[code - 1] for code in present])
    return pd.Categorical.from_codes(place[codes], dtype=dtype)


def _classify_change(
    id: str,
    first: Any,
    last: Any,
    change_pct: Any,
    *,
    bands: Bands | None,
    lang: Lang,
    reasons: bool,
) -> Any:
    if change_pct is not None:
        if first is not None or last is not None:
            raise SettingError(
                "give `first` and `last`, or `change_pct`, not both",
                argument="change_pct",
                problem="given beside first and last",
            )
        call = gather(("change_pct",), (change_pct,))
        return _classes(id, call, _judge(id, "given", call, bands), lang, reasons=reasons)
    if first is None or last is None:
        raise SettingError(
            "give `first` and `last`, or `change_pct`",
            argument="first" if first is None else "last",
            problem="not given",
        )
    call = gather(("first", "last"), (first, last))
    return _classes(id, call, _judge(id, "change", call, bands), lang, reasons=reasons)


def _judge(id: str, form: str, call: Call, bands: Bands | None) -> tuple[Any, Any, Any]:
    classify = _core.classify_decimals if call.exact else _core.classify
    second = call.inputs[1] if form != "given" else None
    return classify(id, form, call.inputs[0], second, cuts(bands))


def cuts(bands: Any) -> list[str] | None:
    """Give the borders as the decimals that they print; None for the article's own."""
    if bands is None:
        return None
    listed = isinstance(bands, Sequence) and not isinstance(bands, (str, bytes))
    if listed or (isinstance(bands, np.ndarray) and bands.ndim == 1):
        return [str(cut.item() if isinstance(cut, np.generic) else cut) for cut in bands]
    raise SettingError(
        f"`bands` is {bands!r}; expected the borders as ascending numbers, such as [70, 90]",
        argument="bands",
        problem="not a sequence of numbers",
    )


def _classes(
    id: str,
    call: Call,
    judged: tuple[Any, Any, Any],
    lang: Lang,
    *,
    reasons: bool,
    extra: dict[str, Any] | None = None,
) -> Any:
    codes, why, _ = judged
    shape = call.container.shape
    if len(shape) > 1:
        raise ColumnTypeError(
            f"the columns have shape {shape}; classes are a column: give arrays of one dimension "
            "(`.ravel()`)",
            argument=id,
            found=str(shape),
        )
    labels = class_labels(id, check_lang(lang))
    name = f"{id}_class"
    if not reasons:
        return call.container.labels(codes, labels, name)
    index = call.container.index if call.container.kind == PANDAS else None
    classes = categorical(codes, labels)
    columns = {name: classes, f"{name}_reason": reason_column(why), **(extra or {})}
    return pd.DataFrame(columns, index=index)


def _groups(key: Any, call: Call, years: NDArray[np.int32]) -> tuple[NDArray[np.int64], pd.Index]:
    """Number the municipalities in order of appearance; each has one row a year."""
    index = _key_index(key)
    rows, shared = call.container.rows, call.container.index
    if len(index) != rows:
        raise LengthError(
            f"`key` has {len(index)} rows and the other columns have {rows}",
            argument="key",
            found=len(index),
            expected=rows,
        )
    labelled = shared is not None and isinstance(key, (pd.Series, pd.DataFrame))
    if labelled and not key.index.equals(shared):
        raise IndexMismatchError(
            "`key` has another index than the other columns; bring them to one first "
            "(`.reindex`, or take them from one DataFrame)",
            argument="key",
        )
    missing = index.to_frame().isna().any(axis=1).to_numpy()
    if missing.any():
        problem = f"missing at row {int(missing.argmax())}"
        raise SettingError(
            f"`key` is {problem}; every row needs its municipality",
            argument="key",
            problem=problem,
        )
    codes = index.factorize()[0].astype(np.int64)
    twice = pd.DataFrame({"code": codes, "year": years}).duplicated(keep=False).to_numpy()
    repeated = np.flatnonzero(twice & (years != NO_YEAR)).tolist()
    if repeated:
        raise DuplicateKeyError(
            f"`key` and `year` repeat in rows {', '.join(map(str, repeated[:SHOWN]))}"
            f"{' and others' if len(repeated) > SHOWN else ''}; "
            "each municipality has one row a year",
            key=[str(name) for name in index.names],
            rows=repeated,
        )
    return codes, index.unique()


def _key_index(key: Any) -> pd.Index:
    if library_of(key) is not None:
        return pd.MultiIndex.from_frame(as_pandas(key, "key"))
    if kind_of(key) in (None, SCALAR):
        key = cells_of(key, "key", "a column with the municipality of each row")
    index: pd.Index = pd.Index(key)
    if index.nlevels == 1:
        index.name = getattr(key, "name", None) or "key"
    return index
