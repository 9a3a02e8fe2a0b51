"""Addresses under /<club>/ma-journee/."""

from django.urls import path

from .views import day

app_name = "day"
urlpatterns = [path("", day.day, name="index")]
