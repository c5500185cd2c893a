"""What was found of the printed order of a table: blocks, explanations, and the words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from sustenta._html import in_language
from sustenta._interpreted import Interpreted
from sustenta.figures import format_figures
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Block", "Explanation", "Rearrangement", "Unserved"]

_WORDS: Final = {
    "pt": {
        "and": " e ",
        "head": "{rows} linhas por {key}.",
        "straight": "Cabem ao lado dos rótulos impressos: {columns}.",
        "all": "A ordem impressa é possível.",
        "block": "{columns}: {misfits} de {cells} células não cabem ao lado dos rótulos impressos.",
        "first": "Explica todas: {step}.",
        "partly": "Explica {settles}, restam {remains}: {step}.",
        "more": "Mais {count} em .explanations.",
        "none": "Nenhuma troca e nenhuma das ordens procuradas as explica todas.",
        "count": "De {orders} ordens possíveis das linhas, {count}.",
        "no": "não cabe nenhuma",
        "one": "cabe uma só",
        "many": "cabem {count}",
        "uncounted": "quantas cabem não foi contado",
        "unserved": "Nenhuma ordem as acerta: {why}.",
        "no_line": "nenhuma linha impressa serve para {rows}",
        "few_lines": "para {rows} servem só as linhas impressas de {lines}",
        "one_line": "para {rows} serve só a linha impressa de {lines}",
        "whole": "Trocar rótulos de linhas inteiras não acerta a tabela: {why}.",
        "whole_one": "Trocar rótulos de linhas inteiras acerta a tabela: {count}.",
        "order": "lidas de cima para baixo na ordem {name} ({keys})",
        "rows": "as células de {one} e {other} trocadas entre si",
        "labels": "os rótulos {one} e {other} trocados entre si",
        "rows_round": "as células de {rows} em lugares trocados ({places})",
        "labels_round": "os rótulos {rows} em lugares trocados ({places})",
        "place": "em {one}, as de {other}",
        "columns": "em {one}, as células de {columns} trocadas entre si",
        "shift_down": "de {one} a {other}, as células estão uma linha abaixo da sua",
        "shift_up": "de {one} a {other}, as células estão uma linha acima da sua",
        "repeated_row": "a linha de {one} repete a de {other}",
        "repeated_column": "a coluna {one} repete a coluna {other}",
    },
    "en": {
        "and": " and ",
        "head": "{rows} rows by {key}.",
        "straight": "These fit beside the printed labels: {columns}.",
        "all": "The printed order is possible.",
        "block": "{columns}: {misfits} of {cells} cells do not fit beside the printed labels.",
        "first": "This explains all of them: {step}.",
        "partly": "This explains {settles}, and leaves {remains}: {step}.",
        "more": "{count} more in .explanations.",
        "none": "No exchange, and none of the orders looked for, explains them all.",
        "count": "Of {orders} possible orders of the rows, {count}.",
        "no": "none fits",
        "one": "one alone fits",
        "many": "{count} fit",
        "uncounted": "how many fit was not counted",
        "unserved": "No order mends them: {why}.",
        "no_line": "no printed line serves {rows}",
        "few_lines": "only the printed lines of {lines} serve {rows}",
        "one_line": "only the printed line of {lines} serves {rows}",
        "whole": "No exchange of the labels of whole rows mends the table: {why}.",
        "whole_one": "Exchanging the labels of whole rows mends the table: {count}.",
        "order": "read from top to bottom in the order {name} ({keys})",
        "rows": "the cells of {one} and {other} exchanged",
        "labels": "the labels {one} and {other} exchanged",
        "rows_round": "the cells of {rows} in each other's places ({places})",
        "labels_round": "the labels {rows} in each other's places ({places})",
        "place": "beside {one}, those of {other}",
        "columns": "in {one}, the cells of {columns} exchanged",
        "shift_down": "from {one} to {other}, the cells stand one line below their own",
        "shift_up": "from {one} to {other}, the cells stand one line above their own",
        "repeated_row": "the row of {one} repeats that of {other}",
        "repeated_column": "the column {one} repeats the column {other}",
    },
}

#: So many keys are named one by one.
_NAMED: Final = 6


class Unserved(NamedTuple):
    """Rows that can have fewer printed lines between them than they are."""

    #: The rows, by their keys.
    rows: tuple[str, ...]
    #: The lines that they may have, by the keys printed beside them.
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A move that explains cells which do not fit where they are printed.

    Attributes
    ----------
    kind : str
        ``order``, ``rows`` (two rows have each other's cells in these columns), ``labels`` (and
        all other columns allow it), ``columns`` (in one row), ``shift_down``, ``shift_up``,
        ``repeated_row``, ``repeated_column``.
    columns : tuple of str
        The columns that it moves.
    rows : tuple of str
        The rows, by their keys: for an order, all of them in that order. More than two rows or
        labels went round: beside each stand the cells of the next, and beside the last the first's.
    name : str
        The name of the order; empty for other kinds.
    settles, remains, moves : int
        How many cells fit after it that did not, how many cells of its columns still do not, and
        how many cells it moves.
    """

    kind: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    name: Mapping[str, str]
    settles: int
    remains: int
    moves: int

    def text(self, lang: Lang = "pt") -> str:
        """Say what was moved, in words."""
        words = _WORDS[check_lang(lang)]
        if self.kind == "order":
            return words["order"].format(name=self.name[lang], keys=_few(self.rows))
        if self.kind == "columns":
            return words["columns"].format(one=self.rows[0], columns=_listed(self.columns, lang))
        if self.kind == "repeated_column":
            return words[self.kind].format(one=self.columns[0], other=self.rows[0])
        if self.kind in {"rows", "labels"} and len(self.rows) > 2:  # noqa: PLR2004  not a pair
            pairs = zip(self.rows, [*self.rows[1:], self.rows[0]], strict=True)
            places = "; ".join(words["place"].format(one=a, other=b) for a, b in pairs)
            rows = ", ".join(sorted(self.rows))
            return words[f"{self.kind}_round"].format(rows=rows, places=places)
        return words[self.kind].format(one=self.rows[0], other=self.rows[-1])


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that do not fit beside the printed labels, and were moved together.

    Attributes
    ----------
    columns : tuple of str
        Their names.
    misfits : tuple of (str, str)
        The cells that do not fit: the key printed beside, and the column.
    explanations : tuple of Explanation
        What explains them; first what leaves the least and moves the fewest cells.
    fitting : int or None
        How many orders of the rows fit all of these columns; None where that was not counted.
    unserved : Unserved or None
        Where no order fits: why.
    """

    columns: tuple[str, ...]
    misfits: tuple[tuple[str, str], ...]
    explanations: tuple[Explanation, ...]
    fitting: int | None
    unserved: Unserved | None


@dataclass(frozen=True, eq=False, repr=False)
class Rearrangement(Interpreted):
    """Whether a table can stand in its printed order, and what explains it where it cannot.

    Attributes
    ----------
    key : tuple of str
        The columns that label a row.
    rows : int
        How many rows there are.
    orders : int
        In how many orders they could stand: the factorial of `rows`.
    straight : tuple of str
        The columns that fit beside the printed labels.
    blocks : tuple of Block
        The others.
    whole : Unserved or None
        Where no exchange of the labels of whole rows mends all columns at once: why.
    whole_fitting : int or None
        How many orders of whole rows fit; None where that was not counted.
    order : pandas.DataFrame
        One row a block and printed line: ``columns``; ``line``, from 1; ``printed``, the key beside
        it; ``belongs_to``, the key whose cells the best explanation, or else any order that fits,
        finds there; ``only``, whether every order that fits says so.
    lang : {"pt", "en"}
        The language of ``repr``.
    """

    key: tuple[str, ...]
    rows: int
    orders: int
    straight: tuple[str, ...]
    blocks: tuple[Block, ...]
    whole: Unserved | None
    whole_fitting: int | None
    order: pd.DataFrame
    lang: Lang = "pt"

    @property
    def fits(self) -> bool:
        """Whether the printed order is possible."""
        return not self.blocks

    @property
    def explanations(self) -> pd.DataFrame:
        """What explains the cells that do not fit.

        One row an explanation: ``columns``, ``kind``, ``rows``, ``settles``, ``remains``,
        ``moves``, ``fitting`` (how many orders fit the block, as a whole number or None) and
        ``text``. A block that nothing explains has no row.
        """
        rows: list[dict[str, Any]] = [
            {
                "columns": ", ".join(found.columns),
                "kind": found.kind,
                "rows": ", ".join(found.rows),
                "settles": found.settles,
                "remains": found.remains,
                "moves": found.moves,
                "fitting": block.fitting,
                "text": found.text(self.lang),
            }
            for block in self.blocks
            for found in block.explanations
        ]
        names = ["columns", "kind", "rows", "settles", "remains", "moves", "fitting", "text"]
        # A count may have more digits than any column of integers.
        return pd.DataFrame(rows, columns=names).astype({"fitting": object})

    def text(self, lang: Lang | None = None) -> str:
        """Write what was found, a paragraph a block.

        Parameters
        ----------
        lang : {"pt", "en"}, optional
            The language; that of the call otherwise.

        Returns
        -------
        str
            Plain text.
        """
        return "\n".join(self._paragraphs(self.lang if lang is None else check_lang(lang)))

    def _paragraphs(self, lang: Lang) -> list[str]:
        words = _WORDS[lang]
        lines = [words["head"].format(rows=self.rows, key=_listed(self.key, lang))]
        if self.fits:
            return [*lines, words["all"]]
        if self.straight:
            lines.append(words["straight"].format(columns=_listed(self.straight, lang)))
        lines += [" ".join(self._said(block, lang)) for block in self.blocks]
        if self.whole is not None:
            lines.append(_unserved(self.whole, "whole", lang))
        else:
            lines.append(words["whole_one"].format(count=_count(self.whole_fitting, lang)))
        return lines

    def _said(self, block: Block, lang: Lang) -> list[str]:
        words = _WORDS[lang]
        said = [
            words["block"].format(
                columns=_listed(block.columns, lang),
                misfits=len(block.misfits),
                cells=len(block.columns) * self.rows,
            )
        ]
        whole = [found for found in block.explanations if not found.remains]
        if whole:
            said.append(words["first"].format(step=whole[0].text(lang)))
            if others := whole[1:]:
                said.append(words["more"].format(count=len(others)))
        else:
            said.append(words["none"])
            said += [
                words["partly"].format(
                    settles=found.settles, remains=found.remains, step=found.text(lang)
                )
                for found in block.explanations
            ]
        if block.unserved is not None:
            said.append(_unserved(block.unserved, "unserved", lang))
        else:
            orders = _number(self.orders, lang)
            said.append(words["count"].format(orders=orders, count=_count(block.fitting, lang)))
        return said

    def _interpretation(self, lang: Lang) -> str:
        from sustenta.auditing._interpretation import of_rearrangement

        return of_rearrangement(self, lang)

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        paragraphs = (f"<p>{escape(line)}</p>" for line in self._paragraphs(self.lang))
        return in_language(self.lang, "".join(paragraphs))


def _number(count: int, lang: Lang) -> str:
    """Write a count; one of more digits than exact decimals hold, in powers of ten."""
    # Python spells no whole number of more than 4,300 digits, and reads one into a Decimal.
    number = Decimal(count)
    most = 28
    if number.adjusted() < most:
        return str(format_figures(count, decimals=0, lang=lang))
    first = "".join(map(str, number.as_tuple().digits[:3]))
    mark = "," if lang == "pt" else "."
    return f"{first[0]}{mark}{first[1:]}·10^{number.adjusted()}"


def _count(count: int | None, lang: Lang) -> str:
    words = _WORDS[lang]
    if count is None:
        return words["uncounted"]
    if count <= 1:
        return words["one" if count else "no"]
    return words["many"].format(count=_number(count, lang))


def _unserved(found: Unserved, sentence: str, lang: Lang) -> str:
    words = _WORDS[lang]
    reason = ("no_line", "one_line", "few_lines")[min(len(found.lines), 2)]
    why = words[reason].format(rows=_few(found.rows), lines=_few(found.lines))
    return words[sentence].format(why=why)


def _listed(names: Sequence[str], lang: Lang) -> str:
    quoted = [f"«{name}»" if lang == "pt" else f"“{name}”" for name in names]
    if len(quoted) < 2:  # noqa: PLR2004  nothing to join
        return "".join(quoted)
    return _WORDS[lang]["and"].join([", ".join(quoted[:-1]), quoted[-1]])


def _few(keys: Sequence[str]) -> str:
    if len(keys) <= _NAMED:
        return ", ".join(keys)
    return ", ".join([*keys[: _NAMED // 2], "…", keys[-1]])
