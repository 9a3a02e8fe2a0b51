"""Addresses under /<club>/."""

from django.urls import path

from . import views

app_name = "clubs"
urlpatterns = [path("", views.detail, name="detail")]
