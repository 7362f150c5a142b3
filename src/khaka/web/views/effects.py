"""An effect computed on request: anyone who sees the proposal may ask, the server computes and enters it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from khaka.committee import Refused
from khaka.committee.papers import Proposal
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.desk import effect_runs
from khaka.web.asked import Asked
from khaka.web.routes import Who, route
from khaka.web.seen import record_or_404


@route("proposal/<str:key>/effect/", Who.SEES, "POST")
def proposal_effect(request: Asked, key: str) -> HttpResponse:
    """Compute it on the newest blueprint and data; back to the page, which says what moved or why nothing could."""
    proposal = record_or_404(request, "proposal", key)
    assert isinstance(proposal, Proposal)
    say = request.say
    try:
        effect_runs.run(request.records, proposal)
    except Refused as refused:
        for b in refused.blockers:
            messages.info(request, say.text(b.message))
    except KhakaError as error:
        told = " ".join(say.text(m) for m in (error.message, error.hint) if m is not None)
        messages.error(request, f"{told} {say.text(msg('wiring.effect.kept'))}")
    else:
        messages.success(request, say.text(msg("wiring.effect.done")))
    return HttpResponseRedirect(f"/at/proposal/{key}/", status=303)
