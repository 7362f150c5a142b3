"""A committee's papers as PDF, in either language."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from khaka.committee.advice import Meeting, Report
from khaka.committee.codec import canonical
from khaka.committee.tallying import Certificate
from khaka.locale import LANGUAGES, Translator
from khaka.render.paper import set_pdf
from khaka.web.asked import Asked
from khaka.web.certificates import certificate_paper
from khaka.web.papers import Papers
from khaka.web.routes import Who, route
from khaka.web.seen import record_or_404
from khaka.web.uploads import download


@route("paper/<str:kind>/<str:key>.<str:lang>.pdf", Who.SEES, export=True)
def paper(request: Asked, kind: str, key: str, lang: str) -> HttpResponse:
    """The report, the minutes or the certificate as PDF."""
    if lang not in LANGUAGES or kind not in ("report", "meeting", "certificate"):
        raise Http404
    noun = record_or_404(request, kind, key)
    maker = Papers(request.records, Translator(lang))
    if isinstance(noun, Report):
        made = maker.report(noun)
    elif isinstance(noun, Meeting):
        made = maker.minutes(noun)
    elif isinstance(noun, Certificate) and noun.document:
        made = certificate_paper(request.records, Translator(lang), noun)
    else:
        raise Http404
    answer = HttpResponse(set_pdf(made), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{kind}.{lang}.pdf"'
    return answer


@route("certificate/<str:key>.json", Who.SEES, export=True)
def certificate_data(request: Asked, key: str) -> HttpResponse:
    """The sealed result itself: the SHA-256 of this file, by any tool, is the certificate's."""
    noun = record_or_404(request, "certificate", key)
    assert isinstance(noun, Certificate)
    return download(canonical(noun.document), "application/json", "result.json")
