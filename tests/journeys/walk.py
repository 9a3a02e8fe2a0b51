"""Which pages a role can open, and what a page is looked at for."""

from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from tests.access_matrix.table import TABLE

# Pages of the libraries, drawn by our templates.
LIBRARY_PAGES = (
    "account_login", "account_signup", "account_reset_password", "account_request_login_code", "account_logout",
    "account_email", "account_change_password", "account_set_password", "mfa_index", "mfa_activate_totp",
    "usersessions_list",
)  # fmt: skip
MOST_BYTES = 150_000  # of a first visit, nothing compressed

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Fields without a name, forms that only a script could send.
FORMS_WITHOUT_BUTTON = """[...document.forms].filter(form => ![...form.elements].some(
    one => one.matches("button:not([type=button]), input[type=submit]"))).map(form => form.outerHTML.slice(0, 120))"""


def pages(cast, role: str, prefix: str = "") -> Iterator[str]:
    """Addresses of the HTML pages that the role can open, `/en` before them for English."""
    client = Client()
    if user := cast.people[role]:
        client.force_login(user)
    addresses = [cast.url(name, row) for name, row in TABLE.items() if row.method == "get" and not row.data]
    for address in [*addresses, *map(reverse, LIBRARY_PAGES)]:
        address = prefix + address
        response = client.get(address)
        if response.status_code == 200 and b"<main" in getattr(response, "content", b""):
            yield address


class Weigher:
    """Bytes of the pages that a browser opens, each file counted as on a first visit."""

    def __init__(self, page) -> None:
        self._files: dict[str, int] = {}
        self._responses: list = []
        page.on("response", lambda response: self._responses.append(response))

    def start(self) -> None:
        self._responses.clear()

    def total(self) -> int:
        for response in self._responses:
            if response.url not in self._files and response.ok:
                self._files[response.url] = len(response.body())
        return sum(self._files.get(url, 0) for url in {response.url for response in self._responses})
