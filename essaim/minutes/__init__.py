"""After a meeting: minutes written together, decisions, actions until they are done, reviews, thanks, certificates."""
