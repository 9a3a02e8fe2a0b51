"""Reading offers, candidates and shared posts."""
