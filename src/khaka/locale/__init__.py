"""Catalogues in Hindi and English and the Translator that turns Messages into text.

Beside the floors: it may import ``core`` only, and only doors and renderers import it.
"""

from khaka.locale.translator import LANGUAGES, Span, Translator

__all__ = ["LANGUAGES", "Span", "Translator"]
