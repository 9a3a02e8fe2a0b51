"""What went to whom: the same screens for a club's organisers and for the operator."""

from django.urls import path

from .views import outbox

screens = [
    path("", outbox.index, name="index"),
    path("recu/", outbox.incoming, name="incoming"),
    path("adresses/", outbox.addresses, name="addresses"),
    path("<int:pk>/renvoyer/", outbox.retry, name="retry"),
    path("recu/<int:pk>/lu/", outbox.read, name="read"),
    path("adresses/<int:pk>/reprendre/", outbox.lift, name="lift"),
]
