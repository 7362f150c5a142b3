"""India: the Lok Sabha.

References
----------
Constitution of India, articles 81, 83, 172; Representation of the People Act 1951, s.126, s.126A, s.158(4).

Notes
-----
s.126A names exit polls. Advisories of the Election Commission and of the Press Council ask that nothing be published in the
same period that predicts the result in any way; Khaka treats them as binding. The Commission notifies the hours of each
election; 7:00 to 18:00 are those of the three last general elections, and a mission may give others.
"""

from datetime import date, time, timedelta
from fractions import Fraction

from khaka.core.message import msg
from khaka.countries.base import PREDICTION, SILENCE, Country, WindowRule

_SILENCE_HOURS = 48
_LANGUAGES = (
    "en", "hi", "as", "bn", "brx", "doi", "gu", "kn", "kok", "ks", "mai", "ml", "mni", "mr", "ne", "or", "pa", "sa",
    "sat", "sd", "ta", "te", "ur",
)  # fmt: skip

country = Country(
    code="IN",
    house_size=543,
    deposit_share=Fraction(1, 6),
    term_years=5,
    # English, Hindi, and the other languages of the Constitution's Eighth Schedule by code
    languages=_LANGUAGES,
    silence_hours=_SILENCE_HOURS,
    references=(
        "Constitution of India, articles 81, 83 and 172",
        "Representation of the People Act 1951, sections 126, 126A and 158(4)",
    ),
    zone="Asia/Kolkata",
    poll_opens=time(7),
    poll_closes=time(18),
    windows=(
        WindowRule(
            SILENCE, msg("windows.rule.silence.in"), date(1996, 8, 1), before_close=timedelta(hours=_SILENCE_HOURS)
        ),
        WindowRule(PREDICTION, msg("windows.rule.prediction.in"), date(2010, 2, 1), after_close=timedelta(minutes=30)),
    ),
)
