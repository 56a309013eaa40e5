"""Addresses behind personal links."""

from django.urls import path

from guests import kit

urlpatterns = [
    path("botschafter/<str:token>/", kit.kit, name="kit"),
    path("botschafter/<str:token>/abzeichen.png", kit.badge, name="kit_badge"),
]
