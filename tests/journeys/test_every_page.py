"""Every page, for each kind of reader, in a real browser: axe finds nothing in light nor in dark, on a phone nor on a
desk; nothing sticks out at 320 px; a first visit weighs less than 150 kB; forms can be sent without script.
"""

import pytest

from tests.access_matrix.cast import cast  # noqa: F401  (a fixture)

from .conftest import DESK, PHONE
from .walk import FORMS_WITHOUT_BUTTON, MOST_BYTES, OVERFLOW, Weigher, pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
READERS = [("visitor", ""), ("visitor", "/en"), ("member", ""), ("organiser", ""), ("operator", "")]


@pytest.mark.parametrize(("role", "prefix"), READERS, ids=lambda value: value.strip("/"))
def test_pages(role, prefix, cast, new_page, sign_in, violations):  # noqa: F811
    # Without motion: a colour on its way from light to dark has neither contrast.
    page = new_page(viewport=DESK, reduced_motion="reduce")
    if user := cast.people[role]:
        sign_in(page, user)
    weigher, faults, count = Weigher(page), [], 0
    for address in pages(cast, role, prefix):
        count += 1
        weigher.start()
        page.set_viewport_size(DESK)
        page.goto(address, wait_until="load")
        if (weight := weigher.total()) > MOST_BYTES:
            faults.append(f"{address} weighs {weight} bytes")
        if page.locator("html").get_attribute("lang") != (prefix.strip("/") or "fr"):
            faults.append(f"{address} says another language")
        if (titles := page.locator("main h1").count()) != 1:
            faults.append(f"{address} has {titles} h1")
        faults += [f"{address} {fault}" for fault in violations(page)]
        faults += [f"{address} sends only by script: {form}" for form in page.evaluate(FORMS_WITHOUT_BUTTON)]
        page.emulate_media(color_scheme="dark")
        faults += [f"{address} dark {fault}" for fault in violations(page, only="color-contrast")]
        page.set_viewport_size(PHONE)
        faults += [f"{address} dark, phone {fault}" for fault in violations(page)]
        page.emulate_media(color_scheme="light")
        faults += [f"{address} phone {fault}" for fault in violations(page, only="color-contrast")]
        page.set_viewport_size({"width": 320, "height": 640})
        if (pixels := page.evaluate(OVERFLOW)) > 0:
            faults.append(f"{address} sticks out by {pixels} px at 320")
    assert count >= 10
    assert not faults, "\n".join(faults)
