"""What changed between two editions of a piece, field by field in the order of reading. Pure.

Words are compared, set as readers see them; formatting alone is no change.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.translation import gettext as _

from blog.editions.content import Content, EventName, SeriesName
from blog.editions.question import Question
from blog.editions.texts import htmls_of
from blog.history.comparing import Block, Kind, compare
from media.frozen import FrozenImage
from prose.embeds import EMBED
from prose.figures import FIGURE
from prose.footnotes import FOOTNOTE
from prose.sanitising import lines_of, plain_text
from prose.tree import Element, Node, read, text_of
from prose.typography import typeset

CONTEXT = 120  # characters of unchanged text around a change


@dataclass(frozen=True)
class Change:
    """Some of a piece that is not what it was; `substance` if it is the text itself."""

    what: str
    blocks: tuple[Block, ...]
    substance: bool = True
    part: str = ""  # its name in `Content`, or the anchor of a question, where it stands for itself

    @property
    def changed(self) -> tuple[Block, ...]:
        """The paragraphs in which anything changed."""
        return tuple(block for block in self.blocks if block.changed)


def differences(before: Content, after: Content) -> tuple[Change, ...]:
    """Return what changed from one frozen content to another; nothing if they say the same."""
    if before == after:
        return ()
    found = (*_text(before, after), *_around(before, after))
    return tuple(change for change in found if change.changed)


def _text(before: Content, after: Content) -> Iterator[Change]:
    """Yield what is text: what an editor must answer for when it changes."""
    yield _change(_("Title"), before, after, lambda piece: [piece.title], part="title")
    yield _change(
        _("Standfirst"), before, after, lambda piece: [piece.standfirst], part="standfirst"
    )
    yield _change(_("Text"), before, after, lambda piece: paragraphs(piece.body), part="body")
    yield from _exchanges(before, after)
    yield _change(
        _("Ending"), before, after, lambda piece: paragraphs(piece.closing), part="closing"
    )
    yield _change(
        _("Call to discuss"), before, after, lambda piece: [piece.discuss], part="discuss"
    )
    # Role lines follow people's lives and ties; who takes part is part of the text.
    named = [[(one.role, one.name) for one in piece.credits] for piece in (before, after)]
    yield _change(_("People"), before, after, _people, substance=named[0] != named[1])
    yield _change(_("Sources"), before, after, _sources)


def _around(before: Content, after: Content) -> Iterator[Change]:
    """Yield what surrounds the text and follows from facts, or belongs to the site."""
    parts: list[tuple[str, Callable[[Content], list[str]]]] = [
        (_("Links"), _links),
        (_("Images"), _images),
        (_("How the interview was held"), _interview),
        (_("Labels"), lambda piece: [label.text for label in piece.labels]),
        (_("Notices"), _notices),
        (_("Topics"), lambda piece: [tag.name for tag in piece.tags]),
        (_("Series"), lambda piece: _name(piece.series)),
        (_("Event"), lambda piece: _name(piece.event)),
        (_("Questions of the series"), _series_questions),
        (_("Address"), lambda piece: [piece.slug]),
    ]
    for what, part in parts:
        yield _change(what, before, after, part, substance=False)
    files = [[image.file for image in _all_images(piece)] for piece in (before, after)]
    if files[0] != files[1]:
        yield Change(_("Image files"), compare(*files), substance=False)


def _change(
    what: str,
    before: Content,
    after: Content,
    of: Callable[[Content], list[str]],
    *,
    substance: bool = True,
    part: str = "",
) -> Change:
    return Change(what, _compared(of(before), of(after), before, after), substance, part)


def _compared(
    then: list[str], now: list[str], before: Content, after: Content
) -> tuple[Block, ...]:
    """Return what changed of a part as readers see it; where it is word for word the same, nothing."""
    if then == now and before.language == after.language:
        return ()
    return compare(_set(then, before), _set(now, after))


def _set(texts: list[str], piece: Content) -> list[str]:
    """Return what is not empty as readers see it: quotation marks, dashes, spaces."""
    lines = (" ".join(text.split()) for text in texts)
    return [typeset(line, piece.language) for line in lines if line]


def _exchanges(before: Content, after: Content) -> Iterator[Change]:
    """Yield questions with their answers, matched by the anchors they keep, and their order."""
    then = {one.anchor: one for one in before.exchanges}
    now = {one.anchor: one for one in after.exchanges}
    for anchor in [*now, *(anchor for anchor in then if anchor not in now)]:
        old, new = then.get(anchor), now.get(anchor)
        present = new or old
        what = _("Question %(number)s") % {"number": present.number if present else ""}
        yield Change(what, _compared(_exchange(old), _exchange(new), before, after), part=anchor)
    stayed = [anchor for anchor in then if anchor in now]
    if stayed != [anchor for anchor in now if anchor in then]:
        orders = [
            _set([one[anchor].question for anchor in one if anchor in stayed], piece)
            for one, piece in ((then, before), (now, after))
        ]
        yield Change(_("Order of the questions"), compare(*orders), part="order")


def _exchange(one: Question | None) -> list[str]:
    if one is None:
        return []
    lines = [one.question]
    for answer in one.answers:
        said = paragraphs(answer.html)
        lines += [f"{answer.name}: {said[0]}", *said[1:]] if answer.name and said else said
    return lines


def paragraphs(html: str) -> list[str]:
    """Return the blocks of a sanitised text as plain lines: each item of a list, row of a table.

    Footnotes follow the text; figures are not part of it.
    """
    notes = (unescape(note["text"]) for note in FOOTNOTE.finditer(html))
    noted = [_("Footnote: %(text)s") % {"text": text} for text in notes]
    return [*lines_of(read(html), whole_rows=True), *noted]


def _elements(nodes: list[Node]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from _elements(node.children)


def _people(piece: Content) -> list[str]:
    return [
        f"{credit.role_name}: {credit.name}"
        + (f" – {credit.role_line}" if credit.role_line else "")
        for credit in piece.credits
    ]


def _sources(piece: Content) -> list[str]:
    return [
        _joined(", ", one.author, one.title, one.publisher, one.published_on, one.url)
        for one in piece.sources
    ]


def _joined(sign: str, *parts: object) -> str:
    return sign.join(str(part) for part in parts if part)


def _links(piece: Content) -> list[str]:
    html = "".join(htmls_of(piece))
    links = [node for node in _elements(read(html)) if node.tag == "a"]
    return [f"{text_of([link])} → {link.attributes.get('href', '')}" for link in links]


def _all_images(piece: Content) -> list[FrozenImage]:
    images = [piece.image, *piece.images.values()]
    return [image for image in images if image]


def _images(piece: Content) -> list[str]:
    """Return captions and embeds in the text, and what each image says of itself."""
    lines = [
        _joined(" · ", one.alt, one.caption, one.credit, one.copyright, _ai_label(one))
        for one in _all_images(piece)
    ]
    html = "".join(htmls_of(piece))
    captions = (figure["caption"] for kind in (FIGURE, EMBED) for figure in kind.finditer(html))
    embeds = [unescape(embed["address"]) for embed in EMBED.finditer(html)]
    return [*lines, *(plain_text(caption) for caption in captions if caption), *embeds]


def _ai_label(image: FrozenImage) -> str:
    return image.ai_label.text if image.ai_label else ""


def _interview(piece: Content) -> list[str]:
    held = piece.interview
    return [held.line or held.mode_name] if held else []


def _notices(piece: Content) -> list[str]:
    return [f"{one.heading}: {plain_text(one.text)}" for one in piece.notices]


def _series_questions(piece: Content) -> list[str]:
    return [row.question for row in piece.series_questions]


def _name(named: EventName | SeriesName | None) -> list[str]:
    return [named.name] if named else []


@dataclass(frozen=True)
class Stretch:
    """Some words of a paragraph as readers see the change; `cut` where unchanged text is left out."""

    kind: str
    text: str
    cut: bool = False


def stretches(block: Block) -> list[Stretch]:
    """Return a paragraph with long unchanged parts cut to what stands around the changes."""
    shown: list[Stretch] = []
    last = len(block.runs) - 1
    for number, run in enumerate(block.runs):
        if run.kind != Kind.KEPT or len(run.text) <= 2 * CONTEXT:
            shown.append(Stretch(str(run.kind), run.text))
            continue
        if number:
            shown.append(Stretch("kept", run.text[:CONTEXT].rpartition(" ")[0] + " "))
        shown.append(Stretch("kept", "…", cut=True))
        if number < last:
            shown.append(Stretch("kept", " " + run.text[-CONTEXT:].partition(" ")[2]))
    return shown
