"""Who is asking."""

from django.http import Http404, HttpRequest

from .models import User


def person(request: HttpRequest) -> User:
    """The person who is signed in. Views that visitors may open ask `request.user` instead; here they get 404."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
