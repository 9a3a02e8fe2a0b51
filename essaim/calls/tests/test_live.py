"""Sources asked live: a real server on this machine."""

import json
import threading
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from essaim.calls import actions, live
from essaim.calls.enums import Connector
from essaim.calls.models import Call, Source
from essaim.clubs.tests.factories import make_club
from essaim.kernel import fetching
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_user

from . import payloads


class Server(ThreadingHTTPServer):
    answers: dict[str, tuple[int, dict, bytes]]
    asked: list[tuple[str, str, dict]]
    url: str


@pytest.fixture
def server(monkeypatch):
    """A real server on this machine, taken for a public one."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append((self.command, self.path, dict(self.headers)))
            path = self.path.partition("?")[0]
            status, headers, body = self.server.answers.get(self.path) or self.server.answers.get(path, (404, {}, b""))
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(body * headers.get("times", 1))

        do_POST = do_GET

        def log_message(self, *_arguments):
            pass

    http = Server(("127.0.0.1", 0), Handler)
    http.answers, http.asked = {}, []
    http.url = f"http://127.0.0.1:{http.server_port}"
    threading.Thread(target=http.serve_forever, daemon=True).start()
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(live, "PAUSE", 0.0)
    yield http
    http.shutdown()
    http.server_close()


def body(*rows, **more):
    return json.dumps({"results": rows, **more}).encode()


@pytest.mark.django_db
def test_live_with_a_token_page_by_page(server, monkeypatch):
    monkeypatch.setenv("ESSAIM_CALLS_KEY", "secret")
    second = {**payloads.AT_ROW, "id": 2, "name": "Une autre aide"}
    server.answers = {
        "/api/connexion/": (200, {}, b'{"token": "jwt"}'),
        "/api/aids/?page=2": (200, {}, body(second, next="http://ailleurs.example/voler")),
        "/api/aids/": (200, {}, body(payloads.AT_ROW, next=f"{server.url}/api/aids/?page=2")),
    }
    source = actions.add_source(
        club=None, actor=None, kind=Connector.AIDES_TERRITOIRES, name="AT", address=f"{server.url}/api/aids/",
        token_name="ESSAIM_CALLS_KEY",
    )  # fmt: skip
    report = actions.read_source(source=source)
    assert (report.error, report.created) == ("", 2)
    command, path, headers = server.asked[0]
    assert (command, path, headers["X-AUTH-TOKEN"]) == ("POST", "/api/connexion/", "secret")
    assert [one[2].get("Authorization") for one in server.asked[1:]] == ["Bearer jwt"] * 2
    assert all(one[2]["User-Agent"].startswith("Essaim") for one in server.asked)
    assert "secret" not in json.dumps([source.options, source.report, source.token_name])
    monkeypatch.delenv("ESSAIM_CALLS_KEY")
    assert "ESSAIM_CALLS_KEY" in actions.read_source(source=source).error
    for bad in ("DATABASE_URL", "ESSAIM_SECRET_KEY"):
        with pytest.raises(Refusal) as refused:
            actions.update_source(source=source, actor=None, name="AT", address=source.address, token_name=bad)
        assert refused.value.code == "token"


@pytest.mark.django_db
def test_not_read_again_when_nothing_is_new(server):
    server.answers["/fil"] = (200, {"ETag": '"a"'}, payloads.RSS)
    source = actions.add_source(club=None, actor=None, kind=Connector.FEED, name="Fil", address=f"{server.url}/fil")
    assert actions.read_next() is True
    assert actions.read_next() is False  # tomorrow
    source.refresh_from_db()
    assert (source.etag, source.failures, Call.objects.count()) == ('"a"', 0, 2)
    report = actions.read_source(source=source)
    assert (report.error, report.created) == ("", 2)  # what the last good reading gave
    assert server.asked[-1][2]["If-None-Match"] == '"a"'
    actions.pause_source(source=source, actor=None, paused=True)
    with pytest.raises(Refusal):
        actions.ask_to_read(source=source, actor=None)
    actions.pause_source(source=source, actor=None, paused=False)
    actions.ask_to_read(source=source, actor=None)
    assert actions.read_next() is True


@pytest.mark.django_db
def test_what_breaks_is_told_once_and_waits_longer(server):
    operator = make_user("operateur@example.org", is_operator=True)
    make_club()
    source = actions.add_source(club=None, actor=None, kind=Connector.FEED, name="Fil", address=f"{server.url}/fil")
    waits = []
    for turn, answer in enumerate([(503, {"Retry-After": "86400"}, b""), (200, {}, b"<html>"), (404, {}, b"")]):
        server.answers["/fil"] = answer
        assert actions.read_source(source=source).error
        source.refresh_from_db()
        waits.append(source.next_read_at - timezone.now())
        assert source.failures == turn + 1
    assert waits[0] > timedelta(hours=23)
    assert timedelta(hours=1) < waits[1] < timedelta(hours=3) < waits[2]
    (message,) = Message.objects.filter(kind="calls.broken")
    assert message.to == operator.email
    server.answers["/fil"] = (200, {}, payloads.RSS)
    actions.read_source(source=source)
    source.refresh_from_db()
    assert (source.failures, source.report["error"]) == (0, "")


@pytest.mark.django_db
def test_too_heavy_private_or_held(server, monkeypatch):
    monkeypatch.setattr(live, "LIMITS", fetching.Limits(4 * 1024 * 1024))
    server.answers = {
        "/gros": (200, {"times": 200}, b"x" * 1024 * 1024),  # 200 MB, that nobody announced
        "/dedans": (302, {"Location": "http://10.0.0.1/"}, b""),
    }
    for path, words in (("gros", "4 Mo"), ("dedans", "réseau public")):
        source = actions.add_source(
            club=None, actor=None, kind=Connector.FEED, name=path, address=f"{server.url}/{path}"
        )
        assert words in actions.read_source(source=source).error
    Source.objects.filter(pk=source.pk).update(reading_since=timezone.now())
    with pytest.raises(Refusal) as refused:
        actions.read_source(source=source)
    assert refused.value.code == "busy"
