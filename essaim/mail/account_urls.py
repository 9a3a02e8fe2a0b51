"""One's own choices, under /compte/courrier/."""

from django.urls import path

from .views import choosing

app_name = "mail_choices"
urlpatterns = [path("", choosing.mine, name="mine")]
