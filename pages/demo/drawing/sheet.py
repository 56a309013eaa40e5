"""A sheet on which shapes are laid like cut paper, each with the shadow it throws."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

type Point = tuple[float, float]
type Colour = tuple[int, int, int]

NIGHT: Colour = (22, 30, 52)
INK: Colour = (40, 52, 86)
SLATE: Colour = (72, 88, 128)
PAPER: Colour = (248, 241, 228)
SAND: Colour = (235, 217, 186)
CORAL: Colour = (224, 92, 74)
BRICK: Colour = (176, 62, 56)
AMBER: Colour = (242, 171, 64)
TEAL: Colour = (38, 116, 120)
MINT: Colour = (156, 200, 186)
BLUSH: Colour = (243, 192, 170)
PLUM: Colour = (98, 56, 92)

FINER = 2  # drawn at twice the size, then made smaller: smooth edges


class Sheet:
    """A picture of `width` × `height` pixels; every length is in these pixels."""

    def __init__(self, width: int, height: int, top: Colour, bottom: Colour | None = None) -> None:
        self.width, self.height = width, height
        self.size = (width * FINER, height * FINER)
        fade = Image.linear_gradient("L").resize(self.size)
        ground, end = Image.new("RGB", self.size, top), Image.new("RGB", self.size, bottom or top)
        self.picture = Image.composite(end, ground, fade)

    def polygon(self, points: Sequence[Point], colour: Colour, lift: float = 10) -> None:
        """Lay a shape with straight edges."""
        self._lay(lambda pen: pen.polygon(_finer(points), fill=255), colour, lift)

    def blob(self, points: Sequence[Point], colour: Colour, lift: float = 10) -> None:
        """Lay a shape whose edge runs smoothly through all points."""
        self.polygon(smooth(points), colour, lift)

    def disc(
        self,
        x: float,
        y: float,
        rx: float,
        colour: Colour,
        lift: float = 10,
        ry: float | None = None,
    ) -> None:
        """Lay a circle or an ellipse around a middle."""
        ry = rx if ry is None else ry
        box = _finer([(x - rx, y - ry), (x + rx, y + ry)])
        self._lay(lambda pen: pen.ellipse(box, fill=255), colour, lift)

    def card(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: Colour,
        lift: float = 10,
        radius: float = 0,
        turn: float = 0,
    ) -> None:
        """Lay a rectangle by its middle, with round corners, turned by `turn` degrees."""
        self.polygon(turned(rounded(x, y, width, height, radius), (x, y), turn), colour, lift)

    def band(
        self, points: Sequence[Point], thickness: float, colour: Colour, lift: float = 6
    ) -> None:
        """Lay a strip along a line, with round ends."""

        def draw(pen: ImageDraw.ImageDraw) -> None:
            fine = _finer(points)
            pen.line(fine, fill=255, width=round(thickness * FINER), joint="curve")
            for x, y in (fine[0], fine[-1]):
                r = thickness * FINER / 2
                pen.ellipse([x - r, y - r, x + r, y + r], fill=255)

        self._lay(draw, colour, lift)

    def light(
        self, points: Sequence[Point], colour: Colour, strength: float = 0.7, fade_to: float = 0.05
    ) -> None:
        """Shine a cone of light that fades downwards."""
        mask = Image.new("L", self.size, 0)
        fine = _finer(points)
        ImageDraw.Draw(mask).polygon(fine, fill=255)
        mask = mask.filter(ImageFilter.GaussianBlur(3 * FINER))
        top, bottom = min(y for _, y in fine), max(y for _, y in fine)
        fade = Image.new("L", self.size, round(255 * fade_to))
        ramp = Image.linear_gradient("L").resize((self.size[0], max(1, round(bottom - top))))
        span = strength - fade_to
        fade.paste(ramp.point(lambda v: round(255 * (strength - span * v / 255))), (0, round(top)))
        self.picture.paste(colour, (0, 0), ImageChops.multiply(mask, fade))

    def glow(
        self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.6
    ) -> None:
        """Let a place shine, weaker towards the outside."""
        side = round(radius * 2 * FINER)
        ball = Image.radial_gradient("L").resize((side, side))
        mask = ball.point(lambda v: round(max(0, 255 - v * 1.42) * strength))
        self.picture.paste(colour, (round((x - radius) * FINER), round((y - radius) * FINER)), mask)

    def save(self, path: Path, quality: int = 80) -> None:
        """Write the picture as WebP."""
        small = self.picture.resize((self.width, self.height), Image.Resampling.LANCZOS)
        small.save(path, "WEBP", quality=quality, method=6)

    def _lay(
        self, draw: Callable[[ImageDraw.ImageDraw], None], colour: Colour, lift: float
    ) -> None:
        mask = Image.new("L", self.size, 0)
        draw(ImageDraw.Draw(mask))
        if lift:
            self._shade(mask, lift)
        self.picture.paste(colour, (0, 0), mask)

    def _shade(self, mask: Image.Image, lift: float) -> None:
        box = mask.getbbox()
        if box is None:
            return
        reach = round(lift * 3 * FINER)
        wide = (
            max(0, box[0] - reach),
            max(0, box[1] - reach),
            min(self.size[0], box[2] + reach),
            min(self.size[1], box[3] + reach),
        )
        part = Image.new("L", (wide[2] - wide[0], wide[3] - wide[1]), 0)
        part.paste(mask.crop(wide), (round(lift * 0.3 * FINER), round(lift * 0.6 * FINER)))
        shadow = part.filter(ImageFilter.GaussianBlur(lift * 0.7 * FINER))
        self.picture.paste((12, 14, 30), wide[:2], shadow.point(lambda v: round(v * 0.42)))


def smooth(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """Return a closed Catmull-Rom curve through all points."""
    curve = []
    count = len(points)
    for i in range(count):
        a, b, c, d = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            curve.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return curve


def arc(
    x: float, y: float, radius: float, start: float, end: float, flat: float = 1, steps: int = 60
) -> list[Point]:
    """Return points on an arc from `start` to `end` degrees; 0 is to the right, 90 is down."""
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + radius * math.cos(a), y + radius * flat * math.sin(a)) for a in angles]


def rounded(x: float, y: float, width: float, height: float, radius: float) -> list[Point]:
    """Return the outline of a rectangle around a middle, with round corners."""
    r = min(radius, width / 2, height / 2)
    w, h = width / 2 - r, height / 2 - r
    corners = [(x + w, y - h, -90), (x + w, y + h, 0), (x - w, y + h, 90), (x - w, y - h, 180)]
    return [p for cx, cy, at in corners for p in arc(cx, cy, r, at, at + 90, steps=12)]


def turned(points: Sequence[Point], middle: Point, degrees: float) -> list[Point]:
    """Return the points turned around a middle."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    mx, my = middle
    return [(mx + (x - mx) * c - (y - my) * s, my + (x - mx) * s + (y - my) * c) for x, y in points]


def _finer(points: Sequence[Point]) -> list[Point]:
    return [(x * FINER, y * FINER) for x, y in points]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
