"""Where django-allauth asks the house: addresses of links, language of messages."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Signing up is open; sign-in is by e-mail."""
