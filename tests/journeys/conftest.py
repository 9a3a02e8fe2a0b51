"""A real browser in front of a real server. Ask for `page` (Chromium, French, at 1280 px) and, to begin signed in,
`sign_in(user)`; `axe(page)` checks accessibility. Mark the tests `browser`: `pytest -m browser tests/journeys`.

A page that logs an error (a script's, or what the Content-Security-Policy stopped) fails its test.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from .mailbox import smtp_server

CHROMIUM = Path(os.environ.get("ESSAIM_CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# An address that answers 404 or 409, or a network that the test cuts, is no script's fault.
ON_PURPOSE = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for the session."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: give its path in ESSAIM_CHROMIUM")
    # Playwright's synchronous interface keeps a loop in this thread, in which Django refuses to query by default.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(chromium, live_server):
    """Open pages with the settings one wants, for instance
    `new_page(viewport=PHONE, color_scheme="dark", java_script_enabled=False)`."""
    contexts, complaints = [], []

    def hear(message) -> None:
        if message.type == "error" and not any(one in message.text for one in ON_PURPOSE):
            complaints.append(message.text)

    def open_page(**options):
        options = {"viewport": DESK, "locale": "fr-FR", "base_url": live_server.url} | options
        contexts.append(chromium.new_context(**options))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", hear)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture
def sign_in(live_server):
    """`sign_in(page, user)`: give the page's browser a session of the person, without going through the screens."""

    def open_session(page, user) -> None:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return open_session


@pytest.fixture(scope="session")
def violations():
    """`violations(page)`: what axe-core finds, one line each. `only`: the name of a single rule."""
    from axe_playwright_python.sync_playwright import Axe

    script = Axe().axe_script
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

    def check(page, only: str = "") -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        chosen = {"resultTypes": ["violations"], "runOnly": [only]} if only else options
        found = page.evaluate("options => axe.run(options).then(results => results.violations)", chosen)
        return [
            f"{one['id']}: {node['html'][:160]} ({node.get('failureSummary', '').splitlines()[-1].strip()})"
            for one in found
            for node in one["nodes"]
        ]

    return check


@pytest.fixture
def axe(violations):
    """`axe(page)`: no violation of WCAG 2.2 AA nor of good practice that axe-core can see."""

    def check(page) -> None:
        found = violations(page)
        assert not found, "\n".join([page.url, *found])

    return check


@pytest.fixture
def mailbox(settings):
    """What a real SMTP server received: see `mailbox.Mailbox`."""
    with smtp_server(settings) as box:
        yield box
