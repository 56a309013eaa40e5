"""What the sentences under “Facts” mean: each makes rows, as an editor would have entered them."""

import re
from datetime import date

from blog.editions.texts import text_hash
from blog.models import (
    AIUse,
    Credit,
    Declaration,
    Disclosure,
    EditorialApproval,
    PoliticalAdvertisement,
    Post,
    Source,
    Tie,
)
from disclosures.models import Notice
from disclosures.vocabulary import AIKind, AIScope, Genre
from events.models import Ambassadorship, Event, ProgrammeItem, Sponsorship
from interviews.models import Authorisation, Exchange, Interview
from people.models import Organisation, Person
from tests.making import berlin, make_notice

NOW = berlin(2026, 11, 23, 12)
NEWSROOM = {"Rita Rehberg", "Max Marder"}
MEN = {"Max Marder", "Kai Kran"}
DAYS = {
    "Summit 2027": (berlin(2027, 6, 14, 9), berlin(2027, 6, 15, 18)),
    "Summit 2026": (berlin(2026, 6, 25, 9), berlin(2026, 6, 27, 18)),
    "Messe 2025": (berlin(2025, 3, 4, 9), berlin(2025, 3, 4, 18)),
}
TIE = {
    "subject": ("part", "subject"),
    "quoted": ("part", "quoted"),
    "named": ("part", "named"),
    "seen": ("part", "logo"),
    "linked": ("part", "link"),
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
AI_KINDS = {
    **{str(kind): kind for kind in AIKind},
    "translation": AIKind.TRANSLATE,
    "summary": AIKind.SUMMARISE,
    "transcription": AIKind.TRANSCRIBE,
    "revision": AIKind.REWRITE,
    "alternative texts": AIKind.ALT_TEXT,
    "proofreading": AIKind.PROOFREAD,
}
SCOPES = {
    "the introduction": AIScope.INTRODUCTION,
    "the headline": AIScope.HEADLINE,
    "the summary": AIScope.SUMMARY,
    "single answers": AIScope.ANSWERS,
    "single passages": AIScope.PASSAGES,
    "the whole text": AIScope.TEXT,
}
DEGREES = {"assistive": 1, "substantial": 2, "predominant": 3}
GENRES = {
    "an opinion": Genre.OPINION,
    "satire": Genre.SATIRE,
    "an obituary": Genre.OBITUARY,
    "a job advert": Genre.JOB,
    "a raffle": Genre.RAFFLE,
    "a survey": Genre.SURVEY,
}


class World:
    """A piece and what is known around it, told sentence by sentence."""

    def __init__(self, language):
        self.language = language
        self.post = None
        self.late = []  # what counts for the text as it is in the end

    def tell(self, sentence):
        """Make the rows that a sentence speaks of."""
        for pattern, act in SENTENCES:
            if found := re.fullmatch(pattern, sentence.removesuffix(".")):
                return act(self, *found.groups())
        raise ValueError(f"no such sentence: {sentence}")

    def finished(self):
        """The piece, once all is told."""
        for act in self.late:
            act()
        return type(self.post).objects.get(pk=self.post.pk)

    def person(self, name):
        gender = "m" if name in MEN else "f"
        values = {"gender": gender, "newsroom": name in NEWSROOM}
        return Person.objects.get_or_create(name=name, defaults=values)[0]

    def organisation(self, name):
        return Organisation.objects.get_or_create(name=name)[0]

    def event(self, name):
        starts, ends = DAYS[name]
        hashtag = "#" + name.replace(" 20", "").lower()
        values = {"starts_at": starts, "ends_at": ends, "hashtag": hashtag}
        return Event.objects.get_or_create(name=name, defaults=values)[0]

    def change(self, **values):
        Post.objects.filter(pk=self.post.pk).update(**values)

    def names(self, words):
        return re.split(r", | and ", words)


def a_post(world, authors):
    world.post = Post.objects.create(
        title="Ein Beitrag", body="<p>Ein Text, den man lesen kann.</p>", language=world.language
    )
    for number, name in enumerate(world.names(authors), start=1):
        Credit.objects.create(post=world.post, person=world.person(name), ordering=number)


def an_interview(world, guests, interviewers):
    world.post = Interview.objects.create(
        title="Ein Interview", body="<p>Zur Einleitung.</p>", language=world.language
    )
    people = [(name, "interviewee") for name in world.names(guests)]
    people += [(name, "interviewer") for name in world.names(interviewers)]
    for number, (name, role) in enumerate(people, start=1):
        Credit.objects.create(
            post=world.post, person=world.person(name), role=role, ordering=number
        )
    Exchange.objects.create(
        interview=world.post, ordering=1, question="Wie geht es?", answer="<p>Gut.</p>"
    )


def held(world, mode, day, shortened):
    modes = {"in writing": "written", "in person": "in_person", "by telephone": "phone"}
    values = {"mode": modes[mode], "held_on": day, "shortened": shortened == "shortened"}
    Interview.objects.filter(pk=world.post.pk).update(**values)


def sign_off_agreed(world, no):
    agreed = "none" if no else "full"
    Interview.objects.filter(pk=world.post.pk).update(authorisation_agreed=agreed)


def signed_off(world, signer, guest, how):
    def act():
        text = text_hash(Interview.objects.get(pk=world.post.pk).content())
        Authorisation.objects.create(
            interview=world.post,
            person=world.person(signer),
            on_behalf_of=world.person(guest) if guest else None,
            text_sha256="0" * 64 if how == ", then changed" else text,
            withdrawn_at=NOW if how == ", and withdrawn" else None,
        )

    world.late.append(act)


def works_for(world, name, organisation):
    person = world.person(name)
    person.affiliation = world.organisation(organisation)
    person.save()


def is_called(world, name, line):
    person = world.person(name)
    person.role_line = line
    person.save()


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
    said, _colon, given = words.partition(", given: ")
    for word in said.split(", "):
        name, value = TIE[word]
        values[name] = value
    row = world.organisation(organisation)
    Tie.objects.create(post=world.post, organisation=row, given=given, **values)


def declares_benefit(world, name, giver, bearing, what):
    Declaration.objects.create(
        post=world.post,
        person=world.person(name),
        kind="benefit",
        organisation=world.organisation(giver) if giver else None,
        bearing={"this piece": "piece", "something else": "other", None: ""}[bearing],
        text=what,
    )


def declares_interest(world, name, verb, organisation, other):
    kinds = {
        "advises": "advises",
        "holds shares in": "shares",
        "holds an office at": "office",
        "has family at": "family",
        "has some tie to": "other",
    }
    Declaration.objects.create(
        post=world.post,
        person=world.person(name),
        kind="tie",
        organisation=world.organisation(organisation),
        interest=kinds[verb],
        competitor_of=world.organisation(other) if other else None,
    )


def declares_ai(world, name, degree):
    value = {"no": 0, "assistive": 1, "substantial": 2, "predominant": 3}[degree]
    Declaration.objects.create(
        post=world.post, person=world.person(name), kind="ai_use", ai_degree=value
    )


def stands_for(world, name, event, starts, ends, benefit):
    Ambassadorship.objects.create(
        person=world.person(name),
        event=world.event(event),
        benefit=benefit or "",
        starts_on=starts,
        ends_on=ends,
    )


def speaks_at(world, name, event):
    item = ProgrammeItem.objects.create(event=world.event(event), title="Ein Vortrag")
    item.speaker_rows.create(person=world.person(name), ordering=1)


def reports(world, because):
    world.change(promotes_event=False, reports_because=because or "")


def ai_use(world, kind, degree, tool, scope, voice):
    AIUse.objects.create(
        post=world.post,
        kind=AI_KINDS[kind],
        degree=DEGREES[degree],
        tool=tool or "",
        scope=SCOPES[scope] if scope else "",
        voice_of=world.person(voice) if voice else None,
    )


def approved(world, reviewer, changed):
    def act():
        text = text_hash(type(world.post).objects.get(pk=world.post.pk).content())
        EditorialApproval.objects.create(
            post=world.post,
            reviewer=world.person(reviewer),
            responsible=world.person(reviewer),
            text_sha256="0" * 64 if changed else text,
            approved_at=berlin(2026, 11, 20, 12),
            own_account=True,
            **dict.fromkeys(EditorialApproval.CHECKS, True),
        )

    world.late.append(act)


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
            address="Morgenweg 1, 34117 Kassel",
            controlled_by=controller or "",
            concerns=concerns,
            amount="500 Euro",
            starts_on=date(2026, 11, 1),
            ends_on=date(2026, 11, 30),
        )


def ours(world, event, organisation):
    Event.objects.filter(pk=world.event(event).pk).update(
        organiser=world.organisation(organisation), own=True
    )


def release(world, organisation, use):
    uses = {"verbatim": "verbatim", "shortened": "shortened", "based on it": "basis", None: ""}
    row = world.organisation(organisation)
    world.change(press_release_of=row, release_use=uses[use])


def by_hand(world, independent):
    notice = make_notice("Unabhängigkeit", claims_independence=bool(independent))
    notice.versions.create(
        language="en", heading="Independence", text="<p>We say who pays.</p>", valid_from=NOW
    )
    Disclosure.objects.create(post=world.post, notice=notice, ordering=9)


def taken_up(world):
    notice = Notice.objects.get(key="ki-kurz")
    Disclosure.objects.create(post=world.post, notice=notice, ordering=8)


def source(world, title, publisher):
    last = world.post.sources.count()
    Source.objects.create(
        post=world.post, ordering=last + 1, title=title, publisher=publisher or ""
    )


def new_date(world, event, first, last):
    row = world.event(event)
    row.previous_dates.create(
        starts_at=berlin(*map(int, first.split("-")), 9),
        ends_at=berlin(*map(int, last.split("-")), 18),
    )
    Event.objects.filter(pk=row.pk).update(status="EventRescheduled")


def status(world, event, state):
    states = {
        "has moved online": "EventMovedOnline",
        "is cancelled": "EventCancelled",
        "is postponed": "EventPostponed",
    }
    Event.objects.filter(pk=world.event(event).pk).update(status=states[state])


def of_others(world, event):
    Event.objects.filter(pk=world.event(event).pk).update(own=False)


def belongs_to(world, brand, parent):
    row = world.organisation(brand)
    row.parent = world.organisation(parent)
    row.save()


def belongs(world, event):
    world.change(event=world.event(event))


def promotes(world):
    world.change(promotes_event=True)


def genre(world, kind, terms):
    world.change(genre=GENRES[kind], genre_terms=terms or "")


def no_public_interest(world):
    world.change(public_interest=False, private_because="Ein Rätsel.")


def translated(world, language):
    codes = {"English": "en", "French": "fr"}
    world.change(translated_from=codes[language])


def says(world, text):
    world.change(body=f"<p>{text}</p>")


def rests_on_nothing(world):
    world.change(no_external_sources=True)


WHO, DAY = r"([^,.:]+?)", r"(\d{4}-\d\d-\d\d)"
BACKS = (
    rf"{WHO} is an? (main sponsor|sponsor|partner) of {WHO}"
    rf"(?: from {DAY} to {DAY})?(, with coverage agreed)?"
)
TIED = (
    rf"{WHO} (advises|holds shares in|holds an office at|has family at|has some tie to) {WHO}"
    rf"(?:, a competitor of {WHO})?"
)
MACHINE = (
    r"AI ([\w ]+), (assistive|substantial|predominant)(?:, with (\w+))?"
    r"(?:, of ([\w ]+))?(?:, in the voice of ([\w ]+))?"
)
SENTENCES = [
    (r"A post by (.+)", a_post),
    (r"An interview with (.+), asked by (.+)", an_interview),
    (rf"Held (.+) on {DAY}, (unabridged|shortened)", held),
    (r"(No s|S)ign-off was agreed", lambda world, no: sign_off_agreed(world, no == "No s")),
    (
        rf"Signed off by {WHO}(?: for {WHO})?(, and withdrawn|, then changed)?",
        signed_off,
    ),
    (rf"{WHO} works for (.+)", works_for),
    (rf"{WHO} is called: (.+)", is_called),
    (BACKS, sponsors),
    (rf"Tie to {WHO}: (.+)", tie_to),
    (
        rf"{WHO} declares a benefit(?: from {WHO})?(?: for (this piece|something else))?: (.+)",
        declares_benefit,
    ),
    (TIED, declares_interest),
    (rf"{WHO} declares (no|assistive|substantial|predominant) AI", declares_ai),
    (
        rf"{WHO} is an ambassador of {WHO}(?: from {DAY} to {DAY})?(?: and receives: (.+))?",
        stands_for,
    ),
    (rf"{WHO} speaks at (.+)", speaks_at),
    (r"The piece belongs to (.+)", belongs),
    (r"It promotes the event", promotes),
    (r"It reports(?:, because: (.+))?", reports),
    (
        r"It is political advertising(?: of (.+?)(?:, controlled by (.+?))?, about: (.+))?",
        political,
    ),
    (rf"{WHO} is a political actor", political_actor),
    (MACHINE, ai_use),
    (rf"Approved by {WHO}(, then changed)?", approved),
    (rf"{WHO} is organised by (.+), which is us", ours),
    (rf"{WHO} is an event of others", of_others),
    (r"Press release of (.+?)(?:, (verbatim|shortened|based on it))?", release),
    (r"A notice( of independence)? is set by hand", by_hand),
    (r"The suggested notice on AI is taken up", taken_up),
    (r"Source: (.+?)(?:, published by (.+))?", source),
    (rf"{WHO} has a new date, after {DAY} to {DAY}", new_date),
    (rf"{WHO} (has moved online|is cancelled|is postponed)", status),
    (r"It is (an opinion|satire|an obituary|a job advert|a raffle|a survey)(?:: (.+))?", genre),
    (r"It is of no public interest", no_public_interest),
    (r"Translated from (English|French)", translated),
    (r"The text says: (.+)", says),
    (r"It rests on no external sources", rests_on_nothing),
    (rf"{WHO} belongs to (.+)", belongs_to),
]
