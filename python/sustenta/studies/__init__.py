"""Published studies: their printed tables as data, and what can be recomputed from them."""

from sustenta.studies import proesf2006, tc61
from sustenta.studies._recreation import Recreation
from sustenta.studies._tables import StudyTableError

__all__ = ["Recreation", "StudyTableError", "proesf2006", "tc61"]
