"""What `project` gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sustenta import _core
from sustenta._html import in_language
from sustenta._names import unknown
from sustenta._sentences import counted, listed
from sustenta.panels._keys import labels_of, spoken
from sustenta.projecting._wording import assumptions_in_words, figure
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from sustenta.projecting._given import Given
    from sustenta.projecting._history import History
    from sustenta.projecting._pools import ResidualPool

#: What follows from the components.
POTENTIAL: Final = "dpspc"
MARGIN: Final = "megpc"

_MODELS: Final = {
    "constant": {"pt": "nível constante", "en": "constant level"},
    "compound-growth": {"pt": "crescimento composto", "en": "compound growth"},
    "log-linear": {"pt": "tendência log-linear", "en": "log-linear trend"},
    "damped": {"pt": "tendência amortecida", "en": "damped trend"},
    "last-value": {"pt": "último valor", "en": "last value"},
}

_TEXT: Final = {
    "pt": {
        "head": "Projeção de {count}, {years}: {model}; valores {prices}.",
        "linked": "Projetadas juntas, por habitante: receita vinculável, transferências do SUS e "
        "despesa com saúde.",
        "alone": "O painel só tem potencial e despesa: projetam-se a DPSPC e a despesa com saúde "
        "por habitante, e não a receita nem as transferências.",
        "noise": "Intervalos de {levels} %: {draws} sorteios; ruído {noise}.",
        "own": "do próprio município",
        "pool": "comum a {count} ({rows})",
        "none": "Sem intervalo (só a linha): {names}.",
        "unprojected": "Sem projeção: {names}.",
        "assumed": "Hipóteses: {assumed}.",
        "nominal": "nominais",
        "december": "em preços de dezembro de {year}",
        "mean": "em preços médios de {year}",
    },
    "en": {
        "head": "Projection of {count}, {years}: {model}; values {prices}.",
        "linked": "Projected together, per inhabitant: linked revenue, SUS transfers and health "
        "expenditure.",
        "alone": "The panel has only potential and expenditure: DPSPC and health expenditure per "
        "inhabitant are projected, not revenue nor transfers.",
        "noise": "Intervals of {levels} %: {draws} draws; noise {noise}.",
        "own": "of each municipality's own",
        "pool": "shared by {count} ({rows})",
        "none": "No interval (the line alone): {names}.",
        "unprojected": "Not projected: {names}.",
        "assumed": "Assumed: {assumed}.",
        "nominal": "in nominal terms",
        "december": "in prices of December {year}",
        "mean": "in mean prices of {year}",
    },
}
_PLACES: Final = {"pt": ("município", "municípios"), "en": ("municipality", "municipalities")}
_RESIDUALS: Final = {"pt": ("resíduo", "resíduos"), "en": ("residual", "residuals")}
_SHOWN: Final = 10


@dataclass(frozen=True, eq=False, repr=False)
class Projection:
    """A projection: its table, and what its draws follow from.

    Attributes
    ----------
    frame : table of the panel's library
        A row a municipality and year; see `project`.
    components : tuple of str
        What was projected; the margin follows from it.
    model : str
        How.
    years : tuple of int
        The years projected.
    draws : int
        How many draws the intervals rest on.
    intervals_pct : tuple of float
        Which intervals.
    key : tuple of int
        The 128 bits that the draws follow from.
    pool : ResidualPool or None
        The noise that all share.
    assumptions : dict
        What was assumed.
    prices : str
        ``nominal``, or of which year.
    without_interval, without_line : tuple of str
        The municipalities that have the line alone, and those that have none.
    """

    frame: Any
    components: tuple[str, ...]
    model: str
    years: tuple[int, ...]
    draws: int
    intervals_pct: tuple[float, ...]
    key: tuple[int, ...]
    pool: ResidualPool | None
    assumptions: dict[str, Any]
    prices: str
    without_interval: tuple[str, ...]
    without_line: tuple[str, ...]
    _given: Given
    _history: History
    #: By municipality and year, where the panel has a population.
    _population: NDArray[np.float64] | None

    @property
    def quantities(self) -> tuple[str, ...]:
        """What each draw has of a year: the components, the potential and the margin."""
        return quantities_of(self.components)

    @property
    def __sustenta_table__(self) -> Any:
        """Its table, for functions that take panels: `sufficiency`, `plan_teams`."""
        return self.frame

    @property
    def __sustenta_key__(self) -> list[Hashable]:
        """The columns of its table that name a municipality."""
        return self._history.panel.keys()

    def draws_of(self, municipality: Any) -> dict[str, NDArray[np.float64]]:
        """Draw again what the intervals of one municipality were taken from.

        Parameters
        ----------
        municipality : key
            Its code, or its name; of a key of several columns, a tuple.

        Returns
        -------
        dict of numpy.ndarray of float64, shape (years, draws)
            For each of `quantities`, R$ per inhabitant. NaN where it has no interval.

        Raises
        ------
        UnknownNameError
            For a municipality that the panel does not have.
        """
        parts = municipality if isinstance(municipality, tuple) else (municipality,)
        (label,) = labels_of([[part] for part in parts])
        labels = self._history.labels
        if label not in labels:
            raise unknown("municipality", spoken(label), map(spoken, labels))
        drawn = _core.project_draws(self._given, labels.index(label))
        shape = (len(self.years), len(self.quantities), self.draws)
        values = np.full(shape, np.nan) if drawn is None else drawn.reshape(shape)
        return {quantity: values[:, place] for place, quantity in enumerate(self.quantities)}

    def text(self, lang: Lang = "pt") -> str:
        """Say in words what was projected, how, and of whom no interval can be given.

        Parameters
        ----------
        lang : {"pt", "en"}
            The language.
        """
        text = _TEXT[check_lang(lang)]
        lines = [
            text["head"].format(
                count=counted(len(self._history.labels), lang, *_PLACES[lang]),
                years="–".join(map(str, dict.fromkeys((self.years[0], self.years[-1])))),
                model=_MODELS[self.model][lang],
                prices=self.prices_in_words(lang),
            ),
            text["alone" if POTENTIAL in self.components else "linked"],
        ]
        if len(self.without_interval) + len(self.without_line) < len(self._history.labels):
            noise = text["own"]
            if self.pool is not None:
                noise = text["pool"].format(
                    count=counted(self.pool.municipalities, lang, *_PLACES[lang]),
                    rows=counted(len(self.pool.rows), lang, *_RESIDUALS[lang]),
                )
            levels = listed([figure(level, lang) for level in self.intervals_pct], lang)
            draws = figure(self.draws, lang)
            lines.append(text["noise"].format(levels=levels, draws=draws, noise=noise))
        for line, names in (("none", self.without_interval), ("unprojected", self.without_line)):
            if names:
                lines.append(text[line].format(names=listed_names(names)))
        if self.assumptions:
            assumed = assumptions_in_words(self.assumptions, lang)
            lines.append(text["assumed"].format(assumed=assumed))
        return "\n".join(lines)

    def interpret(self, municipality: Any = None, *, lang: Lang = "pt") -> str:
        """Say in plain words where the margin points, and how much doubt there is.

        Parameters
        ----------
        municipality : key, optional
            One municipality, as in `draws_of`; all together otherwise.
        lang : {"pt", "en"}
            The language.

        Returns
        -------
        str
            A paragraph of the line and its interval, and one of what they rest on.

        Raises
        ------
        UnknownNameError
            For a municipality that the panel does not have.
        """
        from sustenta.projecting._interpretation import of_projection

        return of_projection(self, check_lang(lang), municipality)

    def methods_text(self, *, lang: Lang = "pt") -> str:
        """Write how the projection was made, ready to paste.

        Parameters
        ----------
        lang : {"pt", "en"}
            The language.

        Returns
        -------
        str
            Model, years, prices, draws and their key, intervals, whose noise, assumptions.
        """
        from sustenta.projecting._interpretation import method_of

        return method_of(self, check_lang(lang))

    def prices_in_words(self, lang: Lang = "pt") -> str:
        """Say in whose prices its amounts are."""
        basis, _, year = self.prices.partition("_")
        return _TEXT[lang][basis].format(year=year)

    def __repr__(self) -> str:
        return f"{self.text('en')}\n{self.frame!r}"

    def _repr_html_(self) -> str:
        from html import escape

        paragraphs = "<br>".join(escape(line) for line in self.text("pt").splitlines())
        table = getattr(self.frame, "_repr_html_", None)
        shown = table() if table is not None else f"<pre>{escape(repr(self.frame))}</pre>"
        return in_language("pt", f"<p>{paragraphs}</p>{shown}")


def quantities_of(components: tuple[str, ...]) -> tuple[str, ...]:
    """Name what the core gives of each year."""
    return (*components, *(() if POTENTIAL in components else (POTENTIAL,)), MARGIN)


def listed_names(names: tuple[str, ...]) -> str:
    """List municipalities for a message."""
    rest = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" (+{rest})" if rest > 0 else "")
