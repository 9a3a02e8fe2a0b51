"""Screens of recruitment."""
