"""The page that lays out the next edition of an event."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from events.copying import copy, suggestion
from events.models import Event
from events.models.event import HASHTAG
from forms.moments import DayInput


class NextEditionForm(forms.Form):
    """When the next edition begins and what it is called."""

    starts_on = forms.DateField(
        label=gettext_lazy("First day"),
        widget=DayInput,
        help_text=gettext_lazy("All other dates move by as many days and keep their times."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=160,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    hashtag = forms.CharField(
        label=gettext_lazy("Hashtag"), max_length=60, required=False, validators=[HASHTAG]
    )
    programme = forms.BooleanField(
        label=gettext_lazy("Lay out the programme, too: times, rooms and breaks, without speakers"),
        required=False,
    )

    def __init__(self, event: Event, data: Any = None) -> None:
        """Suggest a day and names."""
        self.event = event
        super().__init__(data, initial=vars(suggestion(event, timezone.localdate())))

    def clean_starts_on(self) -> Any:
        """Refuse a day before the edition that it follows."""
        starts_on = self.cleaned_data["starts_on"]
        if starts_on <= self.event.ends_at.astimezone(self.event.zone).date():
            raise ValidationError(_("The next edition begins after this one has ended."))
        return starts_on

    def clean_hashtag(self) -> str:
        """Refuse a hashtag that another event has."""
        hashtag = str(self.cleaned_data["hashtag"]).lower()
        if hashtag and Event.objects.filter(hashtag=hashtag).exists():
            raise ValidationError(_("Another event has this hashtag already."))
        return hashtag


class NextEditionMixin(ModelAdmin):
    """Adds the page; for those who may add events."""

    def get_urls(self) -> list[URLPattern]:
        """Add its address."""
        view = self.admin_site.admin_view(self.next_edition_view)
        name = "events_event_next_edition"
        return [path("<path:object_id>/next-edition/", view, name=name), *super().get_urls()]

    def next_edition_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Say what is taken over and ask for the day; on POST lay the edition out."""
        event = self.get_object(request, unquote(object_id))
        if event is None:
            raise Http404
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = NextEditionForm(event, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            edition = copy(event, **form.cleaned_data)
            self.log_addition(request, edition, [{"added": {}}])
            words = _("%(event)s is laid out, and announced to nobody yet. Please look through it.")
            messages.success(request, words % {"event": edition})
            return redirect("admin:events_event_change", edition.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Next edition of %(event)s") % {"event": event.name},
            "form": form,
            "opts": self.opts,
            "original": event,
            "offers": event.offers.count(),
            "days": event.days.count(),
        }
        status = 422 if form.is_bound else 200
        return render(request, "admin/events/event/next_edition.html", context, status=status)
