"""The mail of the installation, for its operator; and what an address receives, by a signed link without account."""

from django.urls import path

from .screens import screens
from .views import choosing

app_name = "mail"
urlpatterns = [*screens, path("<str:token>/", choosing.stop, name="stop")]
