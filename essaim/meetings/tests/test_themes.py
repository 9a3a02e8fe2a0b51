"""Themes: proposed in two fields, supported, chosen; what looks alike is shown first."""

import pytest
from django.urls import reverse

from essaim.clubs.models import Membership
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Representation
from essaim.organizations.tests.factories import make_organization, make_user
from essaim.practices.enums import PracticeState
from essaim.practices.tests import factories as tellers
from tests.helpers.queries import assert_same_queries

from ..actions.themes import propose_theme, support_theme, turn_theme, withdraw_support, withdraw_theme
from ..enums import THEME_VERBS, MeetingState, TalkState, ThemeState
from ..likeness import LIKELY, likeness
from ..models import Speaker, Talk, Theme
from ..queries.themes import alike
from .factories import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici")


def member(club, name="La Brouette partagée"):
    """A member organization and whoever represents it."""
    organization, user = make_member(club, make_organization(name)), make_user(name=f"De {name}")
    Representation.objects.create(organization=organization, user=user, name=user.name)
    return organization, user


def address(club, name, *arguments):
    return reverse(f"themes:{name}", args=[club.slug, *arguments])


SAME = [
    ("Recherche de financements", "Trouver des financements"),
    ("Recherche de financements", "Financer nos projets"),
    ("Aide au recrutement", "Recruter, c'est difficile"),
    ("Mobilité des salariés", "La mobilité de nos salariés en insertion"),
    ("Subventions", "Chercher une subvention"),
    ("Répondre aux marchés publics", "Marchés publics : comment répondre ensemble ?"),
]
OTHER = [
    ("Recherche de financements", "Recherche de salariés"),
    ("Aide au recrutement", "Aide à la mobilité"),
    ("Mobilité des salariés", "Garder ses salariés"),
    ("Subventions", "Marchés publics"),
    ("Communiquer sans budget", "Un budget qui tient toute l'année malgré les retards"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_problem_in_other_words(one, other):
    assert likeness(one, "", other, "") >= LIKELY
    assert likeness(other, "", one, "") >= LIKELY


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_problem(one, other):
    assert likeness(one, "", other, "") <= LIKELY


def test_nothing_is_like_an_empty_title():
    assert likeness("?", "", "Trouver des financements", "") == 0


def test_what_looks_alike_is_shown_before_it_goes_and_nothing_typed_is_lost(client, club):
    organization, user = member(club)
    theme = propose_theme(club=club, actor=None, organization=make_member(club), title="Recherche de financements")
    client.force_login(user)
    typed = {"title": "Financer nos projets", "text": "Trois refus cette année."}
    page = client.post(address(club, "new"), typed)
    assert "Un thème ressemble au vôtre" in page.content.decode()
    assert "Trois refus cette année." in page.content.decode()
    assert Theme.objects.count() == 1
    page = client.post(address(club, "new"), typed | {"quand-meme": "1"})
    mine = Theme.objects.exclude(pk=theme.pk).get()
    assert page.url == address(club, "detail", mine.pk)
    assert (mine.proposed_by, mine.author, mine.supports.get().organization) == (organization, user, organization)


def test_who_represents_several_says_in_whose_name(client, club):
    _first, user = member(club, "Fil et Terril")
    second = make_member(club, make_organization("La Lampe"))
    Representation.objects.create(organization=second, user=user, name="Odile")
    stranger = make_member(club)
    client.force_login(user)
    typed = {"title": "Trouver une salle", "text": ""}
    assert 'name="organization"' in client.post(address(club, "new"), typed).content.decode()
    assert client.post(address(club, "new"), typed | {"organization": stranger.pk}).status_code == 200
    assert client.post(address(club, "new"), typed | {"organization": second.pk}).status_code == 302
    assert Theme.objects.get().proposed_by == second


def test_support_then_what_one_brings_then_withdraw(client, club):
    organization, user = member(club)
    theme = propose_theme(club=club, actor=None, organization=make_member(club), title="Recruter")
    client.force_login(user)
    page = client.post(address(club, "support", theme.pk))
    assert page.url.endswith("#apporter")
    client.post(address(club, "support", theme.pk), {"organization": organization.pk, "brings": "Une salle"})
    client.post(address(club, "support", theme.pk))  # from the list: what was said stays
    assert theme.supports.get(organization=organization).brings == "Une salle"
    assert "Une salle" in client.get(address(club, "detail", theme.pk)).content.decode()
    client.post(address(club, "withdraw_support", theme.pk))
    assert not theme.supports.filter(organization=organization).exists()


def test_one_speaks_only_for_ones_own_organization(client, club):
    other = make_member(club)
    _organization, user = member(club)
    theme = propose_theme(club=club, actor=None, organization=None, title="Recruter")
    client.force_login(user)
    page = client.post(address(club, "support", theme.pk), {"organization": other.pk}, follow=True)
    assert "au nom d’une structure membre" in page.content.decode()
    assert theme.supports.count() == 0
    left = make_organization("Partie")
    with pytest.raises(Refusal, match="n’est pas membre"):
        support_theme(theme=theme, actor=None, organization=left)


def test_the_list_puts_first_what_matters_to_most_and_finds_without_accents(client, club):
    _organization, user = member(club)
    few = propose_theme(club=club, actor=None, organization=make_member(club), title="Énergie trop chère")
    many = propose_theme(club=club, actor=None, organization=make_member(club), title="Recruter", text="à Béthune")
    support_theme(theme=many, actor=None, organization=make_member(club))
    turn_theme(theme=few, verb="set_aside", actor=None, reply="Une autre association s'en occupe.")
    third = propose_theme(club=club, actor=None, organization=make_member(club), title="Trouver une salle")
    client.force_login(user)
    page = client.get(address(club, "index"))
    assert page.context["themes"] == [many, third]
    assert client.get(address(club, "index"), {"q": "BETHUNE"}).context["themes"] == [many]
    assert client.get(address(club, "index"), {"liste": "mis-de-cote"}).context["themes"] == [few]
    assert "C’est peut-être le vôtre" in client.get(address(club, "index"), {"q": "zzz"}).content.decode()


def test_the_list_costs_the_same(client, club):
    _organization, user = member(club)
    client.force_login(user)

    def make_rows(number):
        for _n in range(number):
            theme = propose_theme(club=club, actor=None, organization=make_member(club), title="Recruter")
            support_theme(theme=theme, actor=None, organization=make_member(club))

    assert assert_same_queries(client, address(club, "index"), make_rows) <= 12


def test_the_page_costs_the_same(client, club):
    _organization, user = member(club)
    client.force_login(user)
    theme = propose_theme(club=club, actor=None, organization=None, title="Recruter")

    def make_rows(number):
        for n in range(number):
            support_theme(theme=theme, actor=None, organization=make_member(club))
            meeting = make_meeting(club, theme=theme, host=make_member(club))
            speaker = Speaker.objects.create(club=club, name=f"Inès {n}")
            Talk.objects.create(club=club, meeting=meeting, speaker=speaker, subject="Recruter", state="accepted")

    assert assert_same_queries(client, address(club, "detail", theme.pk), make_rows) <= 16


def test_the_story_tells_who_came_to_speak_and_not_who_declined(client, club):
    _organization, user = member(club)
    theme = propose_theme(club=club, actor=None, organization=None, title="Recruter")
    meeting = make_meeting(club, theme=theme, title="Recruter à plusieurs", state=MeetingState.HELD)
    for name, state in (("Inès Roussel", TalkState.GIVEN), ("Paul Vasseur", TalkState.DECLINED)):
        speaker = Speaker.objects.create(club=club, name=name)
        Talk.objects.create(club=club, meeting=meeting, speaker=speaker, subject="Les groupements", state=state)
    client.force_login(user)
    page = client.get(address(club, "detail", theme.pk)).content.decode()
    assert "Recruter à plusieurs" in page
    assert "Inès Roussel" in page
    assert "Paul Vasseur" not in page


@pytest.mark.parametrize("verb", THEME_VERBS)
@pytest.mark.parametrize("before", ThemeState.values)
def test_the_life_of_a_theme(club, verb, before):
    starts, state = THEME_VERBS[verb]
    theme = Theme.objects.create(club=club, title="Recruter", state=before)
    if before in starts | {state}:
        assert turn_theme(theme=theme, verb=verb, actor=None, reply="En mars.").state == state
    else:
        with pytest.raises(Refusal):
            turn_theme(theme=theme, verb=verb, actor=None, reply="En mars.")


def test_setting_aside_takes_a_sentence(client, club):
    theme = propose_theme(club=club, actor=None, organization=None, title="Recruter")
    client.force_login(make_organiser(club))
    page = client.post(address(club, "turn", theme.pk), {"verb": "set_aside", "reply": " "})
    assert "Dites en une phrase pourquoi" in page.content.decode()
    client.post(address(club, "turn", theme.pk), {"verb": "set_aside", "reply": "La mission locale le fait."})
    theme.refresh_from_db()
    assert (theme.state, theme.reply) == ("set_aside", "La mission locale le fait.")


def test_the_author_edits_until_it_is_chosen(client, club):
    organization, user = member(club)
    theme = propose_theme(club=club, actor=user, organization=organization, title="Recruter")
    client.force_login(user)
    client.post(address(club, "edit", theme.pk), {"title": "Recruter et former", "text": "Deux départs."})
    theme.refresh_from_db()
    assert (theme.title, theme.text) == ("Recruter et former", "Deux départs.")
    turn_theme(theme=theme, verb="choose", actor=None)
    assert client.get(address(club, "edit", theme.pk)).status_code == 404
    _other, stranger = member(club, "Fil et Terril")
    turn_theme(theme=theme, verb="reopen", actor=None)
    client.force_login(stranger)
    assert client.post(address(club, "edit", theme.pk), {"title": "x"}).status_code == 404


def test_a_proposal_is_withdrawn_until_others_share_it(club):
    organization, _user = member(club)
    theme = propose_theme(club=club, actor=None, organization=organization, title="Recruter")
    other = make_member(club)
    support_theme(theme=theme, actor=None, organization=other)
    with pytest.raises(Refusal, match="aussi le leur"):
        withdraw_theme(theme=theme, actor=None)
    withdraw_support(theme=theme, actor=None, organization=other)
    withdraw_theme(theme=theme, actor=None)
    assert not Theme.objects.exists()


def test_whoever_runs_the_club_proposes_in_its_name(client, club):
    client.force_login(make_organiser(club))
    page = client.get(address(club, "index"))
    assert "Qu’est-ce qui vous pèse" in page.content.decode()
    client.post(address(club, "new"), {"title": "Se faire connaître", "text": ""})
    theme = Theme.objects.get()
    assert (theme.proposed_by, theme.supports.count()) == (None, 0)
    assert "Proposé par l’animation" in client.get(address(club, "detail", theme.pk)).content.decode()


def test_another_clubs_themes_stay_there(club):
    propose_theme(club=make_club(), actor=None, organization=None, title="Trouver des financements")
    assert alike(club, title="Trouver des financements", text="") == []


def test_a_title_of_spaces_is_refused(club):
    with pytest.raises(Refusal):
        propose_theme(club=club, actor=None, organization=None, title="   ")
    organization = make_member(club)
    Membership.objects.filter(organization=organization).update(state="left")
    with pytest.raises(Refusal):
        propose_theme(club=club, actor=None, organization=organization, title="Recruter")


def test_the_story_shows_what_members_achieved_on_it(client, club):
    _organization, user = member(club)
    theme = propose_theme(club=club, actor=None, organization=None, title="Payer moins d'énergie")
    teller = tellers.a_member(club, "Au bon poids", "odile@example.org")
    told = tellers.make_practice(teller, club, title="Laver la nuit", words=["Énergies"])
    tellers.make_practice(teller, club, title="Trier à trois", words=["Déchets"])
    tellers.make_practice(teller, club, title="Chauffer moins", words=["Énergie"], state=PracticeState.DRAFT)
    client.force_login(user)
    page = client.get(address(club, "detail", theme.pk)).content.decode()
    assert "Ce que des membres ont réussi" in page
    assert reverse("practices:detail", args=[club.slug, told.pk]) in page
    assert "Trier à trois" not in page
    assert "Chauffer moins" not in page
