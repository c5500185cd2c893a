"""Charts, drawn with matplotlib, which is imported only when one is drawn.

Every chart can be read in grey and by people who do not tell red from green: what colour says, the
line, the mark, the hatch or a word says, too. The design changes with the number of municipalities:
each named, some named, or what they are like together.
"""

from sustenta.plots._coverage import coverage
from sustenta.plots._curves import concentration, lorenz
from sustenta.plots._distribution import distribution
from sustenta.plots._effort import effort_and_base
from sustenta.plots._execution import execution
from sustenta.plots._fan import fan
from sustenta.plots._findings import findings
from sustenta.plots._map import map  # noqa: A004
from sustenta.plots._margins import margins, margins_alt_text
from sustenta.plots._minimum import minimum_share
from sustenta.plots._potential import potential
from sustenta.plots._profile import profile
from sustenta.plots._ranking import ranking
from sustenta.plots._saving import save
from sustenta.plots._style import alt_text

__all__ = [
    "alt_text",
    "concentration",
    "coverage",
    "distribution",
    "effort_and_base",
    "execution",
    "fan",
    "findings",
    "lorenz",
    "map",
    "margins",
    "margins_alt_text",
    "minimum_share",
    "potential",
    "profile",
    "ranking",
    "save",
]
