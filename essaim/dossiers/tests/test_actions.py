"""The verbs: what they write, tell and refuse."""

import pytest
from django.utils import timezone

from essaim.calls.tests.factories import make_call
from essaim.clubs.actions import leave as leave_club
from essaim.clubs.tests.factories import make_club
from essaim.dossiers import actions, given, personal, queries, rules
from essaim.dossiers.enums import ConsortiumForm, DossierState, OpenTo, PartnerRole, PartnerState
from essaim.dossiers.models import Composition, Confirmation, Dossier, Partner
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_organization

from .factories import a_member, again, agree, in_days, make_dossier, part_of, send, share_out, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici")


@pytest.fixture
def velos(club):
    return a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")


@pytest.fixture
def brouette(club):
    return a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")


def refused(code, act, **arguments):
    with pytest.raises(Refusal) as caught:
        act(**arguments)
    assert caught.value.code == code, caught.value
    return caught.value


def sent(kind):
    return sorted(message.to for message in Message.objects.filter(kind=f"dossiers.{kind}"))


def test_a_dossier_needs_a_title_a_member_and_time(club, velos):
    good = {"club": club, "organization": velos, "actor": user_of(velos), "title": "Cuisine"}
    refused("title", actions.start_dossier, **good | {"title": " "})
    refused("past", actions.start_dossier, **good | {"deadline": in_days(-1)})
    refused("not_member", actions.start_dossier, **good | {"organization": make_organization("Ailleurs")})
    refused("call", actions.start_dossier, **good, call=make_call(make_club()))
    call = make_call()
    dossier = actions.start_dossier(**good, call=call, template="grant")
    assert (dossier.deadline, dossier.state) == (call.deadline, DossierState.DRAFT)
    assert dossier.sections.count() == 8
    lead = queries.lead_of(dossier)
    assert (lead.organization, lead.state, dossier.composition_number) == (velos, PartnerState.ACCEPTED, 1)
    assert Entry.objects.filter(verb="dossiers.start").count() == 1


def test_one_does_not_lead_two_groups_for_one_contract(club, velos, brouette):
    """R2142-23."""
    tender = make_call(kind="tender")
    make_dossier(club, velos, call=tender)
    refused("two_groups", make_dossier, club=club, leader=velos, title="Encore", call=tender)
    assert make_dossier(club, brouette, title="Un autre groupement", call=tender).pk
    grant = make_call(title="Une subvention", kind="grant")
    make_dossier(club, velos, title="Un", call=grant)
    assert make_dossier(club, velos, title="Deux", call=grant).pk
    idea = make_dossier(club, velos, title="Une idée", days=None)
    refused("two_groups", actions.link_call, dossier=idea, call=tender, actor=None)
    assert actions.link_call(dossier=idea, call=grant, actor=None).deadline == grant.deadline


def test_members_raise_their_hand_and_the_lead_answers(club, velos, brouette):
    dossier = make_dossier(club, velos)
    assert sent("looking") == ["odile@example.org"]
    hand = actions.raise_hand(dossier=dossier, organization=brouette, actor=user_of(brouette), word="Un camion")
    assert (hand.state, hand.through, sent("hand_raised")) == (PartnerState.RAISED, club, ["karim@example.org"])
    refused("twice", actions.raise_hand, dossier=dossier, organization=brouette, actor=None)
    refused("not_member", actions.raise_hand, dossier=dossier, organization=make_organization("X"), actor=None)
    actions.take_in(partner=hand, actor=user_of(velos))
    assert part_of(dossier, brouette).state == PartnerState.ACCEPTED
    assert sent("taken_in") == ["odile@example.org"]
    closed = make_dossier(club, velos, title="Entre nous", open_to=OpenTo.NAMED)
    refused("closed", actions.raise_hand, dossier=closed, organization=brouette, actor=None)


def test_an_invitation_and_its_answers(club, velos, brouette):
    dossier = make_dossier(club, velos)
    refused("nobody", actions.invite, dossier=dossier, organization=make_organization("Sans personne"), actor=None)
    refused("role", actions.invite, dossier=dossier, organization=brouette, actor=None, role=PartnerRole.LEAD)
    partner = actions.invite(dossier=dossier, organization=brouette, actor=None)
    assert sent("invited") == ["odile@example.org"]
    refused("state", actions.take_in, partner=partner, actor=None)
    actions.decline(partner=partner, actor=user_of(brouette), word="Trop pris")
    assert sent("answered") == ["karim@example.org"]
    refused("state", actions.accept, partner=partner, actor=None)
    # Asked again, it may say yes: the first row stays as it was.
    second = actions.invite(dossier=dossier, organization=brouette, actor=None)
    actions.accept(partner=second, actor=user_of(brouette))
    assert sorted(dossier.partners.values_list("state", flat=True)) == ["accepted", "accepted", "declined"]


def test_outside_by_mail(club, velos):
    dossier = make_dossier(club, velos)
    refused("email", actions.invite_outside, dossier=dossier, name="Le Fournil", email=" ", actor=None)
    partner = actions.invite_outside(
        dossier=dossier, name="Le Fournil", email="claire@fournil.example", contact_name="Claire Lefort", actor=None
    )
    assert (partner.through, partner.organization.listed) == (None, False)
    assert sent("invited") == ["claire@fournil.example"]
    assert "/dossiers/lien/" in Message.objects.get(kind="dossiers.invited").text


def test_shares_make_the_whole_before_anyone_confirms(club, velos, brouette):
    dossier = make_dossier(club, velos, brouette)
    lead, other = part_of(dossier, velos), part_of(dossier, brouette)
    refused("no_form", actions.compose, dossier=dossier, actor=None)
    places = {lead.pk: actions.Place("lead", 6000), other.pk: actions.Place("partner", 3999)}
    actions.set_shares(dossier=dossier, places=places, actor=None, form=ConsortiumForm.JOINT)
    assert "0,01 %" in str(refused("sum", actions.compose, dossier=dossier, actor=None))
    refused("share", actions.set_shares, dossier=dossier, places={lead.pk: actions.Place("lead", 10_001)}, actor=None)
    refused("lead", actions.set_shares, dossier=dossier, places={other.pk: actions.Place("lead", 1)}, actor=None)
    refused("changed", actions.set_shares, dossier=dossier, places=places, actor=None, seen=1)
    places[other.pk] = actions.Place("partner", 4000)
    actions.set_shares(dossier=dossier, places=places, actor=None)
    dossier = again(actions.compose(dossier=dossier, actor=None))
    assert sent("please_confirm") == ["karim@example.org", "odile@example.org"]
    refused("changed", actions.confirm, partner=other, actor=None, number=1)
    actions.confirm(partner=other, actor=user_of(brouette), number=dossier.composition_number)
    actions.confirm(partner=other, actor=user_of(brouette), number=dossier.composition_number)  # said once
    assert Confirmation.objects.count() == 1
    refused("unconfirmed", actions.mark_checked, dossier=dossier, actor=None)


def test_a_change_of_shares_asks_again_and_words_do_not(club, velos, brouette):
    dossier = agree(make_dossier(club, velos, brouette))
    assert sent("all_confirmed") == ["karim@example.org"]
    lead, other = part_of(dossier, velos), part_of(dossier, brouette)
    words = {lead.pk: actions.Place("lead", lead.share, brings="Un lieu")}
    actions.set_shares(dossier=dossier, places=words, actor=None)
    assert {part_of(dossier, one).state for one in (velos, brouette)} == {PartnerState.CONFIRMED}
    actions.mark_checked(dossier=again(dossier), actor=None)
    places = {lead.pk: actions.Place("lead", 7000), other.pk: actions.Place("partner", 3000)}
    actions.set_shares(dossier=dossier, places=places, actor=None)
    assert {part_of(dossier, one).state for one in (velos, brouette)} == {PartnerState.ACCEPTED}
    assert again(dossier).state == DossierState.WRITING
    last = Composition.objects.filter(dossier=dossier).first()
    assert (last.asks, "70 %" in last.words, len(last.sha256)) == (True, True, 64)


def test_a_subcontractor_has_no_share(club, velos, brouette):
    third = a_member(club, "Le Transport solidaire")
    dossier = make_dossier(club, velos, brouette, third)
    rows = {part_of(dossier, velos).pk: actions.Place("lead", 5000),
            part_of(dossier, brouette).pk: actions.Place("partner", 5000),
            part_of(dossier, third).pk: actions.Place("subcontractor", 900, 120_000)}  # fmt: skip
    actions.set_shares(dossier=dossier, places=rows, actor=None, form=ConsortiumForm.SEVERAL)
    row = part_of(dossier, third)
    assert (row.role, row.share, row.amount_cents) == (PartnerRole.SUBCONTRACTOR, None, 120_000)
    assert rules.lacks(again(dossier), queries.partners_of(dossier)) == []
    refused("role", actions.hand_over, dossier=dossier, to=row, actor=None)


def test_sent_it_changes_no_more(club, velos, brouette):
    """R2142-26."""
    dossier = send(make_dossier(club, velos, brouette))
    assert (dossier.state, dossier.frozen_number) == (DossierState.SUBMITTED, dossier.composition_number)
    other = part_of(dossier, brouette)
    before = Composition.objects.count()
    refused("frozen", actions.leave, partner=other, actor=None)
    refused("frozen", actions.set_shares, dossier=dossier, places={other.pk: actions.Place("partner", 1)}, actor=None)
    refused("frozen", actions.hand_over, dossier=dossier, to=other, actor=None)
    refused("frozen", actions.invite, dossier=dossier, organization=make_organization("X"), actor=None)
    refused("frozen", actions.add_section, dossier=dossier, actor=None, title="Encore")
    refused("frozen", actions.update_dossier, dossier=dossier, actor=None, title="Autre")
    assert Composition.objects.count() == before
    actions.win(dossier=dossier, actor=None, said="Bravo")
    assert sent("settled") == ["karim@example.org"] * 2 + ["odile@example.org"] * 2
    refused("state", actions.lose, dossier=dossier, actor=None)
    assert actions.archive(dossier=dossier, actor=None).state == DossierState.ARCHIVED


def test_handing_over_takes_two(club, velos, brouette):
    dossier = agree(make_dossier(club, velos, brouette))
    other = part_of(dossier, brouette)
    refused("not_asked", actions.take_over, partner=other, actor=None)
    refused("lead", actions.leave, partner=part_of(dossier, velos), actor=None)
    actions.hand_over(dossier=dossier, to=other, actor=user_of(velos))
    assert (queries.lead_of(dossier).organization, sent("hand_over")) == (velos, ["odile@example.org"])
    actions.take_over(partner=other, actor=user_of(brouette))
    assert queries.lead_of(dossier).organization == brouette
    assert part_of(dossier, velos).role == PartnerRole.PARTNER
    assert again(dossier).handed_to is None
    actions.hand_over(dossier=dossier, to=part_of(dossier, velos), actor=None)
    actions.keep_lead(dossier=dossier, actor=None)
    refused("not_asked", actions.take_over, partner=part_of(dossier, velos), actor=None)


def test_a_partner_who_leaves_the_club_the_day_before_stays_in(club, velos, brouette):
    dossier = agree(make_dossier(club, velos, brouette, days=1))
    leave_club(club=club, organization=brouette, actor=None, reason="Un essai")
    assert sent("left_club") == ["karim@example.org"]
    other = part_of(dossier, brouette)
    assert (other.state, other.through) == (PartnerState.CONFIRMED, club)
    assert queries.gone_from_club(queries.partners_of(dossier)) == [other]
    # It may still leave the team itself: then the shares no longer make the whole.
    actions.leave(partner=other, actor=user_of(brouette), word="Nous arrêtons.")
    assert sent("left") == ["karim@example.org"]
    assert [one.code for one in rules.lacks(again(dossier), queries.partners_of(dossier))] == ["sum"]


def test_the_call_changes(club, velos, brouette):
    call = make_call()
    dossier = make_dossier(club, velos, brouette, call=call)
    actions.follow_call(call=call, kind="cancelled", changes={})
    assert sent("call_changed") == ["karim@example.org", "odile@example.org"]
    assert "annulé" in Message.objects.filter(kind="dossiers.call_changed").first().text
    other = make_call(title="Le même")
    actions.follow_merge(kept=other, removed=call)
    assert again(dossier).call_id == other.pk


def test_it_serves_again_for_another_call(club, velos, brouette):
    dossier = send(make_dossier(club, velos, brouette, template="letter_of_intent"))
    section = dossier.sections.first()
    section.text.content = "Nos mots."
    section.text.save()
    actions.lose(dossier=dossier, actor=None)
    made = actions.duplicate(
        dossier=again(dossier), club=club, organization=brouette, actor=user_of(brouette), title="Deuxième essai",
        deadline=in_days(60),
    )  # fmt: skip
    assert made.sections.first().text.content == "Nos mots."
    assert made.sections.count() == dossier.sections.count()
    assert part_of(made, velos).state == PartnerState.INVITED
    assert queries.lead_of(made).organization == brouette
    pairs = [(one.days_before, one.due_on) for one in made.tasks.all()]
    assert pairs
    assert all((made.deadline.date() - due).days in (days - 1, days, days + 1) for days, due in pairs)


def test_needs(club, velos):
    dossier = make_dossier(club, velos)
    need = actions.set_need(dossier=dossier, actor=None, kind="skill", label="Cuisine  collective", quantity=2)
    assert (need.label, need.value) == ("Cuisine collective", "cuisine collective")
    refused("twice", actions.set_need, dossier=dossier, actor=None, kind="skill", label="Cuisine collective")
    refused("label", actions.set_need, dossier=dossier, actor=None, kind="skill", label=" ")
    actions.remove_need(need=need, actor=None)
    assert not dossier.needs.exists()
    velos.skills.create(name="Réparation de vélos", folded_name="reparation de velos")
    found = queries.suggested_needs(dossier, "Un atelier de réparation de vélos porté par une SIAE ou un ESAT.")
    assert [(one.kind, one.label) for one in found] == [
        ("skill", "Réparation de vélos"), ("status", "ESAT"), ("status", "SIAE")
    ]  # fmt: skip


def test_a_person_who_leaves_is_named_no_more(club, velos, brouette):
    dossier = agree(make_dossier(club, velos, brouette))
    actions.decide(dossier=dossier, words="On loue", actor=user_of(velos))
    assert personal.data_of(user_of(velos))["decisions"] == [{"dossier": "Cuisine partagée", "words": "On loue"}]
    personal.forget(user_of(velos))
    assert Dossier.objects.get().author is None
    assert not Partner.objects.filter(user=user_of(velos)).exists()
    assert share_out(dossier).composition_number >= dossier.composition_number


def test_who_leads_helped_who_answered_with_it(club, velos, brouette):
    make_dossier(club, velos, brouette, title="Pas envoyé")
    send(make_dossier(club, velos, brouette))
    [one] = given.dossiers(club, timezone.localdate())
    assert (one.giver, one.receiver, one.day) == (velos.pk, brouette.pk, timezone.localdate())


def test_what_was_won_together_is_on_the_page_of_a_structure(client, club, velos, brouette):
    dossier = send(make_dossier(club, velos, brouette, title="Gagné à deux"))
    client.force_login(user_of(brouette))
    assert "Gagné à deux" not in client.get(brouette.get_absolute_url()).content.decode()
    actions.win(dossier=dossier, actor=None)
    page = client.get(brouette.get_absolute_url()).content.decode()
    assert "Gagné à deux" in page
    client.logout()
    assert "Gagné à deux" not in client.get(brouette.get_absolute_url()).content.decode()
