"""What machines were used for, and who examined it."""

from blog.editions.texts import text_hash
from blog.models import AIUse, EditorialApproval
from disclosures.vocabulary import AIKind, AIScope
from tests.disclosures.scenarios.world import WHO
from tests.making import berlin

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

MACHINE = (
    r"AI ([\w ]+), (assistive|substantial|predominant)(?:, with (\w+))?"
    r"(?:, of ([\w ]+))?(?:, in the voice of ([\w ]+))?"
)


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


SENTENCES = [
    (MACHINE, ai_use),
    (rf"Approved by {WHO}(, then changed)?", approved),
]
