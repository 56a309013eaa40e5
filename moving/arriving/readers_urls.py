"""The front pages of the site and of the blog, which old addresses ask with a parameter (`/?p=123`)."""

from django.urls import path

from moving.arriving.leading import with_old_queries
from pages.lists import views

urlpatterns = [
    path("", with_old_queries(views.home), name="home"),
    path("blog/", with_old_queries(views.stream), name="blog"),
]
