"""What counts as a picture by AI, and what readers are told on it."""

from typing import Any

import pytest
from django.utils import translation

from media.ai_images import ai_label, is_ai, is_deepfake
from media.frozen import FrozenImage

GENERATED = "trainedAlgorithmicMedia"
EDITED = "compositeWithTrainedAlgorithmicMedia"
MONTAGE = "compositeSynthetic"


def picture(concept: str = GENERATED, looks_real: Any = True, shows: str = "event") -> FrozenImage:
    return FrozenImage(
        id=1,
        file="bild.jpg",
        width=900,
        height=600,
        ppoi=(0.5, 0.5),
        alt="Ein Saal",
        digital_source_type=concept,
        photorealistic=looks_real,
        depicts_real=shows,
        generated_by="Maler 3",
    )


@pytest.mark.parametrize("concept", [GENERATED, EDITED, MONTAGE])
@pytest.mark.parametrize("shows", ["person", "place", "event", ""])
@pytest.mark.parametrize("looks_real", [True, None])
def test_what_could_pass_for_a_photo_of_something_real_is_a_deepfake(
    concept: str, shows: str, looks_real: Any
) -> None:
    image = picture(concept, looks_real, shows)
    label = ai_label(image)
    assert is_deepfake(image)
    assert label
    assert label.key == "deepfake"


@pytest.mark.parametrize(
    ("looks_real", "shows"), [(False, "event"), (False, ""), (True, "none"), (None, "none")]
)
def test_a_drawing_and_what_shows_nothing_real_is_none(looks_real: Any, shows: str) -> None:
    image = picture(GENERATED, looks_real, shows)
    assert is_ai(image)
    assert not is_deepfake(image)


@pytest.mark.parametrize("concept", ["digitalCapture", "digitalCreation", "algorithmicMedia", ""])
def test_without_ai_there_is_no_label(concept: str) -> None:
    image = picture(concept)
    assert (is_ai(image), is_deepfake(image), ai_label(image)) == (False, False, None)


@pytest.mark.parametrize(
    ("image", "german"),
    [
        (picture(), "KI-generiert – zeigt kein reales Ereignis"),
        (picture(shows="person"), "KI-generiert – kein echtes Foto dieser Person"),
        (picture(shows="place"), "KI-generiert – kein echtes Foto dieses Ortes"),
        (picture(shows=""), "KI-generiert – kein echtes Foto"),
        (picture(MONTAGE), "Montage mit KI – zeigt kein reales Ereignis"),
        (picture(EDITED), "Mit KI bearbeitet – zeigt das Ereignis nicht unverändert"),
        (picture(EDITED, shows="person"), "Mit KI bearbeitet – zeigt die Person nicht unverändert"),
        (picture(shows="none"), "Symbolbild: KI-generiert (Maler 3)"),
        (picture(looks_real=False), "Illustration: KI-generiert (Maler 3)"),
        (picture(EDITED, looks_real=False), "Illustration: mit KI bearbeitet (Maler 3)"),
    ],
)
def test_the_label_says_in_german_what_is_the_case(image: FrozenImage, german: str) -> None:
    with translation.override("de"):
        label = ai_label(image)
    assert label
    assert label.text == german
