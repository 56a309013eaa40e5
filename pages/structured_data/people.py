"""People: bylines of a piece, and the profile page."""

import re
from collections.abc import Iterable

from django.urls import reverse

from blog.editions.content import Credited
from blog.editions.edition import Edition
from pages.house.absolute import absolute
from pages.house.breadcrumbs import above
from pages.house.rendered import words
from pages.structured_data.graph import Node, node, ref
from pages.structured_data.images import bare_image
from pages.structured_data.site import listed, page_nodes
from people.models import Person

# Whose role line stands under the name; of others the byline gives the name alone.
WITH_ROLE_LINE = frozenset({"author", "interviewee"})
# Editions keep a name with its title; schema.org parts them (docs/standards/structured-data.md).
_TITLE = re.compile(
    r"(?P<title>(?:(?:PD|(?:(?:Priv|Jun|Univ)\.-)?(?:Prof|Doz|Dr)\.?"
    r"|(?:Dipl\.-\w+|Dipl|Mag|Ing|h\.\s?c|e\.\s?h|em|apl|rer|nat|med|dent|vet|phil|jur|iur|oec|pol"
    r"|theol|sc|techn|habil|mult)\.)\s+)+)(?P<name>\S.*)"
)


class Bylines:
    """The people named on a piece: one node each, and references by role or by person."""

    def __init__(self, credits_: Iterable[Credited]) -> None:
        self.nodes: dict[str, Node] = {}
        self._roles: dict[str, list[Node]] = {}
        self._people: dict[int, Node] = {}
        for credit in credits_:
            reference = self.named(credit.name, credit.slug)
            self._roles.setdefault(credit.role, []).append(reference)
            self._people[credit.person] = reference
            if credit.slug and credit.role in WITH_ROLE_LINE:
                self.nodes[credit.slug] |= _position(credit)

    def of(self, *roles: str) -> list[Node]:
        """Return references to the people in these roles, in the order of the credits."""
        found = [reference for role in roles for reference in self._roles.get(role, [])]
        return [one for place, one in enumerate(found) if one not in found[:place]]

    def person(self, pk: int | None) -> Node | None:
        """Return the reference to a credited person."""
        return self._people.get(pk) if pk else None

    def named(self, full_name: str, slug: str) -> Node:
        """Return the reference to a person whom the page names, with a node of their own.

        Somebody without a page is told of where they are named.
        """
        if not slug:
            title, name = _apart(full_name)
            return node("Person", name=name, honorificPrefix=title)
        address = absolute(reverse("person", args=[slug]))
        at = f"{address}#person"
        if slug not in self.nodes:
            title, name = _apart(full_name)
            self.nodes[slug] = node("Person", at, name=name, honorificPrefix=title, url=address)
        return ref(at)


def _apart(full_name: str) -> tuple[str, str]:
    found = _TITLE.fullmatch(full_name)
    return (found["title"].strip(), found["name"]) if found else ("", full_name)


def _position(credit: Credited) -> Node:
    """Return job and employer as far as the role line tells them."""
    line, employer = credit.role_line, credit.affiliation
    told = employer and employer in line
    job = line.removeprefix(employer).removeprefix(", ") if told else line
    found = {"jobTitle": job} if job else {}
    return found | ({"affiliation": node("Organization", name=employer)} if told else {})


def person_id(person: Person) -> str:
    """Return the id of a person."""
    return f"{absolute(person.get_absolute_url())}#person"


def person_node(person: Person) -> Node:
    """Return a person by name, with the way to their page."""
    address = absolute(person.get_absolute_url())
    prefix = person.honorific
    return node("Person", person_id(person), name=person.name, honorificPrefix=prefix, url=address)


def profile(person: Person, pieces: Iterable[Edition]) -> list[Node]:
    """Return the graph of a person's page (Google: ProfilePage, one person each)."""
    path = person.get_absolute_url()
    address = absolute(path)
    nodes = page_nodes(
        "ProfilePage",
        path,
        *above(person),
        (person.full_name, path),
        mainEntity=ref(person_id(person)),
        hasPart=[listed(piece) for piece in pieces],
    )
    someone = person_node(person) | node(
        "Person",
        jobTitle=person.role_line,
        deathDate=person.died_on.isoformat() if person.died_on else "",
        affiliation=node("Organization", name=person.affiliation.name)
        if person.affiliation
        else None,
        description=words(person.bio),
        image=bare_image(person.portrait.frozen(), f"{address}#image", "1x1")
        if person.portrait
        else None,
        sameAs=[link.url for link in person.links.all() if link.url],
    )
    return [*nodes, someone]
