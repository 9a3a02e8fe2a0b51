from .offers import Offer
from .seekers import CvReading, JobSeeker, Recommendation, SeekerCv
from .shared import JobNeed, SharedPart, SharedPost

__all__ = [
    "CvReading", "JobNeed", "JobSeeker", "Offer", "Recommendation", "SeekerCv", "SharedPart", "SharedPost",
]  # fmt: skip
