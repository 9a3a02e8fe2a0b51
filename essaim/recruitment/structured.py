"""Offers for machines: schema.org JobPosting, Atom, JSON Feed.

Google asks for title, description (HTML), datePosted, hiringOrganization and jobLocation, and reads validThrough,
employmentType and baseSalary (developers.google.com/search/docs/appearance/structured-data/job-posting).
"""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.utils import feedgenerator, timezone
from django.utils.translation import gettext as _

from essaim.clubs.models import Club
from essaim.organizations.markdown import render

from .enums import Contract, PayPeriod, Remote
from .models import Offer
from .words import FULL_TIME, hours, pay

_UNITS = {PayPeriod.HOUR: "HOUR", PayPeriod.MONTH: "MONTH", PayPeriod.YEAR: "YEAR"}


def absolute(path: str) -> str:
    return settings.ESSAIM_URL + path


def employment_types(offer: Offer) -> list[str]:
    """Values that Google knows: FULL_TIME, PART_TIME, TEMPORARY, INTERN, VOLUNTEER, OTHER."""
    if offer.contract == Contract.VOLUNTEERING:
        return ["VOLUNTEER"]
    if offer.contract == Contract.INTERNSHIP:
        return ["INTERN"]
    if offer.contract == Contract.CIVIC_SERVICE:
        return ["OTHER"]
    full = offer.weekly_minutes is None or offer.weekly_minutes >= FULL_TIME
    kinds = ["FULL_TIME" if full else "PART_TIME"]
    return kinds if offer.contract == Contract.PERMANENT else [*kinds, "TEMPORARY"]


def job_posting(offer: Offer) -> dict[str, Any]:
    """The schema.org description. Needs `organization`, `municipality` and `club`."""
    address = absolute(offer.get_absolute_url())
    organization = offer.organization
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "@id": address,
        "url": address,
        "title": offer.title,
        "description": render(offer.description),
        "identifier": {"@type": "PropertyValue", "name": offer.club.name, "value": str(offer.pk)},
        "datePosted": offer.published_on.isoformat(),
        "validThrough": _end_of(offer).isoformat(),
        "employmentType": employment_types(offer),
        "hiringOrganization": {
            "@type": "Organization",
            "name": organization.name,
            "sameAs": organization.website or absolute(organization.get_absolute_url()),
        },
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": offer.municipality.name,
                "addressRegion": offer.municipality.department.region.name,
                "postalCode": next(iter(postal.code for postal in offer.municipality.postal_codes.all()), ""),
                "addressCountry": "FR",
            },
        },
        "occupationalCategory": " ".join(filter(None, [offer.occupation_code, offer.card or offer.occupation])),
        "workHours": hours(offer.weekly_minutes),
        "jobStartDate": offer.starts_on.isoformat() if offer.starts_on else "",
        "baseSalary": _salary(offer),
        "directApply": False,
    }
    if offer.remote == Remote.FULLY:
        data |= {
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": {"@type": "Country", "name": "FR"},
        }
    address_of_work = data["jobLocation"]["address"]
    data["jobLocation"]["address"] = {name: value for name, value in address_of_work.items() if value}
    return {name: value for name, value in data.items() if value not in ("", {}, None)}


def _end_of(offer: Offer) -> datetime:
    """The last second of its last day, with its offset."""
    return timezone.make_aware(datetime.combine(offer.until, time(23, 59, 59)))


def _salary(offer: Offer) -> dict[str, Any]:
    if offer.pay_least is None:
        return {}
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": _UNITS[PayPeriod(offer.pay_period)]}
    if offer.pay_most is None or offer.pay_most == offer.pay_least:
        value["value"] = offer.pay_least / 100
    else:
        value |= {"minValue": offer.pay_least / 100, "maxValue": offer.pay_most / 100}
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}


def _summary(offer: Offer) -> str:
    parts = [offer.get_contract_display(), hours(offer.weekly_minutes), pay(offer), offer.municipality.name]
    return " · ".join(filter(None, parts))


def atom(club: Club, offers: list[Offer], *, page: str, feed: str) -> str:
    """The open offers as Atom 1.0 (RFC 4287). `page` and `feed`: paths."""
    made = feedgenerator.Atom1Feed(
        title=_("Offres d'emploi de %(club)s") % {"club": club.name}, link=absolute(page), feed_url=absolute(feed),
        description="", language="fr",
    )  # fmt: skip
    for offer in offers:
        made.add_item(
            title=f"{offer.title}, {offer.organization.name}", link=absolute(offer.get_absolute_url()),
            unique_id=absolute(offer.get_absolute_url()), description=_summary(offer),
            content=render(offer.description), author_name=offer.organization.name,
            pubdate=timezone.make_aware(datetime.combine(offer.published_on, time())), updateddate=offer.updated_at,
            categories=[offer.get_contract_display(), offer.occupation],
        )  # fmt: skip
    return made.writeString("utf-8")


def json_feed(club: Club, offers: list[Offer], *, page: str, feed: str) -> dict[str, Any]:
    """The open offers as JSON Feed 1.1 (jsonfeed.org), each with its JobPosting under `_job_posting`."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _("Offres d'emploi de %(club)s") % {"club": club.name},
        "home_page_url": absolute(page),
        "feed_url": absolute(feed),
        "language": "fr",
        "items": [
            {
                "id": absolute(offer.get_absolute_url()),
                "url": absolute(offer.get_absolute_url()),
                "title": offer.title,
                "content_html": render(offer.description),
                "summary": _summary(offer),
                "date_published": timezone.make_aware(datetime.combine(offer.published_on, time())).isoformat(),
                "date_modified": offer.updated_at.isoformat(),
                "authors": [{"name": offer.organization.name}],
                "tags": [offer.get_contract_display(), offer.occupation],
                "_job_posting": job_posting(offer),
            }
            for offer in offers
        ],
    }
