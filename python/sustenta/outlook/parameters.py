"""Parameters of team plans, each with its source; what nobody has confirmed has no value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from sustenta import _core
from sustenta._sentences import amount
from sustenta.errors import SettingError
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Parameter", "Schedule", "team_parameters"]

#: What a value without a source of its own says of itself.
GIVEN: Final = "given by the caller"
_MOST_DECIMALS: Final = 12


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that a plan rests on, and who says so.

    Attributes
    ----------
    value : int, float or Decimal
        The number.
    source : str
        Where it stands: a norm and its article, a table and its year.
    """

    value: Any
    source: str

    def _repr_html_(self) -> str:
        from sustenta._html import fields

        return fields(
            "pt", "Parâmetro de um plano", {"valor": _shown(self.value), "fonte": self.source}
        )


@dataclass(frozen=True, slots=True)
class Schedule:
    """An incentive that follows the coverage.

    Attributes
    ----------
    bands : sequence of pairs
        The coverage in % from which a band applies, itself included, and its incentive in R$ a team
        a year. The first begins at 0; they ascend.
    scope : {"all_teams", "new_teams"}
        Whose incentive changes when the coverage reaches another band: every team's, as from 1999
        on, or that of the new teams alone.
    persons_per_team : int
        The persons a team with which the coverage of the bands is computed.
    source : str
        The norm that sets it.
    decimals : int, optional
        The decimals to which the coverage is rounded, half up, before it chooses its band; in 1999
        one. Without it, the coverage is not rounded.

    Raises
    ------
    SettingError
        For bands that do not ascend from 0, a negative incentive, persons that are no whole number.
    UnknownNameError
        For another scope.

    Examples
    --------
    The amounts of 1999 are not confirmed, and so are the caller's to give:

    >>> import sustenta as st
    >>> made_up = st.Schedule(
    ...     [(0, 28_000), (5, 30_660)],
    ...     scope="all_teams",
    ...     persons_per_team=3450,
    ...     source="made up",
    ... )
    >>> made_up.scope
    'all_teams'
    """

    bands: Sequence[tuple[Any, Any]]
    scope: str
    persons_per_team: int
    source: str
    decimals: int | None = None

    def __post_init__(self) -> None:
        # An empty plan checks the schedule; it computes nothing.
        _core.plan_teams(([], []), [], [], [], 1, self.for_core(), 0, exact=True)

    def _repr_html_(self) -> str:
        from sustenta._html import fields, html_table, in_language

        said = {
            "vale para": _SCOPES[self.scope],
            "pessoas por equipe": _shown(self.persons_per_team),
            "casas da cobertura": "sem arredondar" if self.decimals is None else self.decimals,
            "fonte": self.source,
        }
        bands = html_table(
            ("cobertura a partir de (%)", "incentivo (R$ por equipe e ano)"),
            [(_shown(start), _shown(incentive)) for start, incentive in self.bands],
        )
        title = "Incentivo por faixas de cobertura"
        return fields("pt", title, said) + in_language("pt", bands)

    def for_core(self) -> tuple[list[tuple[str, str]], str, int | None, str]:
        """Give the schedule as the core takes it: numbers as the decimals that they print."""
        try:
            bands = [(str(start), str(incentive)) for start, incentive in self.bands]
        except (TypeError, ValueError):
            raise SettingError(
                f"`bands` is {self.bands!r}; expected (coverage in % from which it applies, "
                "R$ a team a year) pairs",
                argument="bands",
                problem="not pairs",
            ) from None
        if self.decimals is not None and (
            isinstance(self.decimals, bool) or not isinstance(self.decimals, int)
        ):
            raise _no_number("decimals", self.decimals)
        if self.decimals is not None and self.decimals < 0:
            raise _no_number("decimals", self.decimals)
        if not self.source:
            raise SettingError(
                "`source` is empty; a schedule says which norm sets it",
                argument="source",
                problem="empty",
            )
        return bands, self.scope, self.decimals, str(self.persons_per_team)


_SCOPES: Final = {"all_teams": "todas as equipes", "new_teams": "as equipes novas"}


def _shown(number: Any) -> str:
    """Write a number in Portuguese; what is none as it is."""
    try:
        return amount(number, "pt", _MOST_DECIMALS)
    except (ArithmeticError, TypeError, ValueError):
        return str(number)


def _no_number(argument: str, found: Any) -> SettingError:
    return SettingError(
        f"`{argument}` is {found!r}; expected a whole number from 0 to 6, or None",
        argument=argument,
        problem="no whole number",
    )


class _Known(NamedTuple):
    id: str
    pt: str
    en: str
    value: str | None
    unit: str
    source: str


_PERSONS = "pessoas/equipe"
_MONTH, _YEAR = "R$/equipe/mês", "R$/equipe/ano"
_1999 = "Portaria GM/MS 1.329/1999"
_2021 = "fórmula de cobertura de 2021"
_KNOWN: Final = (
    _Known(
        "persons_per_team_1999",
        "Pessoas por equipe, padrão de cálculo",
        "Persons per team, as the coverage is computed",
        "3450",
        _PERSONS,
        _1999,
    ),
    _Known(
        "persons_per_team_1997_most",
        "Pessoas por equipe, no máximo",
        "Persons per team, at most",
        "4500",
        _PERSONS,
        "Ministério da Saúde, guia de 1997",
    ),
    _Known(
        "persons_per_team_pnab_2011_most",
        "Pessoas por equipe, no máximo",
        "Persons per team, at most",
        "4000",
        _PERSONS,
        "PNAB 2006 e 2011",
    ),
    _Known(
        "persons_per_team_pnab_2011_mean",
        "Pessoas por equipe, em média",
        "Persons per team, on average",
        "3000",
        _PERSONS,
        "PNAB 2006 e 2011",
    ),
    _Known(
        "persons_per_team_pnab_2017_least",
        "Pessoas por equipe, no mínimo",
        "Persons per team, at least",
        "2000",
        _PERSONS,
        "PNAB 2017",
    ),
    _Known(
        "persons_per_team_pnab_2017_most",
        "Pessoas por equipe, no máximo",
        "Persons per team, at most",
        "3500",
        _PERSONS,
        "PNAB 2017",
    ),
    _Known("persons_per_esf_2021", "Pessoas por eSF", "Persons per eSF", "3500", _PERSONS, _2021),
    _Known(
        "persons_per_eap_20h_2021",
        "Pessoas por eAP de 20 h",
        "Persons per eAP of 20 h",
        "1750",
        _PERSONS,
        _2021,
    ),
    _Known(
        "persons_per_eap_30h_2021",
        "Pessoas por eAP de 30 h",
        "Persons per eAP of 30 h",
        "2625",
        _PERSONS,
        _2021,
    ),
    _Known(
        "esf_modality_1",
        "Incentivo à ESF, modalidade 1",
        "Incentive of an ESF, modality 1",
        "10695.00",
        _MONTH,
        "Ministério da Saúde",
    ),
    _Known(
        "previne_capitation",
        "Previne Brasil: por pessoa cadastrada, vezes o peso",
        "Previne Brasil: per registered person, times its weight",
        "50.50",
        "R$/pessoa/ano",
        "Previne Brasil",
    ),
    *(
        _Known(
            f"fixed_component_2024_stratum_{stratum}",
            f"Componente fixo por eSF, estrato {stratum}",
            f"Fixed component per eSF, stratum {stratum}",
            value,
            _MONTH,
            "tabela de 2024, em código público",
        )
        for stratum, value in enumerate(("18000", "16000", "14000", "12000"), 1)
    ),
    _Known(
        "incentive_bands_1999",
        "As nove faixas de incentivo",
        "The nine bands of the incentive",
        None,
        _YEAR,
        _1999,
    ),
    _Known(
        "incentive_bands_2003",
        "Faixas com acréscimo de 20 %, municípios acima de 100 mil habitantes",
        "Bands raised by 20 %, municipalities above 100 thousand inhabitants",
        None,
        _YEAR,
        "Portaria GM/MS 396/2003",
    ),
    _Known(
        "team_cost_2001",
        "Custo total de uma equipe em 2001",
        "Full cost of a team in 2001",
        None,
        _YEAR,
        "",
    ),
)


def team_parameters(lang: Lang = "pt") -> pd.DataFrame:
    """List the parameters of team plans that have a source, and those that still lack a value.

    Parameters
    ----------
    lang : {"pt", "en"}
        The language of the names.

    Returns
    -------
    pandas.DataFrame
        A row a parameter, indexed by ``id``: ``name``, ``value`` (Decimal; missing where it is
        unconfirmed: then it is the caller's to give), ``unit``, ``source`` and ``confirmed``.

    Raises
    ------
    UnknownNameError
        For another language.

    Examples
    --------
    >>> import sustenta as st
    >>> st.team_parameters().loc["persons_per_team_1999", ["value", "source"]].tolist()
    [Decimal('3450'), 'Portaria GM/MS 1.329/1999']
    """
    lang = check_lang(lang)
    frame = pd.DataFrame(
        {
            "name": [known.pt if lang == "pt" else known.en for known in _KNOWN],
            "value": pd.Series(
                [None if known.value is None else Decimal(known.value) for known in _KNOWN],
                dtype=object,
            ),
            "unit": [known.unit for known in _KNOWN],
            "source": [known.source for known in _KNOWN],
            "confirmed": [known.value is not None for known in _KNOWN],
        }
    )
    frame.index = pd.Index([known.id for known in _KNOWN], name="id")
    return frame


#: The persons a team of a plan for which nobody says otherwise.
PERSONS_PER_TEAM: Final = Parameter(3450, _1999)
