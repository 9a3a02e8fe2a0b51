"""Hiring, together: offers of members, people who offer themselves, posts that several structures share."""
