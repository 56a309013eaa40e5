"""The models of the blog: working copies and what belongs to them, editions, what is counted."""

from blog.counts.clicks import ClickOut
from blog.counts.readings import Reading
from blog.editions.edition import Edition
from blog.editions.indexes import (
    EditionNotice,
    EditionPerson,
    EditionQuestion,
    EditionTag,
    EditionTie,
)
from blog.models.account_language import AccountLanguage
from blog.models.correction import Correction
from blog.models.credit import Credit
from blog.models.disclosure import Disclosure
from blog.models.discussion import Discussion
from blog.models.political import PoliticalAdvertisement
from blog.models.post import Post
from blog.models.records import AIUse, Declaration, EditorialApproval, Tie
from blog.models.series import Series, SeriesAddress
from blog.models.series_question import SeriesQuestion
from blog.models.source import Source
from blog.models.topic import PostTag, Tag, TagAddress
from blog.models.waiver import Waiver
from blog.search.related import Related
from blog.search.vocabulary import Cut, Spelling, Word

__all__ = [
    "AIUse",
    "AccountLanguage",
    "ClickOut",
    "Correction",
    "Credit",
    "Cut",
    "Declaration",
    "Disclosure",
    "Discussion",
    "Edition",
    "EditionNotice",
    "EditionPerson",
    "EditionQuestion",
    "EditionTag",
    "EditionTie",
    "EditorialApproval",
    "PoliticalAdvertisement",
    "Post",
    "PostTag",
    "Reading",
    "Related",
    "Series",
    "SeriesAddress",
    "SeriesQuestion",
    "Source",
    "Spelling",
    "Tag",
    "TagAddress",
    "Tie",
    "Waiver",
    "Word",
]
