"""What leaves with a joint answer, and what follows it: the papers of each partner, what still prevents sending."""
