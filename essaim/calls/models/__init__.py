"""The models of calls."""

from .call import Call, Change
from .source import CallRecord, Draft, FeedKey, Source

__all__ = ["Call", "CallRecord", "Change", "Draft", "FeedKey", "Source"]
