"""The promise of a campaign: 1,000 invitations queued in 5 seconds at most, with few questions to the database; the
same messages asked for one by one stand beside, in the same run."""

import time

MESSAGES = 1000


def run() -> list[dict]:
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from essaim.clubs.models import Club
    from essaim.joining import actions
    from essaim.joining.filling import values_of
    from essaim.joining.mails import STREAM, text_of
    from essaim.joining.models import Recipient
    from essaim.kernel.hooks import mail_requested
    from essaim.mail.models import Message
    from essaim.organizations.models import Organization
    from essaim.organizations.naming import named

    club = Club.objects.create(slug="essai", name="Club d'essai", short_name="Essai", email="club@example.org")
    Organization.objects.bulk_create(
        [
            Organization(**named(f"Structure {number}"), email=f"contact{number}@example.org")
            for number in range(MESSAGES)
        ]
    )
    campaign = actions.create_campaign(club=club, title="Première rencontre", actor=None)
    words = "Bonjour {prenom},\n\n" + "Venez nous rencontrer, {structure} : nous parlons de recrutement.\n\n" * 6
    campaign = actions.write(campaign=campaign, subject="{structure}, venez", words_=words, meeting=None, actor=None)
    ids = Organization.objects.values_list("pk", flat=True)
    begun = time.perf_counter()
    actions.pick_all(campaign=campaign, organizations=list(ids))
    picked = time.perf_counter() - begun
    with CaptureQueriesContext(connection) as captured:
        begun = time.perf_counter()
        sent = actions.send(campaign=campaign, actor=None)
        seconds = time.perf_counter() - begun
    again = actions.send(campaign=campaign, actor=None)
    queued = Message.objects.count()

    rows = list(Recipient.objects.filter(campaign=campaign).select_related("organization"))
    for row in rows:
        row.campaign = campaign
    begun = time.perf_counter()
    values = values_of(campaign, rows)
    with transaction.atomic():
        for row in rows:
            subject, text = text_of(row, values[row.pk])
            mail_requested.tell(
                kind="bench.one", to=row.email, language="fr", subject=subject, text=text, key=f"bench:{row.pk}",
                club=club, stream=STREAM,
            )  # fmt: skip
    one_by_one = time.perf_counter() - begun
    return [
        {
            "name": f"{MESSAGES} invitations written and queued", "value": round(seconds, 2), "unit": "s",
            "reference": round(one_by_one, 2), "ratio": round(seconds / one_by_one, 2), "target": "5 s at most",
            "holds": seconds <= 5 and sent == queued == MESSAGES,
        },
        {
            "name": "questions to the database", "value": len(captured), "unit": "queries", "reference": MESSAGES,
            "ratio": round(len(captured) / MESSAGES, 3), "target": "one for ten messages at most",
            "holds": len(captured) <= MESSAGES / 10,
        },
        {
            "name": f"{MESSAGES} structures picked", "value": round(picked, 2), "unit": "s", "reference": 1,
            "ratio": round(picked, 2), "target": "1 s at most", "holds": picked <= 1,
        },
        {
            "name": "sent by a second press", "value": again, "unit": "messages", "reference": 0, "ratio": 0,
            "target": "none", "holds": again == 0,
        },
    ]  # fmt: skip
