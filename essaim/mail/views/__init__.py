"""Screens of mail: what an address receives; what went to whom."""
