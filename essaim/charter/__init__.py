"""The charter: articles that members write together, versions that are frozen, signatures in the name of organizations.

Lower apps read nothing of it; higher ones ask `queries.has_signed_current(club, organization)` and
`queries.unsigned_members(club)`.
"""
