"""Addresses under /agenda/: one person's calendar, across clubs."""

from django.urls import path

from .views import calendars

app_name = "meeting_calendars"
urlpatterns = [path("<str:secret>.ics", calendars.personal_feed, name="personal")]
