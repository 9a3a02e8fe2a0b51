"""What the club of the demonstration has lived since its first meeting, told in data/story/*.toml."""

from .telling import tell_story

__all__ = ["tell_story"]
