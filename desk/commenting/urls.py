"""The address at which outsiders read a draft."""

from django.urls import path

from desk.commenting.outside import draft

urlpatterns = [path("entwurf/<str:token>/", draft, name="draft")]
