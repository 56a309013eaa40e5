"""What makes of each schema of content the next one; nothing that was written is rewritten."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.utils import translation

from media.ai_images import ai_label
from media.frozen import frozen_image


def _labelled_images(values: dict[str, Any]) -> dict[str, Any]:
    """Schema 1 kept no labels of images made by AI: they get what their facts allow."""
    with translation.override(values["language"]):
        return _each_image(values, _with_label)


def _with_label(image: dict[str, Any]) -> dict[str, Any]:
    label = ai_label(frozen_image(image))
    return {"ai_label": asdict(label) if label else None} | image


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Until schema 3, what was not known was an empty text, and a press release had an object."""
    values = values | {"sources": [_with_dates(one) for one in values["sources"]]}
    if held := values.get("interview"):
        values["interview"] = held | {"held_on": held["held_on"] or None}
    released = values.get("press_release_of")
    return values | {"press_release_of": released["name"] if released else ""}


def _with_dates(source: dict[str, Any]) -> dict[str, Any]:
    days = ("published_on", "accessed_on")
    return source | {day: source[day] or None for day in days}


def _each_image(
    values: dict[str, Any], change: Callable[[dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    def changed(image: dict[str, Any] | None) -> dict[str, Any] | None:
        return change(image) if image else None

    return values | {
        "image": changed(values["image"]),
        "images": {key: change(image) for key, image in values["images"].items()},
        "credits": [one | {"portrait": changed(one["portrait"])} for one in values["credits"]],
    }


# Each makes of one schema the next; the first is for what schema 1 wrote.
# Schema 4 lacks only what it was not asked: who signed off for whom, players, what is said at sources.
# Schema 5 lacks only who paid for a source, and which are in confidence.
UPGRADES = (_labelled_images, dict, _plain, dict, dict)
