"""Draw every picture of the demo into `pages/demo/images`."""

from pathlib import Path

from pages.demo.drawing.logos import LOGOS
from pages.demo.drawing.portraits import LOOKS, portrait
from pages.demo.drawing.scenes import SCENES

IMAGES = Path(__file__).resolve().parent.parent / "images"


def main() -> None:
    """Write fifteen scenes, six portraits and three logos."""
    for name, scene in SCENES.items():
        scene().save(IMAGES / f"{name}.webp")
    for name, logo in LOGOS.items():
        logo().save(IMAGES / f"logo-{name}.webp")
    for name, look in LOOKS.items():
        portrait(look).save(IMAGES / f"person-{name}.webp")


if __name__ == "__main__":
    main()
