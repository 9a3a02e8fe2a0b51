"""Essaim: the open-source platform of a club of social-economy organizations."""

__version__ = "0.1.0"
