"""Addresses and languages: French ones carry no prefix, English ones begin with /en/."""

from django.conf import settings


def localized(path: str, language: str) -> str:
    """The same address in another language. `localized("/annuaire/?q=x", "en") == "/en/annuaire/?q=x"`."""
    for code, _name in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            path = path[len(code) + 1 :]
            break
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"
