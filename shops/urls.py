"""Where shops tell that something has changed there."""

from django.urls import path

from shops.webhooks import shop_webhook

urlpatterns = [path("haken/<uuid:hook>/", shop_webhook, name="shop_webhook")]
