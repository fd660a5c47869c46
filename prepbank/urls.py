"""Every address of PrepBank, from the outside in."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path

admin.site.site_header = admin.site.site_title = "PrepBank: the question bank"
admin.site.index_title = "Keep the bank"
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("practice.urls")),
    path("", include("questions.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    # Pages that are not ours to link an icon from, such as admin's, make browsers ask for this one.
    path("favicon.ico", lambda request: redirect(static("favicon.svg"))),
]
