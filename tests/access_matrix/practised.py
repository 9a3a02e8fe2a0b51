"""Good practices: the cast's own, another's to read, to take up, to answer; and their rows."""

from django.core.files.uploadedfile import SimpleUploadedFile

from essaim.clubs.models import Club
from essaim.organizations.models import Organization
from essaim.practices import actions
from essaim.practices.enums import Audience, PracticeState, VisitKind
from essaim.practices.models import Practice
from essaim.practices.tests.factories import a_member, make_practice, user_of

from .rows import CLUB, KEEPERS, KEEPERS_POST, MEMBERS, ORGANISERS_ACT, PUBLIC, Row

OWN = {**CLUB, "pk": "own_practice_pk"}
OTHER = {**CLUB, "pk": "other_practice_pk"}
# In the name of a structure of one's own, another than the practice's: only the member has one.
THOSE_OF_A_STRUCTURE = (302, 404, 200, 404, 404, 404)
THEY_ACT = (302, 404, 302, 404, 404, 404)


class PractisedCast:
    club: Club
    organization: Organization

    own_practice_pk = property(lambda self: _own(self).pk)
    reviewed_practice_pk = property(lambda self: _in_review(self).pk)
    draft_practice_pk = property(lambda self: _own(self, PracticeState.DRAFT, title="Partager un comptable").pk)
    archived_practice_pk = property(lambda self: _own(self, PracticeState.ARCHIVED, title="Un vieux fichier").pk)
    other_practice_pk = property(lambda self: _other(self).pk)
    public_practice_pk = property(lambda self: _public(self).pk)
    practice_review_pk = property(lambda self: _in_review(self).reviews.get(organization=self.organization).pk)
    practice_visit_pk = property(lambda self: _own(self).visits.get().pk)
    practice_document_pk = property(lambda self: _own(self).documents.get().pk)


def _peer(cast: PractisedCast) -> Organization:
    known = Organization.objects.filter(memberships__club=cast.club, name="Les Jardins du Plateau").first()
    return known or a_member(cast.club, "Les Jardins du Plateau", "jardins@example.org", "Lise Copin")


def _own(cast: PractisedCast, state: str = PracticeState.PUBLISHED, title: str = "Livrer à vélo") -> Practice:
    """Of the member's own structure, with a request to come and a document."""
    if known := Practice.objects.filter(club=cast.club, organization=cast.organization, title=title).first():
        return known
    practice = make_practice(cast.organization, cast.club, state=state, title=title, offers_visit=True)
    if state == PracticeState.PUBLISHED:
        peer = _peer(cast)
        actions.ask_visit(
            practice=practice, organization=peer, actor=user_of(peer), kind=VisitKind.VISIT,
            message="Pourrions-nous passer un samedi ?",
        )  # fmt: skip
        actions.add_document(practice=practice, actor=None, upload=SimpleUploadedFile("plan.txt", b"Un plan."))
    return practice


def _other(cast: PractisedCast) -> Practice:
    """Of another structure, published."""
    known = Practice.objects.filter(club=cast.club, title="Trier à trois").first()
    return known or make_practice(_peer(cast), cast.club, title="Trier à trois", offers_call=True)


def _in_review(cast: PractisedCast) -> Practice:
    """Of another structure, that the member's has to read."""
    if known := Practice.objects.filter(club=cast.club, title="Un four pour quatre").first():
        return known
    practice = make_practice(_peer(cast), cast.club, state=PracticeState.REVIEW, title="Un four pour quatre")
    actions.ask_review(practice=practice, organization=cast.organization, actor=None)
    return practice


def _public(cast: PractisedCast) -> Practice:
    known = Practice.objects.filter(club=cast.club, title="Prêter ses salles").first()
    return known or make_practice(
        _peer(cast), cast.club, title="Prêter ses salles", audience=Audience.PUBLIC, offers_visit=True
    )


PRACTICES = {
    "practices:index": Row(PUBLIC, CLUB),
    "practices:start": Row(MEMBERS, CLUB),
    "practices:settings": Row(ORGANISERS_ACT, CLUB, "post", {"choisissent": "1"}),
    "practices:detail": Row(PUBLIC, {**CLUB, "pk": "public_practice_pk"}),
    "practices:pdf": Row((404, 404, 200, 200, 200, 200), OTHER),
    "practices:write": Row(KEEPERS, OWN),
    "practices:edit": Row(KEEPERS, OWN),
    "practices:submit": Row(KEEPERS_POST, {**CLUB, "pk": "draft_practice_pk"}, "post"),
    "practices:take_back": Row(KEEPERS_POST, OWN, "post"),
    "practices:ask_review": Row(KEEPERS, OWN, "post"),
    "practices:volunteer": Row(THEY_ACT, {**CLUB, "pk": "reviewed_practice_pk"}, "post"),
    "practices:review": Row(
        THOSE_OF_A_STRUCTURE, {**CLUB, "pk": "reviewed_practice_pk", "review_pk": "practice_review_pk"}
    ),
    "practices:publish": Row(KEEPERS_POST, OWN, "post", {"audience": "members"}),
    "practices:audience": Row(KEEPERS_POST, OWN, "post", {"audience": "members"}),
    "practices:archive": Row(KEEPERS_POST, OWN, "post"),
    "practices:reopen": Row(KEEPERS_POST, {**CLUB, "pk": "archived_practice_pk"}, "post"),
    "practices:still_true": Row(KEEPERS, OWN),
    "practices:adopt": Row(THOSE_OF_A_STRUCTURE, OTHER),
    "practices:give_up": Row(THEY_ACT, OTHER, "post"),
    "practices:ask_visit": Row(THOSE_OF_A_STRUCTURE, OTHER),
    "practices:settle_visit": Row(KEEPERS_POST, {**OWN, "visit_pk": "practice_visit_pk"}, "post", {"verb": "give"}),
    "practices:add_document": Row(KEEPERS, OWN, "post"),
    "practices:document": Row((404, 404, 200, 200, 200, 200), {**OWN, "document_pk": "practice_document_pk"}),
    "practices:remove_document": Row(KEEPERS_POST, {**OWN, "document_pk": "practice_document_pk"}, "post"),
}
