"""B7: a national file of SICONFI's annual accounts, 1 GB of text, down to its health panel."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
from timing import Target, in_turn, table

from sustenta.sources import municipalities, siconfi

SIZE = 1 << 30
GROUPS = (
    "Despesas Empenhadas",
    "Despesas Liquidadas",
    "Despesas Pagas",
    "Inscrição de Restos a Pagar Não Processados",
    "Inscrição de Restos a Pagar Processados",
)
STAGES = {"Despesas Empenhadas": "empenhada", "Despesas Liquidadas": "liquidada"}
STAGES |= {"Despesas Pagas": "paga"}
HEALTH = "10 - Saúde"
COLUMNS = "Instituição;Cod.IBGE;UF;População;Coluna;Conta;Identificador da Conta;Valor"
TITLES = "Exercício: 2022\nEscopo: Municípios\nTabela: Despesas por Função (Anexo I-E)\n"

#: Reads a file and prints the most memory that this took, in MB.
MEMORY = """
import pathlib, sys
from sustenta.sources import siconfi
siconfi.scan_dca(sys.argv[1])
status = pathlib.Path("/proc/self/status").read_text()
print(int(status.partition("VmHWM:")[2].split()[0]) // 1024)
"""


def write(path: Path, size: int) -> None:
    """Write the accounts of all municipalities in the site's layout, up to a size."""
    rng = np.random.default_rng(2006)
    others = [f"{one:02d} - Função {one}" for one in range(1, 29) if one != 10]
    parts = [
        f"{function:02d}.{part} - Subfunção" for function in range(1, 29) for part in (301, 302)
    ]
    places = municipalities.table()[["code", "municipality", "uf"]].to_numpy().tolist()
    accounts = [HEALTH, *others, *parts]
    with path.open("w", encoding="latin-1", newline="") as file:
        file.write(TITLES + COLUMNS + "\n")
        # The same municipality stands once; more accounts make a larger file.
        while size > 0:
            for code, name, uf in places:
                head = f"Prefeitura Municipal de {name} - {uf};{code};{uf};1000;"
                amounts = iter(rng.integers(0, 10**10, len(GROUPS) * len(accounts)).tolist())
                text = "".join(
                    f'{head}"{group}";"{account}";"siconfi-cor_TotalDespesas";'
                    f"{(cents := next(amounts)) // 100},{cents % 100:02d}\n"
                    for group in GROUPS
                    for account in accounts
                )
                size -= file.write(text)
                if size <= 0:
                    break
            accounts = [f"Conta {number} do plano" for number in range(len(accounts))]


def panel(codes: pd.Series, groups: pd.Series, values: pd.Series) -> pd.DataFrame:
    """Lay the health expenditure out: a row a municipality, a column a stage."""
    long = pd.DataFrame({"code": codes.astype(str), "stage": groups, "value": values})
    return long.pivot_table(index="code", columns="stage", values="value", aggfunc="sum")


def ours(path: Path) -> pd.DataFrame:
    read = siconfi.scan_dca(path)
    read = read[read["indicator"] == "health_expenditure"]
    return panel(read["code"], read["stage"].astype(object), read["value"])


def with_pandas(path: Path) -> pd.DataFrame:
    read = pd.read_csv(path, sep=";", skiprows=3, decimal=",", encoding="latin-1")
    read = read[(read["Conta"] == HEALTH) & read["Coluna"].isin(list(STAGES))]
    return panel(read["Cod.IBGE"], read["Coluna"].map(STAGES).astype(object), read["Valor"])


def with_polars(path: Path) -> pd.DataFrame:
    read = pl.read_csv(
        path,
        separator=";",
        skip_rows=3,
        decimal_comma=True,
        encoding="latin-1",
        schema_overrides={"Valor": pl.Float64},
    )
    kept = read.filter((pl.col("Conta") == HEALTH) & pl.col("Coluna").is_in(list(STAGES)))
    found = kept.select("Cod.IBGE", "Coluna", "Valor").to_pandas()
    return panel(found["Cod.IBGE"], found["Coluna"].map(STAGES).astype(object), found["Valor"])


def peak(path: Path) -> int:
    """Give the most memory that our reading takes, in MB, in a process of its own."""
    command = [sys.executable, "-c", MEMORY, str(path)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main(size: int = SIZE) -> list[Target]:
    """Check that all ways agree, time them, and hold them against the targets."""
    with tempfile.TemporaryDirectory() as folder:
        path, quarter = Path(folder) / "whole.csv", Path(folder) / "quarter.csv"
        write(path, size)
        write(quarter, size // 4)
        expected = ours(path)
        for way in (with_pandas, with_polars):
            if not np.allclose(way(path), expected, rtol=1e-12):
                sys.exit(f"B7: {way.__name__} gives another panel")
        timings = in_turn(
            {
                "sustenta": partial(ours, path),
                "pandas": partial(with_pandas, path),
                "polars": partial(with_polars, path),
            },
            turns=3,
        )
        rows = len(expected)
        print(f"\nB7 a file of {path.stat().st_size / 1e6:,.0f} MB to a panel of {rows:,} rows")
        print(table(timings, "sustenta"))
        print(f"  memory at a quarter and at the whole: {peak(quarter)} MB, {peak(path)} MB")
    mine = timings["sustenta"].median
    return [Target("B7 pandas ÷ ours", timings["pandas"].median / mine, 3)]


if __name__ == "__main__":
    print(*main(), sep="\n")
