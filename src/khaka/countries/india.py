"""India: the Lok Sabha.

References
----------
Constitution of India, articles 81, 83, 172; Representation of the People Act 1951, s.126, s.126A, s.158(4).
"""

from fractions import Fraction

from khaka.countries.base import Country

country = Country(
    code="IN",
    house_size=543,
    deposit_share=Fraction(1, 6),
    term_years=5,
    languages=("en", "hi"),
    silence_hours=48,
    references=(
        "Constitution of India, articles 81, 83 and 172",
        "Representation of the People Act 1951, sections 126, 126A and 158(4)",
    ),
)
