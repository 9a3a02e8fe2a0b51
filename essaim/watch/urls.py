"""Addresses of watching, under /<club>/appels/. Verbs are POST."""

from django.urls import path

from .views import deadlines, interests, lists

app_name = "watch"
urlpatterns = [
    path("pour-nous/", lists.for_us, name="for_us"),
    path("pour-qui/", lists.among_us, name="among_us"),
    path("<int:pk>/reponse/", lists.answer, name="answer"),
    path("<int:pk>/reponse/reprendre/", lists.take_back, name="take_back"),
    path("ce-que-nous-cherchons/", interests.interests, name="interests"),
    path("ce-que-le-club-cherche/", interests.club_interests, name="club_interests"),
    path("ce-que-nous-cherchons/oublier/", interests.forget, name="forget"),
    path("ce-que-nous-cherchons/rythme/", interests.rhythm, name="rhythm"),
    path("echeances/", deadlines.deadlines, name="deadlines"),
    path("echeances/<str:secret>.ics", deadlines.feed, name="feed"),
]
