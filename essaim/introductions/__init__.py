"""Whom should you meet? Members that have never met, with the reason in a sentence, and what came of it."""
