"""Campaigns of invitation and whom they are sent to; applications and what happens to them."""

from .application import Application, ApplicationEvent, Objection, Sponsoring, Vote
from .campaign import Campaign, Recipient

__all__ = ["Application", "ApplicationEvent", "Campaign", "Objection", "Recipient", "Sponsoring", "Vote"]
