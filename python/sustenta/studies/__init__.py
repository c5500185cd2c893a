"""Published studies: their printed tables as data, and what can be recomputed from them."""

from sustenta.studies import proesf2006, tc61

__all__ = ["proesf2006", "tc61"]
