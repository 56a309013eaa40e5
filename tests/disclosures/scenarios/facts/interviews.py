"""How an interview was held, and who signed it off."""

from blog.editions.texts import text_hash
from blog.models import Credit
from interviews.models import Authorisation, Exchange, Interview
from tests.disclosures.scenarios.world import DAY, NOW, WHO


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


SENTENCES = [
    (r"An interview with (.+), asked by (.+)", an_interview),
    (rf"Held (.+) on {DAY}, (unabridged|shortened)", held),
    (r"(No s|S)ign-off was agreed", lambda world, no: sign_off_agreed(world, no == "No s")),
    (
        rf"Signed off by {WHO}(?: for {WHO})?(, and withdrawn|, then changed)?",
        signed_off,
    ),
]
