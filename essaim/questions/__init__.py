"""Questions between members of a club: asked in three lines, led to those who may know, answered here or by mail,
followed to what came of them."""
