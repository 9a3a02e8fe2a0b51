"""Good practices: what a structure did, told so that another can take it up; read again by a peer, kept fresh.

Another app begins a practice by `actions.start_practice`: a question that found its answer becomes one.
"""
