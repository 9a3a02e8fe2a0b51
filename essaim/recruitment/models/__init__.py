from .offers import Offer
from .seekers import CvReading, JobSeeker, Recommendation, SeekerCv
from .shared import JobNeed, PostSearch, SharedPart, SharedPost

__all__ = [
    "CvReading", "JobNeed", "JobSeeker", "Offer", "PostSearch", "Recommendation", "SeekerCv", "SharedPart",
    "SharedPost",
]  # fmt: skip
