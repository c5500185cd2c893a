"""Results in words, Portuguese and English: a number, what it means, how it was made, how to cite.

What a class of the package means by itself (an audit, a projection) it says itself, beside it; here
are the words of frames, and the one door to all of them.
"""

from sustenta.interpreting.citations import cite
from sustenta.interpreting.interpretations import interpret
from sustenta.interpreting.methods import methods_text
from sustenta.interpreting.texts import text

__all__ = ["cite", "interpret", "methods_text", "text"]
