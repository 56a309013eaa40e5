"""Places of the trade as cut paper: stages, rows of chairs, plans, sound, doors."""

import math
from collections.abc import Callable

from pages.demo.drawing.props import chair, clock, heads, motif, walker, wheelchair
from pages.demo.drawing.sheet import (
    AMBER,
    BLUSH,
    BRICK,
    CORAL,
    INK,
    MINT,
    NIGHT,
    PAPER,
    PLUM,
    SAND,
    SLATE,
    TEAL,
    Colour,
    Sheet,
    arc,
)

WIDTH, HEIGHT = 1600, 1000


def stage() -> Sheet:
    """Three cones of light on a stage with one chair; heads of the audience in front."""
    sheet = Sheet(WIDTH, HEIGHT, NIGHT, INK)
    sheet.disc(800, 900, 900, SLATE, 20, ry=330)
    sheet.disc(800, 850, 640, SAND, 22, ry=190)
    for x, lean, colour in ((420, 260, CORAL), (800, 0, AMBER), (1180, -260, MINT)):
        foot = x + lean
        sheet.light(
            [(x - 26, 70), (x + 26, 70), (foot + 230, 840), (foot - 230, 840)], colour, 0.66, 0.1
        )
        sheet.card(x, 56, 92, 74, PAPER, 8, 18, -lean / 14)
    sheet.card(800, 20, 1400, 26, SLATE, 8)
    chair(sheet, 770, 760, BRICK)
    sheet.band([(900, 830), (900, 590)], 12, NIGHT, 4)
    sheet.disc(900, 576, 24, CORAL, 6)
    heads(sheet, 920, (PLUM, INK, TEAL, NIGHT, BRICK), 13)
    return sheet


def chairs() -> Sheet:
    """Rows of chairs in arcs around a stage, from above; a few in another colour."""
    sheet = Sheet(WIDTH, HEIGHT, SAND, PAPER)
    sheet.disc(800, -60, 420, TEAL, 24, ry=340)
    sheet.disc(800, -60, 300, MINT, 14, ry=230)
    for row, radius in enumerate(range(480, 1080, 110)):
        seats = 9 + row * 2
        for seat in range(seats):
            angle = 28 + 124 * seat / (seats - 1)
            if abs(angle - 90) < 4.2:
                continue
            a = math.radians(angle)
            x, y = 800 + radius * 1.15 * math.cos(a), -60 + radius * math.sin(a)
            free = (row * 7 + seat * 5) % 11 == 0
            sheet.card(x, y, 66, 66, CORAL if free else INK, 9, 16, angle - 90)
            bx, by = 800 + (radius + 27) * 1.15 * math.cos(a), -60 + (radius + 27) * math.sin(a)
            sheet.card(bx, by, 70, 18, BRICK if free else SLATE, 5, 9, angle - 90)
    return sheet


def plan() -> Sheet:
    """A running order as strips of paper on a wall, with a clock."""
    sheet = Sheet(WIDTH, HEIGHT, TEAL, (30, 96, 104))
    sheet.card(760, 520, 1240, 780, PAPER, 22, 20)
    for x in range(300, 1360, 160):
        sheet.band([(x, 190), (x, 850)], 3, SAND, 0)
    strips = [
        (200, 300, CORAL),
        (380, 620, INK),
        (300, 230, AMBER),
        (700, 360, MINT),
        (560, 250, PLUM),
        (900, 420, SLATE),
        (1090, 230, CORAL),
    ]
    for number, (left, length, colour) in enumerate(strips):
        y = 226 + number * 94
        sheet.card(left + length / 2, y, length, 62, colour, 8, 14, (-1) ** number * 0.7)
        sheet.disc(left + 34, y, 13, PAPER, 2)
    sheet.band([(860, 150), (860, 890)], 8, BRICK, 6)
    clock(sheet, 1360, 240, 170)
    return sheet


def sound() -> Sheet:
    """Sound as layers of arcs that run through a hall."""
    sheet = Sheet(WIDTH, HEIGHT, PLUM)
    rings: list[Colour] = [
        (112, 66, 104),
        (136, 80, 110),
        BRICK,
        CORAL,
        (236, 132, 98),
        BLUSH,
        SAND,
        PAPER,
    ]
    for number, colour in enumerate(rings):
        radius = 1500 - number * 172
        wobble = [
            (
                300 + (radius + 26 * math.sin(k * 1.3 + number)) * math.cos(k * math.tau / 26),
                640
                + (radius + 26 * math.sin(k * 1.3 + number)) * 0.86 * math.sin(k * math.tau / 26),
            )
            for k in range(26)
        ]
        sheet.blob(wobble, colour, 16)
    sheet.card(300, 620, 210, 380, NIGHT, 20, 26)
    sheet.disc(300, 700, 78, SLATE, 8)
    sheet.disc(300, 700, 34, NIGHT, 4)
    sheet.disc(300, 530, 42, SLATE, 6)
    sheet.band([(300, 810), (300, 1000)], 22, NIGHT, 6)
    for x, y, colour in ((1010, 740, TEAL), (1210, 560, INK), (1380, 770, NIGHT)):
        sheet.disc(x, y, 66, colour, 12)
        sheet.disc(x - 62, y + 8, 20, colour, 6)
        sheet.card(x, y + 190, 190, 210, colour, 12, 80)
    return sheet


def posters() -> Sheet:
    """A wall of posters without a word on them."""
    sheet = Sheet(WIDTH, HEIGHT, INK, NIGHT)
    for number, (x, y, turn) in enumerate(
        ((250, 360, -4), (600, 470, 2), (980, 380, -1.5), (1340, 500, 3))
    ):
        ground = (AMBER, PAPER, CORAL, MINT)[number]
        sheet.card(x, y, 330, 470, ground, 20, 6, turn)
        motif(sheet, number, x, y)
        sheet.disc(x, y - 210, 12, BRICK if number != 2 else NIGHT, 8)
    sheet.card(430, 930, 400, 200, TEAL, 16, 6, -3)
    sheet.card(1150, 950, 460, 200, PLUM, 16, 6, 2)
    sheet.disc(430, 950, 60, MINT, 8)
    sheet.polygon([(1020, 1000), (1140, 890), (1260, 1000)], BLUSH, 8)
    return sheet


def entrance() -> Sheet:
    """An open door with warm light; stairs and a ramp lead to it, both are used."""
    sheet = Sheet(WIDTH, HEIGHT, SLATE, INK)
    sheet.card(800, 380, 1180, 900, NIGHT, 24, 30)
    sheet.card(800, 430, 640, 760, AMBER, 10, 10)
    sheet.glow(800, 420, 420, PAPER, 0.75)
    sheet.polygon([(480, 50), (330, 110), (330, 810), (480, 810)], CORAL, 14)
    sheet.polygon([(1120, 50), (1270, 110), (1270, 810), (1120, 810)], CORAL, 14)
    sheet.disc(452, 450, 13, PAPER, 4)
    sheet.disc(1148, 450, 13, PAPER, 4)
    sheet.polygon([(0, 820), (1600, 800), (1600, 1000), (0, 1000)], SAND, 14)
    for step in range(4):
        sheet.card(1010, 822 + step * 46, 380 + step * 70, 46, (PAPER, BLUSH)[step % 2], 8)
    sheet.polygon([(480, 806), (810, 806), (700, 1000), (60, 1000)], MINT, 12)
    sheet.light([(500, 806), (1100, 806), (1250, 1000), (300, 1000)], AMBER, 0.4, 0.05)
    wheelchair(sheet, 530, 800)
    walker(sheet, 960, 640, TEAL)
    walker(sheet, 1100, 700, PLUM)
    return sheet


def columns() -> Sheet:
    """Columns of different height like towers of a stage, each with its lamp: what things cost."""
    sheet = Sheet(WIDTH, HEIGHT, PAPER, SAND)
    sheet.disc(1230, 280, 190, AMBER, 14)
    heights = (640, 430, 520, 250, 330, 160)
    colours = (INK, TEAL, CORAL, PLUM, AMBER, MINT)
    for number, (height, colour) in enumerate(zip(heights, colours, strict=True)):
        x = 230 + number * 228
        sheet.card(x, 900 - height / 2, 150, height, colour, 16, 12)
        for rung in range(int(height // 92)):
            sheet.card(x, 862 - rung * 92, 96, 14, _lighter(colour), 3, 7)
        sheet.disc(x, 900 - height - 44, 34, PAPER if number % 2 else CORAL, 8)
    sheet.card(800, 950, 1600, 110, NIGHT, 18)
    return sheet


def hybrid() -> Sheet:
    """A stage with a screen on which people in small windows look back at the hall."""
    sheet = Sheet(WIDTH, HEIGHT, INK, PLUM)
    sheet.card(800, 380, 1120, 620, NIGHT, 26, 24)
    grounds = (TEAL, CORAL, MINT, AMBER, PAPER, SLATE, BLUSH, BRICK, SAND, TEAL, AMBER, MINT)
    for number, ground in enumerate(grounds):
        x, y = 410 + number % 4 * 260, 196 + number // 4 * 186
        sheet.card(x, y, 236, 162, ground, 6, 12)
        if number in (5, 10):
            continue
        figure = (NIGHT, PLUM, BRICK, INK)[number % 4]
        sheet.disc(x, y - 14, 34, figure, 4)
        sheet.polygon(arc(x, y + 82, 70, 180, 360, 0.8), figure, 4)
    sheet.polygon([(0, 800), (1600, 760), (1600, 1000), (0, 1000)], BRICK, 16)
    heads(sheet, 910, (NIGHT, INK, PLUM, TEAL, NIGHT), 11)
    return sheet


def microphones() -> Sheet:
    """Two microphones that face each other, with sheets of talk between them."""
    sheet = Sheet(WIDTH, HEIGHT, CORAL, BRICK)
    sheet.disc(620, 400, 330, PAPER, 20, ry=270)
    sheet.polygon([(440, 590), (380, 740), (560, 640)], PAPER, 0)
    sheet.disc(1000, 520, 300, AMBER, 20, ry=240)
    sheet.polygon([(1120, 700), (1230, 830), (1040, 740)], AMBER, 0)
    for number, (x, colour) in enumerate(((260, NIGHT), (1350, INK))):
        tilt = 24 if number == 0 else -24
        top = x + (90 if number == 0 else -90)
        sheet.band([(x, 1000), (x, 720), (top, 560)], 26, colour, 10)
        sheet.card(top, 500, 150, 250, colour, 18, 75, tilt)
        sheet.card(top, 500, 156, 26, MINT, 6, 10, tilt)
        for rib in (-70, -40, 40, 70):
            sheet.card(
                top - math.tan(math.radians(tilt)) * rib, 500 + rib, 110, 8, SLATE, 0, 4, tilt
            )
    for dx in (-96, 0, 96):
        sheet.disc(560 + dx, 380, 28, CORAL, 6)
    return sheet


def hall() -> Sheet:
    """An old weaving mill with a saw-tooth roof at dusk, its windows lit."""
    sheet = Sheet(WIDTH, HEIGHT, PLUM, CORAL)
    sheet.disc(1210, 270, 130, PAPER, 20)
    sheet.blob(
        [(-100, 700), (300, 560), (700, 640), (1100, 540), (1700, 660), (1700, 1100), (-100, 1100)],
        BRICK,
        14,
    )
    sheet.card(1410, 560, 80, 640, INK, 12)
    sheet.card(1410, 250, 104, 40, NIGHT, 8)
    for bay in range(5):
        x = 160 + bay * 262
        sheet.polygon([(x, 620), (x, 420), (x + 262, 560), (x + 262, 620)], INK, 10)
        sheet.polygon([(x + 16, 590), (x + 16, 462), (x + 70, 492), (x + 70, 590)], AMBER, 0)
    sheet.card(815, 750, 1330, 300, NIGHT, 16)
    for window in range(9):
        sheet.card(232 + window * 146, 730, 84, 130, AMBER if window != 4 else PAPER, 4, 42)
    sheet.card(816, 820, 130, 180, PAPER, 6, 10)
    sheet.light([(760, 900), (872, 900), (1120, 1000), (540, 1000)], AMBER, 0.7, 0.2)
    sheet.polygon([(0, 900), (1600, 900), (1600, 1000), (0, 1000)], (52, 34, 60), 8)
    sheet.light([(760, 900), (872, 900), (1180, 1000), (480, 1000)], AMBER, 0.75, 0.3)
    return sheet


def circle() -> Sheet:
    """Chairs in a circle from above, each with its long shadow; one is drawn up."""
    sheet = Sheet(WIDTH, HEIGHT, MINT, (120, 176, 168))
    sheet.disc(800, 500, 470, PAPER, 20)
    sheet.disc(800, 500, 190, AMBER, 10)
    colours = (CORAL, INK, TEAL, PLUM)
    for seat in range(12):
        angle = seat * 30 + 8
        near = 300 if seat == 4 else 350
        a = math.radians(angle)
        x, y = 800 + near * math.cos(a), 500 + near * math.sin(a)
        sheet.card(x, y, 104, 104, colours[seat % 4], 14, 24, angle)
        bx, by = 800 + (near + 46) * math.cos(a), 500 + (near + 46) * math.sin(a)
        sheet.card(bx, by, 24, 112, NIGHT, 8, 12, angle)
    sheet.disc(800, 500, 44, CORAL, 8)
    return sheet


def tables() -> Sheet:
    """Round tables with cups and plates from above: the break."""
    sheet = Sheet(WIDTH, HEIGHT, AMBER, (228, 148, 60))
    for x, y, radius, colour in (
        (380, 420, 290, PAPER),
        (1010, 270, 220, INK),
        (1210, 740, 300, TEAL),
        (640, 900, 190, BRICK),
    ):
        sheet.disc(x, y, radius, colour, 26)
        for place in range(5):
            a = math.radians(place * 72 + x % 50)
            px, py = x + radius * 0.62 * math.cos(a), y + radius * 0.62 * math.sin(a)
            sheet.disc(px, py, radius * 0.2, BLUSH if colour != PAPER else MINT, 8)
            sheet.disc(px, py, radius * 0.13, PAPER if colour != PAPER else CORAL, 6)
            if place % 2 == 0:
                sheet.disc(px, py, radius * 0.09, PLUM, 0)
        sheet.disc(x, y, radius * 0.16, CORAL, 10)
    return sheet


def cues() -> Sheet:
    """A stage manager's desk: rows of cue lights, one of them lit."""
    sheet = Sheet(WIDTH, HEIGHT, SLATE, INK)
    sheet.polygon([(180, 190), (1420, 190), (1560, 960), (40, 960)], NIGHT, 26)
    for row in range(4):
        y, inset = 300 + row * 138, 70 - row * 26
        for lamp in range(8):
            x = 260 + inset + lamp * (1080 - 2 * inset) / 7
            lit = (row, lamp) == (2, 4)
            colour = AMBER if lit else (BRICK, TEAL)[(row + lamp) % 2]
            if lit:
                sheet.glow(x, y, 190, AMBER, 0.85)
            sheet.disc(x, y, 44, PAPER if lit else INK, 8)
            sheet.disc(x, y, 33, colour, 4)
    for number, x in enumerate((330, 560, 1040, 1270)):
        sheet.card(x, 880, 150, 34, SLATE, 6, 17)
        sheet.card(x - 30 + number * 18, 880, 44, 76, CORAL if number == 2 else SAND, 10, 12)
    return sheet


def cards() -> Sheet:
    """Cards of a programme on a table, being put in order."""
    sheet = Sheet(WIDTH, HEIGHT, BLUSH, (230, 164, 140))
    spots = [
        (280, 280, -8),
        (560, 240, 4),
        (860, 290, -3),
        (1180, 250, 7),
        (1420, 420, -5),
        (320, 600, 5),
        (640, 560, -6),
        (960, 620, 3),
        (1260, 700, -9),
        (500, 860, 7),
        (820, 880, -4),
    ]
    colours = (TEAL, PAPER, CORAL, INK, AMBER, PAPER, PLUM, MINT, PAPER, BRICK, SAND)
    for number, ((x, y, turn), colour) in enumerate(zip(spots, colours, strict=True)):
        sheet.card(x, y, 250, 176, colour, 8 + number, 16, turn)
        line = NIGHT if colour in (PAPER, SAND, MINT, AMBER) else PAPER
        sheet.card(x - 30, y - 36, 130, 16, line, 0, 8, turn)
        sheet.card(x - 14, y, 160, 10, line, 0, 5, turn)
        sheet.disc(x + 70, y + 42, 20, line, 0)
    return sheet


def ripples() -> Sheet:
    """One microphone in the middle of quiet rings: the moment after a question."""
    sheet = Sheet(WIDTH, HEIGHT, TEAL)
    rings: list[Colour] = [
        (46, 128, 130),
        (66, 146, 144),
        (96, 168, 160),
        MINT,
        (196, 222, 208),
        PAPER,
    ]
    for number, colour in enumerate(rings):
        sheet.disc(800, 560, 900 - number * 140, colour, 14, ry=(900 - number * 140) * 0.72)
    sheet.band([(800, 1000), (800, 560)], 22, NIGHT, 10)
    sheet.card(800, 420, 150, 250, NIGHT, 20, 75)
    sheet.card(800, 470, 158, 26, CORAL, 6, 10)
    for rib in (-84, -52, -20, 12):
        sheet.card(800, 400 + rib, 112, 9, SLATE, 0, 4)
    return sheet


SCENES: dict[str, Callable[[], Sheet]] = {
    "stage": stage,
    "chairs": chairs,
    "plan": plan,
    "sound": sound,
    "posters": posters,
    "entrance": entrance,
    "columns": columns,
    "hybrid": hybrid,
    "microphones": microphones,
    "hall": hall,
    "circle": circle,
    "tables": tables,
    "cues": cues,
    "cards": cards,
    "ripples": ripples,
}


def _lighter(colour: Colour) -> Colour:
    r, g, b = (round(c + (255 - c) * 0.3) for c in colour)
    return r, g, b
