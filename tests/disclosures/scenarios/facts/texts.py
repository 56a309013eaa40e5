"""What kind of text it is, what it says and rests on, what an editor says of it."""

from blog.models import Credit, Disclosure, Post, Source
from disclosures.models import Notice
from disclosures.vocabulary import Genre
from tests.disclosures.scenarios.world import NOW
from tests.making import make_notice
from tests.media.pictures import saved_image

GENRES = {
    "an opinion": Genre.OPINION,
    "satire": Genre.SATIRE,
    "an obituary": Genre.OBITUARY,
    "a job advert": Genre.JOB,
    "a raffle": Genre.RAFFLE,
    "a survey": Genre.SURVEY,
}


def a_post(world, authors):
    world.post = Post.objects.create(
        title="Ein Beitrag", body="<p>Ein Text, den man lesen kann.</p>", language=world.language
    )
    for number, name in enumerate(world.names(authors), start=1):
        Credit.objects.create(post=world.post, person=world.person(name), ordering=number)


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


def source(world, title, publisher, funder, confidential):
    last = world.post.sources.count()
    Source.objects.create(
        post=world.post,
        ordering=last + 1,
        title=title,
        publisher=publisher or "",
        funder=funder or "",
        confidential=bool(confidential),
    )


def picture(world, title, shown):
    answers = {
        "people who did not agree": "refused",
        "children whose parents agreed": "children",
        "people of whom nothing was said": "",
    }
    row = saved_image(title=title, alternative_text=title, people_shown=answers[shown])
    world.change(image=row)


def portrait(world, name):
    person = world.person(name)
    person.portrait = saved_image(title=name, alternative_text=f"{name} am Pult", people_shown="")
    person.save()


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


SENTENCES = [
    (r"A post by (.+)", a_post),
    (r"Press release of (.+?)(?:, (verbatim|shortened|based on it))?", release),
    (r"A notice( of independence)? is set by hand", by_hand),
    (r"The suggested notice on AI is taken up", taken_up),
    (
        r"Source: (.+?)(?:, published by (.+?))?(?:, paid for by (.+?))?(, in confidence)?",
        source,
    ),
    (
        r"A picture of “(.+)”, with (people who did not agree|children whose parents agreed|people of whom nothing was said)",
        picture,
    ),
    (r"A portrait of (.+), of whom nothing was said", portrait),
    (r"It is (an opinion|satire|an obituary|a job advert|a raffle|a survey)(?:: (.+))?", genre),
    (r"It is of no public interest", no_public_interest),
    (r"Translated from (English|French)", translated),
    (r"The text says: (.+)", says),
    (r"It rests on no external sources", rests_on_nothing),
]
