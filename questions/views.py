"""The list of questions: the bank as a candidate browses it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe
from django_htmx.http import replace_url

from prepbank.accounts.candidates import current_candidate
from prepbank.http import HttpRequest, render_page
from questions.browsing import SORTS, browse


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    catalogue = browse(request.GET, current_candidate(request))
    context = {
        "catalogue": catalogue,
        "sorts": {value: label for value, (label, _) in SORTS.items()},
    }
    response = render_page(request, "questions/list.html", context, fragment="results")
    if request.htmx:
        shareable = request.path + catalogue.filters.as_query(catalogue.page.number)
        # Not pushed: typing a word would fill the history with its letters.
        replace_url(response, shareable.removesuffix("?"))
    return response
