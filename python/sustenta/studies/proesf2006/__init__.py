"""The study of 2006: the ten tables that its pages print, and their recreation.

Pereira ATS, Campelo ACFS, Cunha FS, Noronha J, Cordeiro H, Dain S, Pereira TR. A sustentabilidade
econômico-financeira no Proesf em municípios do Amapá, Maranhão, Pará e Tocantins. Ciência & Saúde
Coletiva 2006; 11(3):607-620. ``data/PROVENANCE.md`` says how the pages became data.
"""

from sustenta.studies.proesf2006._article import article_tables
from sustenta.studies.proesf2006._audit import audit, repaired
from sustenta.studies.proesf2006._panel import margins, panel
from sustenta.studies.proesf2006._printed import table, tables
from sustenta.studies.proesf2006._recreate import recreate
from sustenta.studies.proesf2006._targets import targets, targets_compared

__all__ = [
    "article_tables",
    "audit",
    "margins",
    "panel",
    "recreate",
    "repaired",
    "table",
    "tables",
    "targets",
    "targets_compared",
]
