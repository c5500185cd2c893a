"""Tables to be read: for a page, a paper, a document or a spreadsheet.

`table` makes one of a frame; every format is written from it, so that all say the same. What writes
a format is imported when it is first asked for.
"""

from sustenta.tables._frames import table
from sustenta.tables._html import STYLE
from sustenta.tables._model import Table
from sustenta.tables._parts import Column, letter
from sustenta.tables._saving import save

__all__ = ["STYLE", "Column", "Table", "letter", "save", "table"]
