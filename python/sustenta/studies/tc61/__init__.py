"""Cooperation term 61: the amounts that its management report of 2015 prints, as data.

Organização Pan-Americana da Saúde, Ministério da Saúde, Conselho Nacional de Secretários Municipais
de Saúde. Relatório de gestão 2015, Termo de Cooperação nº 61: Fortalecimento da Gestão Municipal do
SUS. ``data/PROVENANCE.md`` says how the pages became data.
"""

from sustenta.studies.tc61._audit import audit
from sustenta.studies.tc61._printed import table
from sustenta.studies.tc61._recreate import recreate

__all__ = ["audit", "recreate", "table"]
