"""What organisations are to us and to a piece, and what they gave."""

from datetime import date

from blog.models import PoliticalAdvertisement, Tie
from events.models import Sponsorship
from tests.disclosures.scenarios.world import DAY, WHO

BACKS = (
    rf"{WHO} is an? (main sponsor|sponsor|partner) of {WHO}"
    rf"(?: from {DAY} to {DAY})?(, with coverage agreed)?"
)

TIE = {
    "subject": ("part", "subject"),
    "quoted": ("part", "quoted"),
    "named": ("part", "named"),
    "seen": ("part", "logo"),
    "linked": ("part", "link"),
    "embedded": ("part", "embed"),
    "gave nothing": ("consideration", "none"),
    "money": ("consideration", "money"),
    "goods": ("consideration", "goods"),
    "loan": ("consideration", "loan"),
    "tickets": ("consideration", "ticket"),
    "travel": ("consideration", "travel"),
    "commission": ("consideration", "commission"),
    "something in return": ("consideration", "reciprocal"),
    "promised": ("consideration", "promised"),
    "no say": ("influence", "none"),
    "topic": ("influence", "topic"),
    "signed off its words": ("influence", "sign_off"),
    "approval": ("influence", "approval"),
    "wrote it": ("influence", "written_by_them"),
    "evidence": ("evidence", "E-Mail vom 3. November 2026"),
    "we hold a stake": ("relation", "holding"),
    "owner": ("relation", "owner"),
    "customer": ("relation", "customer"),
    "partner": ("relation", "partner"),
    "nothing to us": ("relation", "none"),
}


def sponsors(world, organisation, level, event, starts, ends, coverage):
    Sponsorship.objects.create(
        organisation=world.organisation(organisation),
        event=world.event(event),
        level=level.replace(" ", "_"),
        starts_on=starts or date(2026, 1, 1),
        ends_on=ends,
        coverage_agreed=bool(coverage),
    )


def tie_to(world, organisation, words):
    values = {}
    words, _colon, condition = words.partition(", on condition: ")
    said, _colon, given = words.partition(", given: ")
    for word in said.split(", "):
        name, value = TIE[word]
        values[name] = value
    row = world.organisation(organisation)
    Tie.objects.create(
        post=world.post, organisation=row, given=given, condition=condition, **values
    )


def belongs_to(world, brand, parent):
    row = world.organisation(brand)
    row.parent = world.organisation(parent)
    row.save()


def political_actor(world, name):
    row = world.organisation(name)
    row.political = True
    row.save()


def political(world, sponsor, controller, concerns):
    world.change(is_political=True)
    if sponsor:
        PoliticalAdvertisement.objects.create(
            post_id=world.post.pk,
            sponsor=sponsor,
            address="post@morgen.example, Morgenweg 1, 34117 Kassel",
            controlled_by=controller or "",
            controller_address="post@stiftung.example, Abendweg 2, 34117 Kassel"
            if controller
            else "",
            concerns=concerns,
            amount="500 Euro",
            method="Preisliste vom 1. Januar 2026",
            origin="private_eu",
            report_to="redaktion@example.org",
            declared_on=date(2026, 10, 20),
            starts_on=date(2026, 11, 1),
            ends_on=date(2026, 11, 30),
        )


SENTENCES = [
    (BACKS, sponsors),
    (rf"Tie to {WHO}: (.+)", tie_to),
    (
        r"It is political advertising(?: of (.+?)(?:, controlled by (.+?))?, about: (.+))?",
        political,
    ),
    (rf"{WHO} is a political actor", political_actor),
    (rf"{WHO} belongs to (.+)", belongs_to),
]
