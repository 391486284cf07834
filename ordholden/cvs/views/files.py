"""My CV as a file: made this moment, and kept nowhere."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ordholden.candidates.views.mine import me
from ordholden.cvs.views.mine import offered_to
from ordholden.cvs.writers import europass, jsonresume, pdf
from ordholden.cvs.writers.about import about


@require_safe
@never_cache
@login_required
def take(request: HttpRequest, form: str) -> HttpResponseBase:
    """A file of one form: "json-resume", "europass", or the name of a layout."""
    person = me(request)
    offered_to(person)
    if form in pdf.LAYOUTS:
        return _file(pdf.write(about(person), form), pdf.MEDIA_TYPE, "cv.pdf")
    if form == "json-resume":
        return _file(jsonresume.write(about(person)), jsonresume.MEDIA_TYPE, "resume.json")
    if form == "europass":
        return _file(europass.write(about(person)), europass.MEDIA_TYPE, "europass.json")
    raise Http404


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
