"""Campaigns of invitation and whom they are sent to; applications and what happens to them."""

from .campaign import Campaign, Recipient

__all__ = ["Campaign", "Recipient"]
