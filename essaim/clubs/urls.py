"""Addresses under /<club>/."""

from django.urls import path

from .views import club

app_name = "clubs"
urlpatterns = [path("", club.detail, name="detail"), path("logo/", club.logo, name="logo")]
