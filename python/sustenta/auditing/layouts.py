"""What readers give, laid out as the shipped rule sets take it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

import pandas as pd

from sustenta.errors import ColumnTypeError, SettingError

__all__ = ["annex12", "siops"]

_NEEDED: Final = ("code", "year", "period", "stage", "indicator", "value", "note", "item", "group")
_REPORT: Final = ["code", "year", "order"]
_LINE: Final = [*_REPORT, "group", "item", "stage"]
#: How many reports close the year, by what a period is called.
_CLOSING: Final = {"bimestre": 6, "quadrimestre": 3, "semestre": 2}
#: The share applied, by the stage of the expenditure that it is reckoned on.
_SHARES: Final = {"liquidada": "applied_pct_liquidated", "anexo_12": "applied_pct_form"}


def annex12(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Lay the RREO's health annex out as the rule set ``rreo`` takes it.

    Parameters
    ----------
    frame : pandas.DataFrame
        Tidy rows, as `sources.rreo.read_annex12` gives them. Rows with a ``note`` are left out.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``base``, a row a report, and ``expenditure``, a row a line of it, as the rule set explains
        them. Figures are decimals with the digits that were read. A figure that two tables give
        alike is there once.

    Raises
    ------
    ColumnTypeError
        Where the frame lacks a column.
    SettingError
        Where two rows give different figures for one line of the base.
    """
    lacking = [name for name in _NEEDED if name not in frame.columns]
    if lacking:
        raise ColumnTypeError(
            f"the frame lacks {', '.join(lacking)}; give what sources.rreo.read_annex12 gives",
            argument="frame",
            found=", ".join(map(str, frame.columns)),
        )
    read = frame[frame["note"].isna() & frame["value"].notna() & frame["year"].notna()]
    kinds = read["period"].astype(str).str.extract(r"^(\d)\D*?(bimestre|quadrimestre|semestre)")
    read = read.assign(order=kinds[0], cadence=kinds[1]).dropna(subset=["order"])
    # A town may publish some lines by four months and others at the year's end by two.
    usual = read.groupby(["code", "year"], dropna=False)["cadence"].transform(_most)
    read = read[read["cadence"] == usual].copy()
    read["order"] = read["order"].astype(int)
    read["amount"] = pd.Series(map(_decimal, read["value"]), read.index, dtype=object)
    return {"base": _base(read), "expenditure": _expenditure(read)}


def siops(frame: pd.DataFrame) -> pd.DataFrame:
    """Lay SIOPS's tidy rows out as the rule set ``siops`` takes them, their printed digits kept.

    Parameters
    ----------
    frame : pandas.DataFrame
        Tidy rows, as the readers of SIOPS give them. Rows with a ``note`` and rows without an
        indicator are left out.

    Returns
    -------
    pandas.DataFrame
        A row a municipality (``code``) and year, a column an indicator: decimals with the digits
        that the source prints, missing (None) where it prints none.
    """
    read = frame[frame["note"].isna() & frame["indicator"].notna()].copy()
    amounts = map(_printed, read["printed"], read["value"])
    read["amount"] = pd.Series(amounts, read.index, dtype=object)
    return _wide(read, ["code", "year"])


def _base(read: pd.DataFrame) -> pd.DataFrame:
    lines = read[read["indicator"].notna() & read["item"].isna()].copy()
    shares = lines["indicator"] == "ec29_applied_pct"
    lines.loc[shares, "indicator"] = lines.loc[shares, "stage"].map(_SHARES)
    lines = lines[lines["indicator"].notna() & (shares | lines["stage"].isna())]
    base = _wide(lines, _REPORT)
    closing = read.drop_duplicates(_REPORT).set_index(_REPORT)["cadence"].map(_CLOSING)
    last = closing.reindex(pd.MultiIndex.from_frame(base[_REPORT])).to_numpy()
    base["closes_year"] = ["yes" if yes else "no" for yes in base["order"].to_numpy() == last]
    return base


def _wide(lines: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Lay lines out with a column an indicator; what two lines say alike stands once."""
    lines = lines.drop_duplicates([*key, "indicator", "amount"])
    twice = lines[lines.duplicated([*key, "indicator"])]
    if len(twice):
        where = ", ".join(f"{name} {twice.iloc[0][name]}" for name in (*key, "indicator"))
        raise SettingError(
            f"two rows give different figures for {where}; give the rows of one source",
            argument="frame",
            found=where,
            expected="one figure for each",
        )
    wide = lines.set_index([*key, "indicator"])["amount"].unstack()  # noqa: PD010  Decimals
    wide = wide.astype(object).where(wide.notna(), None).rename_axis(columns=None)
    return wide.reset_index()


def _expenditure(read: pd.DataFrame) -> pd.DataFrame:
    of_group = read["group"].notna() & read["item"].notna() & read["stage"].notna()
    lines = read[of_group].drop_duplicates([*_LINE, "amount"])
    lines = lines[[*_LINE, "amount"]].reset_index(drop=True)
    lines["level"] = ["total" if item == "total" else "item" for item in lines["item"]]
    return lines


def _most(values: pd.Series[Any]) -> Any:
    return values.value_counts().index[0]


def _decimal(value: float) -> Decimal:
    """Give an amount with its centavos, a share with the digits that it prints."""
    figure = Decimal(repr(float(value)))
    places = Decimal("0.01")
    return figure.quantize(places) if figure == figure.quantize(places) else figure


def _printed(text: object, value: Any) -> Decimal | None:
    """Give a figure with as many decimals as its source prints."""
    if pd.isna(value):
        return None
    decimals = re.search(r",(\d+)\D*$", str(text))
    places = len(decimals[1]) if decimals else 0
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places))
