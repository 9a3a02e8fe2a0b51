"""The register begins: one event for each membership that stands, two for one that ended."""

from django.db import migrations
from django.utils import timezone

VERBS = {"invited": "invite", "member": "admit", "left": "leave"}


def begin(apps, schema_editor):
    membership_model = apps.get_model("clubs", "Membership")
    event_model = apps.get_model("clubs", "MembershipEvent")
    events = []
    for row in membership_model.objects.filter(events=None).order_by("pk").iterator():
        known = row.since or timezone.localdate(row.created_at)
        if row.state == "left":
            if row.since:
                events.append(_event(event_model, row, "admit", "member", row.since))
            events.append(_event(event_model, row, "leave", "left", timezone.localdate(row.updated_at)))
        elif row.state in VERBS:
            events.append(_event(event_model, row, VERBS[row.state], row.state, known))
    event_model.objects.bulk_create(events, batch_size=500)


def _event(model, row, verb, after, on):
    before = "member" if verb == "leave" and row.since else ""
    return model(club_id=row.club_id, membership_id=row.pk, verb=verb, before=before, after=after, on=on)


class Migration(migrations.Migration):
    dependencies = [("clubs", "0003_register")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
