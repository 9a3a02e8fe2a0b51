"""Reading accounts, statements, agreements, and what lending is worth."""
