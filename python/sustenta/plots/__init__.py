"""Charts, drawn with matplotlib, which is imported only when one is drawn.

Every chart can be read in grey and by people who do not tell red from green: what colour says, the
line and the mark say, too.
"""

from sustenta.plots._margins import margins, margins_alt_text
from sustenta.plots._saving import save

__all__ = ["margins", "margins_alt_text", "save"]
