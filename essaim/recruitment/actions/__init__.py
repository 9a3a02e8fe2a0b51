"""The only writers of offers, candidates and shared posts."""
