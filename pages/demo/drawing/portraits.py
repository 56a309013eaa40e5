"""Six people as cut paper: a few shapes each, enough to tell them apart."""

from dataclasses import dataclass
from typing import Literal

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

SIDE = 900
MIDDLE = SIDE / 2
BLACK: Colour = (34, 28, 36)
GREY: Colour = (150, 152, 160)
BROWN: Colour = (78, 50, 42)
COPPER: Colour = (186, 84, 44)


@dataclass(frozen=True)
class Look:
    """What a person looks like."""

    ground: Colour
    halo: Colour
    skin: Colour
    shade: Colour
    hair: Colour
    cloth: Colour
    collar: Colour
    style: Literal["bob", "curls", "bun", "bald", "waves", "short"]
    wear: Literal["roll", "shirt", "blazer", "round"]
    beard: Literal["", "full", "stubble"] = ""
    glasses: Literal["", "round", "square"] = ""
    extra: Literal["", "earrings", "headset", "freckles"] = ""


LOOKS = {
    "jorinde": Look(
        TEAL,
        MINT,
        (240, 205, 182),
        (222, 178, 152),
        GREY,
        INK,
        (58, 72, 112),
        "bob",
        "roll",
        glasses="round",
    ),
    "tarek": Look(
        AMBER,
        SAND,
        (205, 152, 114),
        (180, 124, 88),
        BLACK,
        BRICK,
        CORAL,
        "curls",
        "shirt",
        beard="stubble",
    ),
    "esra": Look(
        CORAL,
        BLUSH,
        (226, 178, 144),
        (203, 148, 114),
        BROWN,
        AMBER,
        PAPER,
        "bun",
        "blazer",
        extra="earrings",
    ),
    "konrad": Look(
        INK,
        SLATE,
        (243, 208, 188),
        (222, 178, 156),
        (206, 204, 202),
        NIGHT,
        SLATE,
        "bald",
        "round",
        beard="full",
        extra="headset",
    ),
    "fenja": Look(
        MINT,
        PAPER,
        (250, 220, 202),
        (232, 188, 168),
        COPPER,
        PLUM,
        BLUSH,
        "waves",
        "round",
        extra="freckles",
    ),
    "lionel": Look(
        PLUM,
        (146, 96, 132),
        (124, 82, 62),
        (98, 62, 48),
        BLACK,
        MINT,
        PAPER,
        "short",
        "blazer",
        glasses="square",
    ),
}


def portrait(look: Look) -> Sheet:
    """Draw head and shoulders in front of a disc."""
    sheet = Sheet(SIDE, SIDE, look.ground)
    sheet.disc(MIDDLE, 440, 372, look.halo, 18)
    _hair_behind(sheet, look)
    _shoulders(sheet, look)
    _head(sheet, look)
    if look.beard:
        _beard(sheet, look)
    _face(sheet, look)
    _hair_in_front(sheet, look)
    if look.glasses:
        _glasses(sheet, look)
    _extra(sheet, look)
    return sheet


def _hair_behind(sheet: Sheet, look: Look) -> None:
    if look.style == "bob":
        sheet.blob(
            [
                (270, 300),
                (450, 168),
                (630, 300),
                (652, 500),
                (640, 590),
                (450, 610),
                (260, 590),
                (248, 500),
            ],
            look.hair,
            12,
        )
    elif look.style == "waves":
        sheet.blob(
            [
                (268, 290),
                (450, 158),
                (632, 290),
                (672, 430),
                (650, 540),
                (700, 660),
                (640, 780),
                (450, 720),
                (260, 780),
                (200, 660),
                (250, 540),
                (228, 430),
            ],
            look.hair,
            12,
        )
    elif look.style == "bun":
        sheet.disc(560, 190, 92, look.hair, 12)
        sheet.disc(450, 350, 186, look.hair, 10, ry=196)


def _shoulders(sheet: Sheet, look: Look) -> None:
    sheet.card(MIDDLE, 620, 150, 220, look.shade, 0, 60)
    sheet.blob(
        [
            (450, 668),
            (590, 690),
            (730, 745),
            (800, 860),
            (820, 980),
            (450, 1000),
            (80, 980),
            (100, 860),
            (170, 745),
            (310, 690),
        ],
        look.cloth,
        14,
    )
    if look.wear == "roll":
        sheet.card(MIDDLE, 672, 190, 110, look.collar, 8, 44)
    elif look.wear == "shirt":
        sheet.polygon([(372, 664), (450, 760), (380, 800), (320, 690)], look.collar, 6)
        sheet.polygon([(528, 664), (450, 760), (520, 800), (580, 690)], look.collar, 6)
    elif look.wear == "blazer":
        sheet.polygon([(370, 660), (450, 860), (530, 660)], look.collar, 4)
        sheet.polygon([(366, 650), (300, 690), (330, 800), (440, 900), (450, 850)], look.cloth, 8)
        sheet.polygon([(534, 650), (600, 690), (570, 800), (460, 900), (450, 850)], look.cloth, 8)
    else:
        sheet.disc(MIDDLE, 672, 118, look.collar, 6, ry=62)
    if look.wear != "roll":
        sheet.blob([(376, 560), (524, 560), (522, 660), (450, 716), (378, 660)], look.shade, 0)


def _head(sheet: Sheet, look: Look) -> None:
    for x in (292, 608):
        sheet.disc(x, 432, 34, look.shade, 4, ry=48)
    sheet.blob(
        [
            (450, 222),
            (560, 256),
            (606, 360),
            (598, 470),
            (548, 570),
            (450, 622),
            (352, 570),
            (302, 470),
            (294, 360),
            (340, 256),
        ],
        look.skin,
        10,
    )


def _face(sheet: Sheet, look: Look) -> None:
    brow = look.hair if look.style != "bald" else GREY
    for side in (-1, 1):
        x = MIDDLE + side * 74
        sheet.band(arc(x, 396, 44, 225 + side * 9, 315 + side * 9, 0.7), 11, brow, 0)
        sheet.disc(x, 418, 14, NIGHT, 0, ry=16)
        sheet.disc(x + 5, 412, 4.5, PAPER, 0)
        sheet.disc(MIDDLE + side * 104, 488, 34, _warm(look), 0, ry=22)
    sheet.band([(452, 418), (438, 484), (462, 492)], 8, look.shade, 0)
    mouth = BRICK if look.skin[0] > 150 else (72, 30, 34)
    sheet.polygon(arc(MIDDLE, 528, 52, 8, 172, 0.62), mouth, 0)
    sheet.polygon([*arc(MIDDLE, 530, 42, 12, 168, 0.2)], PAPER, 0)


def _warm(look: Look) -> Colour:
    r, g, b = look.skin
    return min(255, r + 6), round(g * 0.88), round(b * 0.86)


def _beard(sheet: Sheet, look: Look) -> None:
    colour = look.hair if look.beard == "full" else _mix(look.skin, look.hair, 0.72)
    depth = 668 if look.beard == "full" else 632
    sheet.blob(
        [
            (300, 440),
            (322, 500),
            (380, 496),
            (450, 506),
            (520, 496),
            (578, 500),
            (600, 440),
            (602, 500),
            (560, 590),
            (450, depth),
            (340, 590),
            (298, 500),
        ],
        colour,
        6,
    )


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    r, g, b = (round(a + (z - a) * share) for a, z in zip(one, other, strict=True))
    return r, g, b


def _hair_in_front(sheet: Sheet, look: Look) -> None:
    if look.style == "bob":
        sheet.blob(
            [
                (450, 190),
                (590, 236),
                (632, 370),
                (600, 356),
                (540, 330),
                (420, 340),
                (330, 332),
                (290, 372),
                (268, 370),
                (310, 236),
            ],
            look.hair,
            8,
        )
    elif look.style == "waves":
        sheet.blob(
            [
                (400, 186),
                (540, 186),
                (636, 300),
                (640, 440),
                (606, 420),
                (580, 320),
                (470, 262),
                (350, 330),
                (298, 430),
                (262, 440),
                (270, 290),
            ],
            look.hair,
            8,
        )
    elif look.style == "bun":
        sheet.blob(
            [
                (450, 196),
                (570, 240),
                (622, 380),
                (596, 372),
                (540, 290),
                (450, 268),
                (360, 290),
                (304, 372),
                (278, 380),
                (330, 240),
            ],
            look.hair,
            8,
        )
    elif look.style == "short":
        sheet.blob(
            [
                (340, 208),
                (450, 182),
                (560, 208),
                (618, 300),
                (606, 400),
                (580, 310),
                (450, 276),
                (320, 310),
                (294, 400),
                (282, 300),
            ],
            look.hair,
            6,
        )
    elif look.style == "curls":
        spots = [
            (300, 330, 52),
            (306, 262, 60),
            (366, 206, 66),
            (450, 186, 70),
            (534, 206, 66),
            (594, 262, 60),
            (600, 330, 52),
            (390, 262, 56),
            (510, 262, 56),
            (450, 252, 60),
        ]
        for x, y, radius in spots:
            sheet.disc(x, y, radius, look.hair, 5)


def _glasses(sheet: Sheet, look: Look) -> None:
    frame = NIGHT if look.glasses == "round" else AMBER
    for side in (-1, 1):
        x = MIDDLE + side * 76
        if look.glasses == "round":
            rim = arc(x, 420, 56, 0, 360)
        else:
            rim = [(x - 62, 382), (x + 62, 382), (x + 54, 458), (x - 54, 458), (x - 62, 382)]
        sheet.band(rim, 9, frame, 3)
        sheet.band([(x + side * 58, 408), (MIDDLE + side * 160, 400)], 9, frame, 0)
    sheet.band(arc(MIDDLE, 424, 22, 200, 340), 9, frame, 0)


def _extra(sheet: Sheet, look: Look) -> None:
    if look.extra == "earrings":
        for x in (290, 610):
            sheet.disc(x, 506, 20, TEAL, 5)
    elif look.extra == "freckles":
        for dx, dy in ((-126, 470), (-104, 486), (-84, 468), (84, 468), (104, 486), (126, 470)):
            sheet.disc(MIDDLE + dx, dy, 5, (206, 140, 112), 0)
    elif look.extra == "headset":
        sheet.band(arc(MIDDLE, 400, 184, 188, 352, 1.06), 22, AMBER, 6)
        sheet.card(272, 424, 66, 116, AMBER, 8, 30)
        sheet.card(628, 424, 66, 116, AMBER, 8, 30)
        sheet.band([(272, 480), (300, 566), (372, 596)], 11, AMBER, 4)
        sheet.disc(378, 594, 20, CORAL, 4)
