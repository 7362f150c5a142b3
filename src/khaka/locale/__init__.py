"""Catalogues in Hindi, English and any further language, and the Translator that turns Messages into text.

Beside the floors: it may import ``core`` only, and only doors and renderers import it.
"""

from khaka.locale.catalogue import COMPLETE, Coverage, coverage, languages
from khaka.locale.digits import DIGITS
from khaka.locale.translator import LANGUAGES, Span, Translator

__all__ = ["COMPLETE", "DIGITS", "LANGUAGES", "Coverage", "Span", "Translator", "coverage", "languages"]
