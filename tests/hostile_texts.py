"""Every public function that is handed text which people bring, and how it is handed it.

What a new function of these rooms takes has to be named here, or a test fails.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from html import escape
from types import ModuleType
from typing import Any

from django.core.exceptions import ValidationError
from lxml import html as lxml_html

import blog.history
import blog.search
import interviews.importing
import people
import prose
from blog.search.passages import Sought
from blog.search.query import parts
from interviews.importing.formats.document import Document
from interviews.importing.formats.documents import paragraphs_of_text
from interviews.importing.formats.paragraphs import Paragraph, Unreadable
from interviews.importing.recognition.reading import NotAnInterview
from prose.sanitising import sanitise
from prose.tree import read

ROOMS = (prose, interviews.importing, blog.search, blog.history)
MODULES = ("mentions", "spelling", "name_forms", "domains", "naming", "sorting", "titles")
type Function = Callable[..., Any]


@lru_cache(maxsize=40)
def paragraphs(text: str) -> list[Paragraph]:
    return paragraphs_of_text(text) or paragraphs_of_text("a")


@lru_cache(maxsize=40)
def clean(text: str) -> str:
    return sanitise(text)


def nodes(text: str) -> Any:
    return read(clean(f"<p>{text}</p>"))


def tree(text: str) -> Any:
    return lxml_html.fromstring(f"<html><body>{escape(text)}{text}</body></html>")


BLOCK = '<figure data-block="people"><figcaption>'  # begun, never ended
# How each is called; of the first word, the argument that grows, the name says what it is.
CALLS: dict[str, Callable[[Function, str], Any]] = {
    "text": lambda do, text: do(text),
    "html": lambda do, text: do(clean(text)),
    "bytes": lambda do, text: do(text.encode()),
    "lines": lambda do, text: do(text.splitlines() or [text]),
    "nodes": lambda do, text: do(nodes(text)),
    "nodes, all": lambda do, text: do(nodes(text), "article"),
    "nodes, notes": lambda do, text: do(nodes(text), notes=True),
    "paragraph": lambda do, text: do(paragraphs(" ".join(text.split()))[0]),
    "paragraphs": lambda do, text: do(paragraphs(text)),
    "paragraphs, names": lambda do, text: do(paragraphs(text), ["Anna Berg"]),
    "tree": lambda do, text: do(tree(text)),
    "document": lambda do, text: do(Document(tuple(paragraphs(text)))),
    "text, de": lambda do, text: list(do(text, "de")),
    "text, {}": lambda do, text: do(clean(text), {}),
    "text, article": lambda do, text: do(text, "article"),
    "text, sought": lambda do, text: do(text, Sought(parts("anna berg"))),
    "text, person": lambda do, text: list(do(text, person=True)),
    "blocks": lambda do, text: do(BLOCK * (len(text) // len(BLOCK)) + text, lambda *_: ""),
    "words": lambda do, text: do(text.split() or [text], frozenset({"anna"})),
    "two": lambda do, text: do(text, text[::-1] + "b"),
    "two words": lambda do, text: do(text[:30], text[-30:]),  # spelling.LONGEST
    "two rows": lambda do, text: do(text.split(), [*reversed(text.split()), "b"]),
    "among names": lambda do, text: do(text, ["Anna Berg"], ["Anna Berg"], ["Was?"]),
    "of texts": lambda do, text: do([text], [text], ["Anna Berg"]),
}
TAKES = {
    "text": """
        interviews.importing.formats.encodings: sound
        prose.soft_hyphens: hyphenated_name
        prose.blocks: without_blocks
        prose.embeds: embed_of poster_ids addresses_of frame_hosts
        prose.excerpt: excerpt
        prose.figures: figure_ids
        prose.links: checked_address web_address is_web_address
        prose.pasted: means_something
        prose.paid_links: count_paid_links mark_paid_links
        prose.sanitising: safe sanitise broken_links unknown_embeds plain_text
        prose.typography: typeset
        prose.unseen: without_unseen as_read tidied
        prose.xml: printable
        interviews.importing.formats.components: without_components
        interviews.importing.formats.documents: paragraphs_of_text
        interviews.importing.formats.emphasis: as_signs tidied
        interviews.importing.formats.front_matter: plain_yaml
        interviews.importing.formats.mail: is_mail
        interviews.importing.formats.markdown: readable with_breaks is_call_out is_fence unescaped
        interviews.importing.formats.paragraphs: visible
        interviews.importing.formats.plaintext: document_of_text paragraphs_of_text
        interviews.importing.formats.rtf: document_of_rtf
        interviews.importing.formats.subtitles: is_subtitles document_of_subtitles
        interviews.importing.formats.webpage: document_of_html paragraphs_of_html
        interviews.importing.recognition.accounts.roles: is_heading_only is_statement is_call
            announces
        interviews.importing.recognition.around.after: is_ticket_call is_credit_line is_first_person
        interviews.importing.recognition.around.asides: is_aside is_way_elsewhere is_picture_line is_date
            is_kicker is_above_title is_trail is_address is_caption
        interviews.importing.recognition.around.titles: is_of_page
        interviews.importing.recognition.asking: asks addresses is_personal ends_asking speaks_to_guest
            bids is_prompt calls_to_discuss sells_tickets ends_interview thanks
        interviews.importing.recognition.markers: label_of speaker_of timed_speaker_of handle_of
            bracketed_speaker_of dashed_speaker_of lettered_label_of glued_speaker_of
        interviews.importing.recognition.voices.credits: asked_by answered_by written_by is_credit
        interviews.importing.recognition.voices.guests: names_in trimmed
        interviews.importing.recognition.voices.introductions: self_introduced called
        interviews.importing.recognition.voices.names: core_of role_of may_be_name is_no_speaker
            may_be_newsroom name_key
        interviews.importing.recognition.voices.together: sharing_surname
        blog.search.passages: quotable
        blog.search.query: parts
        blog.search.spelling: is_word sound
        blog.search.stems: plain words stems roots stem
        people.spelling: clean fold joint
        people.domains: domain_of host_of plain_host addresses_in
        people.naming: tidy_aliases
        people.sorting: phonebook_key sort_name_of
        people.titles: split_title split_generation without_titles without_degrees
    """,
    "html": """
        prose.headings: headings with_anchors with_side_texts without_headings
        prose.tree: read
        blog.history.differences: paragraphs
    """,
    "bytes": """
        interviews.importing.formats.encodings: as_written decoded is_binary marked
        interviews.importing.formats.mail: document_of_mail is_outlook
    """,
    "lines": """
        interviews.importing.formats.front_matter: split without_front_matter
        interviews.importing.formats.markdown: without_definitions without_tables
        interviews.importing.formats.wrapping: joined
        interviews.importing.recognition.voices.introductions: signed_by
    """,
    "nodes": """
        prose.pasted: understood
        prose.sanitising: lines_of
        prose.tree: write text_of
    """,
    "nodes, all": "prose.shaping: shaped",
    "nodes, notes": "prose.shaping: inline",
    "paragraph": """
        interviews.importing.recognition.accounts.account: asks_shortly
        interviews.importing.recognition.around.after: notice_of_topic notice_heading heading_length
        interviews.importing.recognition.around.asides: interrupts_answer
        interviews.importing.recognition.around.titles: is_headline
        interviews.importing.recognition.markers: number_of led_speaker_of
    """,
    "paragraphs": """
        interviews.importing.recognition.accounts.lines: bare_account
        interviews.importing.recognition.accounts.looks: look_accounts
        interviews.importing.recognition.accounts.numbering: numbered_starts
        interviews.importing.recognition.accounts.numbers: numbered_account
        interviews.importing.recognition.accounts.one_voice: says_interview
        interviews.importing.recognition.accounts.roles: is_title
        interviews.importing.recognition.around.before: parts_before
        interviews.importing.recognition.around.titles: title_index
        interviews.importing.recognition.around.furniture: furniture_of
        interviews.importing.recognition.around.comments: comments_from
        interviews.importing.recognition.reading: read sections read_each
        interviews.importing.recognition.splitting: split_paragraphs
        interviews.importing.recognition.stamps: without_stamps
    """,
    "paragraphs, names": """
        interviews.importing.recognition.accounts.judging: accounts_of
        interviews.importing.recognition.voices.speakers: cast_of
    """,
    "tree": "interviews.importing.formats.main_content: main_content proposals_of",
    "document": "interviews.importing.formats.mail: without_older_mails",
    "text, de": """
        prose.quotation_marks: quotation_marks
        prose.soft_hyphens: hyphenated hyphenated_headings
    """,
    "text, {}": """
        prose.embeds: render_embeds
        prose.figures: render_figures
    """,
    "blocks": "prose.blocks: replaced",
    "text, article": "prose.templatetags.prose: sanitised",
    "text, sought": "blog.search.passages: passage marked",
    "text, person": "people.name_forms: forms_of",
    "words": "blog.search.passages: spelt",
    "two": """
        prose.footnotes: render_footnotes
        prose.links: relations
        blog.history.comparing: runs
    """,
    "two words": "blog.search.spelling: distance",
    "two rows": "blog.history.comparing: compare",
    "among names": "interviews.importing.recognition.voices.introductions: evidence_for",
    "of texts": "interviews.importing.recognition.voices.guests: interviewer_of",
}
# Rows, values of ours, words that were cut before, and what others above hand on.
ELSEWHERE = """
    prose.editor: image_addresses
    prose.typography: rule date_range on_days first_day price
    prose.unseen: clean_before_saving
    interviews.importing.creation: keep create_interview title_for library_notice stands_by_itself
        adopt
    interviews.importing.known_people: alike named_in new_person person_named
    interviews.importing.opening: opened
    interviews.importing.formats.documents: paragraphs_of document_of
    interviews.importing.formats.mail: document_of_outlook
    interviews.importing.formats.opendocument: document_of_odt
    interviews.importing.formats.paragraphs: paragraphs_from cut split_at
    interviews.importing.formats.word.document: document_of_word
    interviews.importing.formats.word.runs: notes_of
    interviews.importing.formats.word.styles: chain_of styles_of lists_of shown
    interviews.importing.formats.word.xml: attribute value_of number_of switch
    interviews.importing.recognition.accounts.lines: opening_account is_bare
    interviews.importing.recognition.accounts.one_voice: is_one_voice asks_by_the_way
    interviews.importing.recognition.accounts.roles: laid_out may_ask is_conversation
    interviews.importing.recognition.accounts.turns: turns_account
    interviews.importing.recognition.accounts.ways: described
    interviews.importing.recognition.around.after: parts_after
    interviews.importing.recognition.assembling: guests_of pieces_of begun
    interviews.importing.recognition.choosing: choices_of
    interviews.importing.recognition.exchanges: exchanges_of questions_of notices_of
    interviews.importing.recognition.pieces: choice_of doubts_about
    interviews.importing.recognition.reading: regroup
    interviews.importing.recognition.refusing: reason_to_refuse reason_to_doubt
    interviews.importing.recognition.rendering: plain_of html_of
    interviews.importing.recognition.several: sections_of
    interviews.importing.recognition.voices.askers: askers_among
    interviews.importing.recognition.voices.first_answer: named_first
    interviews.importing.recognition.voices.guests: interviewees_of
    interviews.importing.recognition.voices.introductions: addressed
    interviews.importing.recognition.voices.names: same_person
    interviews.importing.recognition.voices.speakers: is_newsroom
    interviews.importing.recognition.voices.together: each_of
    interviews.importing.recognition.words: one_of whatever_case listed
    interviews.importing.views: from_text from_manuscript original pasted
    blog.search.compounds: cuts
    blog.search.index: lay_down index index_many row_of drop facet written
    blog.search.passages: answers
    blog.search.query: fts5 tsquery
    blog.search.related: traits traits_of likeness refresh refresh_all strongest among
    blog.search.search: find newest ranked saying sharing
    blog.search.spelling: keys nearest
    blog.search.stems: completed
    blog.search.table: key_of edition_of published lay_down
    blog.search.verifying: differences
    blog.search.vocabulary: learn forget forget_all look_up
    blog.history.differences: differences stretches
    blog.history.drafting: drafted_note
    blog.history.record_view: end_of
    blog.history.trail_export: as_json as_csv as_table safe_cell
    blog.history.trail_words: in_rows named
    people.domains: above
    people.naming: with_names_of
"""


def named(table: str) -> Iterator[str]:
    """Yield the full names of what a table holds."""
    module = ""
    for word in table.split():
        if word.endswith(":"):
            module = word.removesuffix(":")
        else:
            yield f"{module}.{word}"


def public_functions() -> Iterator[str]:
    """Yield the full names of all public functions of the rooms, found by walking them."""
    for module in _modules():
        for name, value in vars(module).items():
            function = inspect.unwrap(value) if callable(value) else value
            here = getattr(value, "__module__", None) == module.__name__
            if inspect.isfunction(function) and here and not name.startswith("_"):
                yield f"{module.__name__}.{name}"


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(found.name)
    for name in MODULES:
        yield importlib.import_module(f"{people.__name__}.{name}")


def caller(name: str) -> Callable[[str], object]:
    """Return what hands a text to a function, whatever the function thinks of it."""
    how = next(how for how, table in TAKES.items() if name in named(table))
    module, _, function = name.rpartition(".")
    do = getattr(importlib.import_module(module), function)

    def call(text: str) -> object:
        with suppress(Unreadable, NotAnInterview, ValidationError):
            result = CALLS[how](do, text)
            return list(result) if inspect.isgenerator(result) else result
        return None

    return call
