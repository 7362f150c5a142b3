"""A committee's papers as PDF, in either language."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from khaka.committee.advice import Meeting, Report
from khaka.locale import LANGUAGES, Translator
from khaka.render.paper import set_pdf
from khaka.web.asked import Asked
from khaka.web.papers import Papers
from khaka.web.routes import Who, route
from khaka.web.seen import record_or_404


@route("paper/<str:kind>/<str:key>.<str:lang>.pdf", Who.SEES, export=True)
def paper(request: Asked, kind: str, key: str, lang: str) -> HttpResponse:
    """The report or the minutes as PDF."""
    if lang not in LANGUAGES or kind not in ("report", "meeting"):
        raise Http404
    noun = record_or_404(request, kind, key)
    maker = Papers(request.records, Translator(lang))
    made = (
        maker.report(noun) if isinstance(noun, Report) else maker.minutes(noun) if isinstance(noun, Meeting) else None
    )
    if made is None:
        raise Http404
    answer = HttpResponse(set_pdf(made), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{kind}.{lang}.pdf"'
    return answer
