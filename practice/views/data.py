"""One's own data: take it along, bring it back, delete it."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from practice.portable import anki
from practice.portable.downloads import DECKS, OF_ONES_OWN
from practice.portable.erasing import (
    LastSuperuserError,
    check_erasable,
    erase_account,
)
from practice.portable.errors import MissingQuestionsError, NotImportedError
from practice.portable.fitting import fit
from practice.portable.forms import DeletionForm, ImportForm
from practice.portable.inventory import in_words, inventory_of
from practice.portable.reading import check_size, read
from practice.portable.restoring import Restored, restore
from practice.portable.sheet import sheet_for
from prepbank.accounts.candidates import current_candidate, ensure_candidate
from prepbank.accounts.models import User
from prepbank.http import HttpRequest

# A large file takes up much memory while it is read: one after the other, then.
places = BoundedSemaphore(1)
LONGEST_WAIT = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def data(request: HttpRequest) -> HttpResponse:
    """Everything to download, and a form that imports what was downloaded."""
    if request.method != "POST":
        return _data_page(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _data_page(request, form, status=422)
    try:
        restored = _import(request, form)
    except NotImportedError as error:
        form.add_error(None, f"Nothing was imported. {error}")
        return _data_page(request, form, error, status=422)
    _tell(request, restored)
    return redirect("practice:data")


def _import(request: HttpRequest, form: ImportForm) -> Restored:
    content = form.cleaned_data["file"].read()
    check_size(content)
    if not places.acquire(timeout=LONGEST_WAIT):
        raise NotImportedError("Somebody else's import takes long. Try again in a minute.")
    try:
        # A visitor becomes a candidate only once the file is known to be in order: no refused one
        # leaves a row behind.
        fitted = fit(read(content), skip_missing=form.cleaned_data["skip_missing"])
        candidate = ensure_candidate(request)
        return restore(fitted, candidate, replace=form.cleaned_data["replace"])
    finally:
        places.release()


def _tell(request: HttpRequest, restored: Restored) -> None:
    messages.success(request, f"Imported: {in_words(restored.counts)}.")
    if restored.missing:
        messages.warning(
            request,
            f"Left out: {in_words(restored.left_out)}, and the links of stories, that belong to what this "
            f"server does not have: {_listed(restored.missing)}.",
        )


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:20])
    return f"{shown} and {len(names) - 20} more" if len(names) > 20 else shown


def _data_page(
    request: HttpRequest,
    form: ImportForm,
    error: NotImportedError | None = None,
    status: int = 200,
) -> HttpResponse:
    candidate = current_candidate(request)
    inventory = inventory_of(candidate)
    context: dict[str, Any] = {
        "form": form,
        "missing": error.missing if isinstance(error, MissingQuestionsError) else [],
        "candidate": candidate,
        "has_anything": any(inventory.values()),
        "inventory": in_words(inventory),
        "offers_decks": anki.is_available(),
    }
    return render(request, "practice/data.html", context, status=status)


@require_safe
@never_cache
def download(request: HttpRequest, name: str) -> HttpResponse:
    """One file of the candidate's own, or a deck of key points."""
    files = OF_ONES_OWN | (DECKS if anki.is_available() else {})
    candidate = current_candidate(request)
    if name not in files or (candidate is None and name != "anki-all"):
        raise Http404
    file = files[name]
    headers = {
        "Content-Disposition": content_disposition_header(True, file.file_name(candidate)) or ""
    }
    return HttpResponse(file.write(candidate), content_type=file.content_type, headers=headers)  # type: ignore[arg-type]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete_all(request: HttpRequest) -> HttpResponse:
    """Delete the account, or a visitor's practice, once the person has confirmed it."""
    user = request.user if isinstance(request.user, User) else None
    form = DeletionForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        try:
            return _delete_all(request, user)
        except LastSuperuserError:
            return _deletion_page(request, form, user, status=409)
    return _deletion_page(request, form, user, status=422 if form.is_bound else 200)


def _delete_all(request: HttpRequest, user: User | None) -> HttpResponse:
    candidate = current_candidate(request)
    gone = in_words(inventory_of(candidate))
    if user:
        erase_account(user)
    elif candidate:
        candidate.delete()
    logout(request)
    what = "Your account and everything in it" if user else "Your practice"
    messages.success(request, f"{what} is deleted: {gone}.")
    return redirect("practice:landing")


def _deletion_page(
    request: HttpRequest, form: DeletionForm, user: User | None, status: int
) -> HttpResponse:
    candidate = current_candidate(request)
    inventory = inventory_of(candidate)
    context = {
        "form": form,
        "candidate": candidate,
        "has_anything": any(inventory.values()),
        "inventory": in_words(inventory),
        "is_last_superuser": user is not None and not _is_erasable(user),
    }
    return render(request, "practice/delete_all.html", context, status=status)


def _is_erasable(user: User) -> bool:
    try:
        check_erasable(user)
    except LastSuperuserError:
        return False
    return True


@require_safe
@never_cache
def sheet(request: HttpRequest) -> HttpResponse:
    """One page to print for the day of the interview."""
    return render(request, "practice/sheet.html", {"sheet": sheet_for(current_candidate(request))})
