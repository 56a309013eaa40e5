"""What an editor does about notices, in the browser: few steps, in her words, without a handbook."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from blog.editions.texts import text_hash
from blog.models import Declaration, Tie
from events.models import Sponsorship
from interviews.models import Authorisation, Interview
from people.models import Organisation
from tests.making import make_event, make_interview, make_person

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)


@pytest.fixture
def talk():
    """An interview with two guests: one works for a sponsor and was given something, one withdrew."""
    User.objects.create_superuser("redaktion", password="podium-demo")
    event, sponsor = make_event("Kongress 2027"), Organisation.objects.create(name="Muster GmbH")
    Sponsorship.objects.create(organisation=sponsor, event=event, starts_on=timezone.localdate())
    gesa = make_person("Gesa Gast", gender="f", affiliation=sponsor)
    interview = make_interview(
        "Ein Gespräch",
        guest=gesa,
        event=event,
        promotes_event=False,
        mode="written",
        shortened=False,
        authorisation_agreed="full",
        press_release_of=Organisation.objects.create(name="Klangwerk GmbH"),
    )
    kai = make_person("Kai Kran", gender="m")
    interview.credits.create(person=kai, role="interviewee", ordering=9)
    interview.declarations.create(
        person=gesa, kind="benefit", organisation=sponsor, text="ein Laptop"
    )
    interview = Interview.objects.get(pk=interview.pk)
    for person in (gesa, kai):
        interview.authorisations.create(person=person, text_sha256=text_hash(interview.content()))
    Authorisation.objects.filter(person=kai).update(withdrawn_at=timezone.now())
    return interview


class Steps:
    """What she does, one step after the other."""

    def __init__(self, page: Page, panel: Locator) -> None:
        self.page, self.panel, self.count = page, panel, 0

    def answer(self, words: str) -> None:
        self.count += 1
        self.panel.get_by_role("button", name=words, exact=True).click()
        expect(self.page.locator(".messagelist .success").first).to_be_visible()

    def click(self, target: Locator) -> None:
        self.count += 1
        target.click()

    def choose(self, name: str, value: str) -> None:
        self.count += 1
        self.page.select_option(f"select[name={name}]", value)

    def type(self, name: str, words: str) -> None:
        self.count += 1
        self.page.fill(f"input[name={name}]", words)

    def needed(self) -> int:
        """How many steps it took since somebody asked last."""
        count, self.count = self.count, 0
        return count


def test_each_of_five_tasks_takes_a_step_or_a_few(live_server, page, talk):
    page.set_extra_http_headers({"Accept-Language": "de"})
    page.goto(f"{live_server.url}/admin/interviews/interview/{talk.pk}/change/")
    page.fill("input[name=login]", "redaktion")
    page.fill("input[name=password]", "podium-demo")
    page.click("main button[type=submit], form button[type=submit]")
    panel = page.locator("#podium-disclosure")
    steps = Steps(page, panel)

    steps.click(page.get_by_role("tab", name="Prüfen"))
    assert steps.needed() == 1  # once: the tab stays open

    # The guest works for a sponsor: what did the sponsor give?
    expect(panel).to_contain_text("Was hat Muster GmbH für diesen Beitrag gegeben oder zugesagt")
    steps.answer("Geld")
    expect(panel).to_contain_text("Muster GmbH hat für diesen Beitrag bezahlt.")
    assert (Tie.objects.get().consideration, steps.needed()) == ("money", 1)

    # She declares a benefit: what is it for?
    expect(panel).to_contain_text("Gesa Gast gibt an, etwas zu erhalten: ein Laptop. Wofür?")
    steps.answer("Für diesen Beitrag versprochen")
    expect(panel).to_contain_text(
        "Muster GmbH hat Gesa Gast für diesen Beitrag versprochen: ein Laptop."
    )
    assert (Declaration.objects.get().bearing, steps.needed()) == ("promised", 1)

    # The text was a press release: what was made of it?
    steps.answer("Gekürzt")
    expect(panel).to_contain_text("gekürzte Pressemitteilung von Klangwerk GmbH")
    assert (Interview.objects.get().release_use, steps.needed()) == ("shortened", 1)

    # One of two guests withdrew: nothing is published, and the way leads to the sign-offs.
    blocking = panel.locator(".is-blocking", has_text="Kai Kran hat die Freigabe zurückgezogen.")
    expect(blocking).to_have_count(1)
    steps.click(blocking.get_by_role("link", name="Zum Feld"))
    expect(page.locator("#authorisations-group")).to_be_in_viewport()
    assert steps.needed() == 1

    # A machine reads the answers aloud: it is told while she types.
    steps.click(page.locator("#ai_uses-group .add-row a, #ai_uses-group .add-row button").first)
    steps.choose("ai_uses-0-kind", "audio")
    steps.choose("ai_uses-0-degree", "3")
    steps.type("ai_uses-0-tool", "Stimmwerk")
    expect(panel).to_contain_text("KI-generierte Stimme. (Stimmwerk)")
    assert steps.needed() <= 4
