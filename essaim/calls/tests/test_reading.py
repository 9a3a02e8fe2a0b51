"""Sources read: shapes of payloads, what is refused, merged, amended."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core import management
from django.utils import timezone

from essaim.calls import actions, queries
from essaim.calls.connectors import Broken, readers
from essaim.calls.enums import Connector
from essaim.calls.found import Refused, split
from essaim.calls.hooks import call_changed, calls_found
from essaim.calls.models import Call, CallRecord, Change, Source
from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal

from . import payloads
from .factories import in_days, make_call, make_source

PARIS = ZoneInfo("Europe/Paris")
DATA = next(
    (one for up in Path(__file__).resolve().parents if (one := up / "shared" / "data" / "appels").is_dir()), None
)
REAL = [
    (Connector.AIDES_TERRITOIRES_EXPORT, "aides_territoires_export_periurbain.csv", 133),
    (Connector.TRANSITION, "aides_transition_entreprises.json", 132),
    (Connector.AID_SCHEMA, "dispositif_aide_schema_data_gouv.csv", 94),
    (Connector.BOAMP, "boamp_avis_extrait.json", 1),
    (Connector.DROME, "payloads-api/departement_drome_data.json", 3),
    (Connector.MANCHE, "payloads-api/departement_manche_data.json", 10),
    (Connector.CULTURE, "payloads-api/ministere_de_la_culture_data.json", 3),
    (Connector.TABLE, "aides_territoires_export_periurbain.csv", 133),
]


def read(kind, payload, options=None):
    if not isinstance(payload, bytes):
        payload = json.dumps(payload).encode()
    return split(readers[kind].read(payload, options or {}))


@pytest.mark.parametrize(("kind", "payload", "expected"), payloads.SHAPES, ids=lambda one: str(one)[:20])
def test_each_shape(kind, payload, expected):
    good, bad = read(kind, payload)
    assert bad == []
    for name, value in expected.items():
        held = getattr(good[0], name)
        if name in ("description", "eligibility"):
            assert value in held
        elif name == "deadline":
            assert held.astimezone(PARIS).strftime("%Y-%m-%d %H:%M") == value
        else:
            assert held == value, name
    assert good[0].raw
    assert type(good[0]).from_json(good[0].as_json()).values() == good[0].values()


@pytest.mark.parametrize("kind", sorted(readers))
@pytest.mark.parametrize(
    "payload",
    [b"", b"\xff\xfe\x00", b"{", b"[[[", b"<rss><channel>", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>',
     b'a;b\n"c', b"PK\x03\x04 not a workbook", b'{"results": 3}', b"[" * 100_000],
)  # fmt: skip
def test_what_is_broken_is_said(kind, payload):
    refused, good = None, []
    try:
        good, _bad = read(kind, payload)
    except Refusal as refusal:
        refused = refusal
    assert good == []
    assert refused is None or (isinstance(refused, Broken) and refused.sentence.endswith((".", "»")))


def test_bad_rows_do_not_stop_the_others():
    rows = [
        payloads.AT_ROW, {**payloads.AT_ROW, "id": 2, "name": "<script>x</script>"}, "une ligne", None,
        {**payloads.AT_ROW, "id": None, "slug": None}, payloads.AT_ROW, {**payloads.AT_ROW, "id": 3, "categories": 12},
    ]  # fmt: skip
    good, bad = read(Connector.AIDES_TERRITOIRES, {"results": rows})
    assert [one.external_id for one in good] == ["156168", "3"]
    assert len(bad) == 5
    assert all(isinstance(one, Refused) and one.why for one in bad)


@pytest.mark.django_db
@pytest.mark.skipif(DATA is None, reason="the real payloads of shared/data/appels are not here")
def test_real_payloads_none_lost_and_twice_the_same():
    assert DATA is not None
    sources = {}
    for kind, name, count in REAL:
        source = sources[kind] = Source.objects.create(kind=kind, name=f"{kind}")
        report = actions.read_payload(source=source, payloads=[(DATA / name).read_bytes()])
        assert (report.error, report.read, report.refused) == ("", count, 0), name
        assert report.adds_up
        assert source.records.count() == count
    calls, changes = Call.objects.count(), Change.objects.count()
    # The two exports of one catalogue met; the table is the same file as the export.
    assert 270 < calls < 133 + 132 + 94 + 17
    for kind, name, count in REAL:
        report = actions.read_payload(source=sources[kind], payloads=[(DATA / name).read_bytes()])
        assert (report.unchanged, report.created, report.updated, report.merged) == (count, 0, 0, 0), name
    assert (Call.objects.count(), Change.objects.count()) == (calls, changes)
    assert not Call.objects.filter(description__icontains="<script").exists()


@pytest.mark.django_db
def test_amended_cancelled_and_told():
    source, heard, new = make_source(kind=Connector.BOAMP), [], []

    def listen(**facts):
        heard.append((facts["call"].title, facts["kind"]))

    def found(**facts):
        new.extend(call.title for call in facts["calls"])

    call_changed.connect(listen)
    calls_found.connect(found)
    try:
        first = payloads.BOAMP_ROW
        later = {
            **first, "idweb": "26-2", "annonces_anterieures": ["26-1"], "dateparution": "2099-01-10",
            "datelimitereponse": "2099-03-20T12:00:00+01:00",
        }  # fmt: skip
        dead = {
            "idweb": "26-3", "objet": "Annulation", "annonces_anterieures": ["26-1"], "etat": "AVIS_ANNULE",
            "dateparution": "2099-01-20",
        }  # fmt: skip
        for rows in ([first], [first, later], [first, later], [first, later, dead]):
            actions.read_payload(source=source, payloads=[json.dumps({"results": rows}).encode()])
    finally:
        call_changed._listeners.remove(listen)
        calls_found._listeners.remove(found)
    call = Call.objects.get()
    title = "Nettoyage & entretien des locaux"
    assert new == [title]
    assert heard == [(title, "deadline"), (title, "cancelled")]
    assert (call.title, call.status, call.records.count()) == (title, "cancelled", 3)
    assert call.deadline is not None
    assert timezone.localtime(call.deadline).strftime("%m-%d") == "03-20"


@pytest.mark.django_db
def test_two_sources_one_call_and_apart_again():
    at = make_source(kind=Connector.AIDES_TERRITOIRES, name="A")
    table = make_source(kind=Connector.TABLE, name="T")
    actions.read_payload(source=at, payloads=[json.dumps({"results": [payloads.AT_ROW]}).encode()])
    sheet = "Titre;Financeur;Date limite;Contact\nCuisines partagees;Region Hauts de France;15/03/2099;Ana\nAutre;X;;"
    report = actions.read_payload(source=table, payloads=[sheet.encode()])
    assert (report.merged, report.created) == (1, 1)
    call = Call.objects.get(title="Cuisines partagées")
    assert call.contact == "Ana"  # the second one fills in what the first did not say
    assert Change.objects.count() == 0  # and that is no news
    record = call.records.get(source=table)
    other = actions.separate(record=record, actor=None)
    call.refresh_from_db()
    assert (call.contact, other.contact, other.title) == ("", "Ana", "Cuisines partagees")
    assert actions.read_payload(source=table, payloads=[sheet.encode()]).unchanged == 2
    with pytest.raises(Refusal) as refused:
        actions.separate(record=call.records.get(), actor=None)
    assert refused.value.code == "alone"
    actions.merge_calls(kept=call, removed=other, actor=None)
    other.refresh_from_db()
    assert other.merged_into == call
    assert other not in queries.open_calls()
    with pytest.raises(Refusal):
        actions.merge_calls(kept=call, removed=make_call(make_club(), "D'un club"), actor=None)


@pytest.mark.django_db
def test_a_source_that_changes_shape_keeps_what_was_there():
    source = make_source(kind=Connector.AIDES_TERRITOIRES, last_count=6)
    rows = [{**payloads.AT_ROW, "id": number, "name": f"Appel de la commune n° {number}"} for number in range(6)]
    actions.read_payload(source=source, payloads=[json.dumps({"results": rows}).encode()])
    for payload in ({"results": []}, {"results": [{"intitule": row["name"]} for row in rows]}):
        report = actions.read_payload(source=source, payloads=[json.dumps(payload).encode()])
        assert report.error
        assert report.adds_up
    assert Call.objects.filter(status="open").count() == 6
    assert CallRecord.objects.filter(gone_at=None).count() == 6
    # Half of them gone: believed; after some days the calls are closed, and open again when they come back.
    few = json.dumps({"results": rows[:3]}).encode()
    assert actions.read_payload(source=source, payloads=[few]).gone == 3
    assert Call.objects.filter(status="open").count() == 6
    CallRecord.objects.exclude(gone_at=None).update(gone_at=timezone.now() - timedelta(days=4))
    actions.read_payload(source=source, payloads=[few])
    assert Call.objects.filter(status="closed").count() == 3
    actions.read_payload(source=source, payloads=[json.dumps({"results": rows}).encode()])
    assert Call.objects.filter(status="closed").count() == 0


@pytest.mark.django_db
def test_the_operator_reads_a_file(tmp_path, capsys):
    path = tmp_path / "appels.csv"
    path.write_text("Titre;Date limite\nRécolte des pommes;2099-10-01\n;2099-10-01\n", encoding="utf-8")
    management.call_command("read_calls", str(path))
    said = capsys.readouterr().out
    assert "2 lignes lues : 1 nouvelle, 1 refusée." in said.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Sans titre" in said
    assert Call.objects.get().deadline == datetime(2099, 10, 1, 23, 59, 59, tzinfo=PARIS)
    broken = tmp_path / "aides_transition.json"
    broken.write_text("<html>")
    with pytest.raises(management.CommandError):
        management.call_command("read_calls", str(broken))
    assert Call.objects.count() == 1


@pytest.mark.django_db
def test_a_deadline_that_is_past_is_closed_from_the_start():
    source = make_source()
    sheet = f"Titre;Date limite\nHier;{in_days(-2):%Y-%m-%d}\nDemain;{in_days(2):%Y-%m-%d}"
    actions.read_payload(source=source, payloads=[sheet.encode()])
    assert {call.title: call.status for call in Call.objects.all()} == {"Hier": "closed", "Demain": "open"}
    assert Change.objects.count() == 0
