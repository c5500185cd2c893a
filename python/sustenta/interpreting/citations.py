"""How to cite the package, and the studies whose method it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from sustenta._core import __version__
from sustenta._names import check_named
from sustenta.registry import Lang, check_lang

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["cite"]

Style = Literal["text", "bibtex", "apa", "abnt"]

_STYLES: Final = ("text", "bibtex", "apa", "abnt")
_PACKAGE: Final = "sustenta"
_ADDRESS: Final = "https://github.com/sustenta/sustenta"
_JOURNAL_ADDRESS: Final = "http://www.redalyc.org/articulo.oa?id=63011310"

_SOFTWARE: Final[Mapping[Lang, Mapping[str, str]]] = {
    "pt": {
        "text": "sustenta contributors. sustenta: as finanças da saúde municipal no Brasil. "
        "Versão {version} [software]. Disponível em: {address}",
        "apa": "sustenta contributors. (s.d.). sustenta: As finanças da saúde municipal no Brasil "
        "(Versão {version}) [Software]. {address}",
        "abnt": "SUSTENTA CONTRIBUTORS. sustenta: as finanças da saúde municipal no Brasil. Versão "
        "{version}. [S. l.: s. n.], [s. d.]. Software. Disponível em: {address}.",
    },
    "en": {
        "text": "sustenta contributors. sustenta: the finances of municipal health care in Brazil. "
        "Version {version} [software]. Available at: {address}",
        "apa": "sustenta contributors. (n.d.). sustenta: The finances of municipal health care in "
        "Brazil (Version {version}) [Computer software]. {address}",
        "abnt": "SUSTENTA CONTRIBUTORS. sustenta: the finances of municipal health care in Brazil. "
        "Version {version}. [S. l.: s. n.], [s. d.]. Software. Available at: {address}.",
    },
}
_SOFTWARE_BIBTEX: Final[Mapping[Lang, str]] = {
    "pt": "sustenta: as finanças da saúde municipal no {Brasil}",
    "en": "sustenta: the finances of municipal health care in {Brazil}",
}

_TITLE: Final = (
    "A sustentabilidade econômico-financeira no Proesf em municípios do Amapá, Maranhão, Pará e "
    "Tocantins"
)
_REPORT: Final = (
    "Relatório de gestão 2015: Termo de Cooperação nº 61, Fortalecimento da Gestão Municipal do SUS"
)
_PAHO: Final = "Organização Pan-Americana da Saúde"
_CONASEMS: Final = "Conselho Nacional de Secretarias Municipais de Saúde"

#: The studies are of one language; only what surrounds the reference is translated.
_STUDIES: Final[Mapping[str, Mapping[str, str]]] = {
    "proesf2006": {
        "text": "Pereira ATS, Campelo ACFS, Cunha FS, Noronha J, Cordeiro H, Dain S, Pereira TR. "
        f"{_TITLE}. Ciênc Saúde Coletiva 2006; 11(3):607-620.",
        "apa": "Pereira, A. T. S., Campelo, A. C. F. S., Cunha, F. S., Noronha, J., Cordeiro, H., "
        f"Dain, S., & Pereira, T. R. (2006). {_TITLE}. Ciência & Saúde Coletiva, 11(3), 607–620. "
        f"{_JOURNAL_ADDRESS}",
        "abnt": "PEREIRA, Ana Tereza da Silva; CAMPELO, Ana Cecília Faveret de Sá; CUNHA, Fátima "
        "Scarparo; NORONHA, José; CORDEIRO, Hésio; DAIN, Sulamis; PEREIRA, Telma Ruth. "
        f"{_TITLE}. Ciência & Saúde Coletiva, Rio de Janeiro, v. 11, n. 3, p. 607-620, "
        "jul./set. 2006.",
        "bibtex": "@article{pereira2006,\n"
        "  author = {Pereira, Ana Tereza da Silva and Campelo, Ana Cecília Faveret de Sá and "
        "Cunha, Fátima Scarparo and Noronha, José and Cordeiro, Hésio and Dain, Sulamis and "
        "Pereira, Telma Ruth},\n"
        f"  title = {{{_TITLE}}},\n"
        "  journal = {Ciência \\& Saúde Coletiva},\n"
        "  year = {2006},\n"
        "  volume = {11},\n"
        "  number = {3},\n"
        "  pages = {607--620},\n"
        f"  url = {{{_JOURNAL_ADDRESS}}}\n"
        "}",
    },
    "tc61": {
        "text": f"{_PAHO}; {_CONASEMS}. {_REPORT}. 2015.",
        "apa": f"{_PAHO} & {_CONASEMS}. (2015). {_REPORT}.",
        "abnt": f"{_PAHO.upper()}; {_CONASEMS.upper()}. {_REPORT}. [S. l.], 2015.",
        "bibtex": "@techreport{tc61,\n"
        f"  author = {{{{{_PAHO}}} and {{{_CONASEMS}}}}},\n"
        f"  title = {{{_REPORT}}},\n"
        f"  institution = {{{_PAHO}}},\n"
        "  year = {2015}\n"
        "}",
    },
}


def cite(what: str = "sustenta", style: str = "text", *, lang: Lang = "pt") -> str:
    """Say how to cite the package, or a study whose method it carries.

    Parameters
    ----------
    what : {"sustenta", "proesf2006", "tc61"}
        What to cite. A style in its place is taken for the style: ``st.cite("bibtex")``.
    style : {"text", "bibtex", "apa", "abnt"}
        How.
    lang : {"pt", "en"}
        The language of what is said of the package; a study keeps that of its title.

    Returns
    -------
    str
        The reference. The package has neither a DOI nor a date of publication yet: none is given.

    Raises
    ------
    UnknownNameError
        For anything else; the closest name is suggested.

    Examples
    --------
    >>> import sustenta as st
    >>> st.cite("proesf2006").split(". A ")[0]
    'Pereira ATS, Campelo ACFS, Cunha FS, Noronha J, Cordeiro H, Dain S, Pereira TR'
    >>> print(st.cite("bibtex"))  # doctest: +ELLIPSIS
    @software{sustenta,
      author = {{sustenta contributors}},
    ...
    """
    lang = check_lang(lang)
    if what in _STYLES:
        what, style = _PACKAGE, what
    check_named("style of citation", style, _STYLES)
    check_named("work to cite", what, (_PACKAGE, *_STUDIES))
    if what in _STUDIES:
        return _STUDIES[what][style]
    if style != "bibtex":
        return _SOFTWARE[lang][style].format(version=__version__, address=_ADDRESS)
    return (
        "@software{sustenta,\n"
        "  author = {{sustenta contributors}},\n"
        f"  title = {{{_SOFTWARE_BIBTEX[lang]}}},\n"
        f"  version = {{{__version__}}},\n"
        f"  url = {{{_ADDRESS}}}\n"
        "}"
    )
