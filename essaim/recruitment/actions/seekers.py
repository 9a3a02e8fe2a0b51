"""Present oneself, confirm, renew, withdraw; read a CV; recommend. What ends is erased."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.files import actions as files
from essaim.files.formats import PDF
from essaim.files.reading import read_upload
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from .. import mails
from ..enums import RECOMMENDATION_VERBS, RecommendationState, SeekerState
from ..models import CvReading, JobSeeker, Recommendation, SeekerCv
from ..models.offers import MOST_MINUTES
from ..models.seekers import new_secret
from ..occupations import find
from ..queries import seekers as queries

KEPT_FOR = timedelta(days=183)
# Candidates whose address nobody confirmed, by club and hour: a robot stops there.
MOST_UNCONFIRMED = 30


def present(
    *, club: Club, consents: bool, consent_text: str, cv: UploadedFile | None = None, **values: Any
) -> JobSeeker:
    """`values`: name, email, phone, occupation, municipality, weekly_minutes, words. A link sent to the address
    confirms it; nobody reads anything before. Refuses, with the field: no consent (`consents`), no name, no commune,
    hours out of a week, a CV that is no PDF, too big or infected (`cv`); and too many at once (code `too_many`)."""
    facts = _checked(values)
    if not consents:
        raise Refusal(
            _("Sans votre accord, nous ne montrons rien à personne : cochez la case si vous le voulez bien."),
            code="no_consent", field="consents",
        )  # fmt: skip
    document = _read_cv(cv) if cv else None
    if document and cv:
        with files.storing(document, cv):
            return _present(club, facts, consent_text, document)
    return _present(club, facts, consent_text, None)


@transaction.atomic
def _present(club: Club, facts: dict[str, Any], consent_text: str, document: SeekerCv | None) -> JobSeeker:
    Club.objects.select_for_update().get(pk=club.pk)
    hour = timezone.now() - timedelta(hours=1)
    waiting = JobSeeker.objects.filter(club=club, state=SeekerState.NEW)
    if waiting.filter(created_at__gte=hour).count() >= MOST_UNCONFIRMED:
        raise Refusal(_("Beaucoup de demandes arrivent à la fois. Revenez dans une heure."), code="too_many")
    for old in waiting.filter(email__iexact=facts["email"]):
        _erase(old)
    row = JobSeeker.objects.create(
        club=club, consent_text=consent_text, consent_at=timezone.now(), language=(get_language() or "fr")[:2], **facts
    )
    if document:
        document.club, document.seeker = club, row
        document.save()
    mails.please_confirm(row)
    return row


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    name = " ".join((values.get("name") or "").split())
    email = (values.get("email") or "").strip().lower()
    if not name:
        raise Refusal(_("Dites qui vous êtes."), code="no_name", field="name")
    if not email:
        raise Refusal(_("Donnez une adresse e-mail : vous y confirmerez."), code="no_email", field="email")
    occupation = find(values.get("occupation") or "")
    if not occupation.name:
        raise Refusal(_("Dites quel métier vous cherchez."), code="no_occupation", field="occupation")
    if values.get("municipality") is None:
        raise Refusal(_("Dites dans quelle commune."), code="no_commune", field="municipality")
    minutes = values.get("weekly_minutes")
    if minutes is not None and not 0 < minutes <= MOST_MINUTES:
        raise Refusal(_("Entre 1 et 48 heures par semaine."), code="hours", field="weekly_minutes")
    return {
        "name": name[:120],
        "email": email,
        "phone": values.get("phone") or "",
        "occupation": occupation.name,
        "occupation_code": occupation.code,
        "municipality": values["municipality"],
        "weekly_minutes": minutes,
        "words": (values.get("words") or "").strip()[:1500],
    }


def _read_cv(upload: UploadedFile) -> SeekerCv:
    """Refuses (field `cv`) what `files` refuses, and what is not a PDF (code `not_pdf`)."""
    facts = read_upload(upload, field="cv")
    if facts["content_type"] != PDF:
        raise Refusal(_("Un CV en PDF, s'il vous plaît : tout le monde peut l'ouvrir."), code="not_pdf", field="cv")
    return SeekerCv(**facts)


@transaction.atomic
def confirm(*, seeker: JobSeeker) -> JobSeeker:
    """The person reads their mail: members read the candidate from now on. An older one of the same address goes; the
    link has served."""
    Club.objects.select_for_update().get(pk=seeker.club_id)
    row = JobSeeker.objects.select_for_update(of=("self",)).filter(pk=seeker.pk).first()
    if row is None or row.state != SeekerState.NEW:
        raise Refusal(_("Ce lien a déjà servi. Le bon est dans le dernier message reçu."), code="link_used")
    for old in JobSeeker.objects.filter(club=row.club_id, state=SeekerState.SHARED, email__iexact=row.email):
        _erase(old)
    row.state, row.secret = SeekerState.SHARED, new_secret()
    row.confirmed_at, row.expires_on = timezone.now(), timezone.localdate() + KEPT_FOR
    row.save(update_fields=["state", "secret", "confirmed_at", "expires_on", "updated_at"])
    _tell("confirm_seeker", row, None)
    mails.your_page(row)
    return row


@transaction.atomic
def renew(*, seeker: JobSeeker) -> JobSeeker:
    """Six months more, from today."""
    row = _held(seeker)
    row.expires_on = timezone.localdate() + KEPT_FOR
    row.save(update_fields=["expires_on", "updated_at"])
    _tell("renew_seeker", row, None)
    return row


@transaction.atomic
def withdraw(*, seeker: JobSeeker) -> None:
    """Everything is erased, now."""
    row = _held(seeker)
    _tell("withdraw_seeker", row, None)
    _erase(row)


@transaction.atomic
def read_cv(*, seeker: JobSeeker, user: User, organization: Organization | None) -> SeekerCv:
    """The CV, for a member who downloads it: noted, in the journal and for the candidate."""
    row = _held(seeker)
    cv = SeekerCv.objects.filter(seeker=row).first()
    if cv is None:
        raise Refusal(_("Il n'y a pas de CV."), code="no_cv")
    CvReading.objects.create(club=row.club, seeker=row, organization=organization, user=user)
    _tell("read_cv", row, user)
    return cv


@transaction.atomic
def recommend(
    *, seeker: JobSeeker, giver: Organization, receiver: Organization, user: User, words: str = ""
) -> Recommendation:
    """« Recommander à un confrère ». Refuses a second time (code `again`)."""
    row = _held(seeker)
    if giver.pk == receiver.pk:
        raise Refusal(_("Choisissez une autre structure que la vôtre."), code="oneself", field="receiver")
    if Recommendation.objects.filter(seeker=row, giver=giver, receiver=receiver).exists():
        raise Refusal(_("Vous leur avez déjà recommandé cette personne."), code="again", field="receiver")
    made = Recommendation.objects.create(
        club=row.club, seeker=row, occupation=row.occupation, giver=giver, receiver=receiver, author=user,
        words=words.strip()[:400],
    )  # fmt: skip
    _tell("recommend", row, user, giver=giver.pk, receiver=receiver.pk)
    mails.recommended(made)
    return made


@transaction.atomic
def settle(*, recommendation: Recommendation, user: User, verb: str) -> Recommendation:
    """What came of it: `hire` or `pass_over`."""
    starts, state = RECOMMENDATION_VERBS[verb]
    row = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
    if row.state not in starts:
        said = RecommendationState(row.state).label.lower()
        raise Refusal(_("C'est déjà dit : %(state)s.") % {"state": said}, code="settled")
    row.state, row.settled_on = state, timezone.localdate()
    row.save(update_fields=["state", "settled_on", "updated_at"])
    journaled.tell(actor=user, verb=f"recruitment.{verb}", subject=row, club=row.club, details={"giver": row.giver_id})
    return row


def every_day(today: date) -> None:
    """Erase what must be; tell those whose term is near, once for each term."""
    erase_outdated(today)
    for row in queries.to_remind(today):
        with transaction.atomic():
            mails.soon_erased(row)


def erase_outdated(today: date) -> int:
    count = 0
    for row in queries.outdated(today):
        with transaction.atomic():
            held = queries.outdated(today).select_for_update(of=("self",)).filter(pk=row.pk).first()
            if held:
                _tell("erase_seeker", held, None)
                _erase(held)
                count += 1
    return count


def erase(seeker: JobSeeker) -> None:
    """For whoever closes their account."""
    _erase(seeker)


def _erase(row: JobSeeker) -> None:
    for cv in SeekerCv.objects.filter(seeker=row):
        files.remove(cv)
    row.delete()


def _held(seeker: JobSeeker) -> JobSeeker:
    rows = JobSeeker.objects.select_for_update(of=("self",)).select_related("club")
    row = rows.filter(pk=seeker.pk, state=SeekerState.SHARED).first()
    if row is None:
        raise Refusal(_("Cette candidature est effacée : il n'en reste rien ici."), code="erased")
    return row


def _tell(verb: str, row: JobSeeker, user: User | None, **details) -> None:
    # No name, no address: the journal outlives the candidate.
    journaled.tell(actor=user, verb=f"recruitment.{verb}", subject=row, club=row.club, details=details)
