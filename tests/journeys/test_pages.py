"""The public pages stand, in a real browser: no script error, nothing that the CSP stops, nothing that axe sees."""

import pytest

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/", "/en/", "/accessibilite/", "/vie-privee/"])
def test_public_page(new_page, axe, address, scheme, viewport):
    page = new_page(viewport=viewport, color_scheme=scheme)
    assert page.goto(address).status == 200
    assert page.locator("main h1").count() == 1
    axe(page)
