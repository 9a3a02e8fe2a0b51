"""Addresses under /<club>/animer/."""

from django.urls import path

from .views import organising

app_name = "organising"
urlpatterns = [path("", organising.index, name="index")]
