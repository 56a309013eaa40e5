"""The page on which everybody chooses the language of the newsroom, for their own account."""

from typing import cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from blog.models.account_language import choose_language, language_of

# Each by its own name: whoever looks for theirs may not read the present one.
LANGUAGES = [
    (code, translation.get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES
]


class LanguageForm(forms.Form):
    """One of the languages, or none."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[("", gettext_lazy("As the browser asks for")), *LANGUAGES],
        help_text=gettext_lazy(
            "Of the newsroom and of mails to you, on every device. What readers see never changes by it."
        ),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Show the choice; remember it, and say so in the language that was chosen."""
    account = cast("User", request.user)
    if request.method != "POST":
        form = LanguageForm(initial={"language": language_of(account)})
        return render(request, "account/language.html", {"form": form})
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return render(request, "account/language.html", {"form": form}, status=422)
    choose_language(account, form.cleaned_data["language"])
    spoken = form.cleaned_data["language"] or translation.get_language_from_request(request)
    with translation.override(spoken):
        messages.success(request, _("The newsroom is in English now."))
    return redirect("account_language")
