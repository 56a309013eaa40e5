"""What stands and sits in more than one scene."""

import math

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
    TEAL,
    Colour,
    Sheet,
    arc,
)


def chair(sheet: Sheet, x: float, y: float, colour: Colour) -> None:
    """Put a chair by the middle of its seat."""
    for dx in (-44, 44):
        sheet.band([(x + dx, y), (x + dx * 1.15, y + 92)], 10, NIGHT, 3)
    sheet.card(x, y - 70, 104, 120, colour, 10, 20)
    sheet.card(x, y + 4, 124, 30, CORAL, 8, 14)


def heads(sheet: Sheet, y: float, colours: tuple[Colour, ...], count: int) -> None:
    """Seat a row of people, seen from behind."""
    for number in range(count):
        x = 40 + number * 1520 / (count - 1)
        rise = 34 * ((number * 5) % 3)
        colour = colours[number % len(colours)]
        sheet.disc(x, y - rise, 58, colour, 12, ry=66)
        sheet.card(x, y + 140 - rise, 180, 200, colour, 12, 80)


def clock(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """Hang up a clock."""
    sheet.disc(x, y, radius, AMBER, 18)
    sheet.disc(x, y, radius * 0.84, PAPER, 6)
    for hour in range(12):
        a = math.radians(hour * 30)
        sheet.disc(x + radius * 0.68 * math.cos(a), y + radius * 0.68 * math.sin(a), 6, INK, 0)
    sheet.band([(x, y), (x + radius * 0.36, y - radius * 0.2)], 14, NIGHT, 4)
    sheet.band([(x, y), (x - radius * 0.12, y - radius * 0.58)], 10, CORAL, 4)
    sheet.disc(x, y, 14, NIGHT, 4)


def wheelchair(sheet: Sheet, x: float, y: float) -> None:
    """Let somebody sit in a wheelchair, by the middle of the seat."""
    sheet.disc(x, y + 40, 84, NIGHT, 10)
    sheet.disc(x, y + 40, 66, MINT, 0)
    sheet.disc(x, y + 40, 14, NIGHT, 0)
    sheet.disc(x + 112, y + 96, 26, NIGHT, 6)
    sheet.card(x + 10, y - 70, 110, 160, CORAL, 10, 46)
    sheet.band([(x + 10, y - 4), (x + 92, y), (x + 118, y + 78)], 36, INK, 8)
    sheet.band([(x + 30, y - 100), (x + 84, y - 44)], 26, BRICK, 5)
    sheet.disc(x + 14, y - 190, 50, BLUSH, 10)
    sheet.polygon(arc(x + 12, y - 200, 54, 170, 350), NIGHT, 4)


def walker(sheet: Sheet, x: float, y: float, colour: Colour) -> None:
    """Let somebody walk, by the middle of the body."""
    sheet.band([(x - 14, y + 60), (x - 34, y + 180)], 32, NIGHT, 6)
    sheet.band([(x + 14, y + 60), (x + 36, y + 170)], 32, NIGHT, 6)
    sheet.card(x, y, 108, 170, colour, 10, 48)
    sheet.disc(x, y - 122, 46, (222, 172, 140), 8)
    sheet.polygon(arc(x, y - 130, 50, 180, 360), BRICK, 4)


def motif(sheet: Sheet, number: int, x: float, y: float) -> None:
    """Print one of four posters around a middle."""
    if number == 0:
        for ring, colour in enumerate((CORAL, PAPER, TEAL)):
            sheet.disc(x, y - 30, 120 - ring * 38, colour, 8)
        sheet.card(x, y + 170, 220, 26, BRICK, 6, 12)
    elif number == 1:
        sheet.polygon([(x - 120, y + 150), (x, y - 170), (x + 120, y + 150)], AMBER, 10)
        sheet.disc(x, y - 130, 44, CORAL, 8)
        sheet.disc(x, y + 150, 120, INK, 8, ry=36)
    elif number == 2:
        for row in range(4):
            for seat in range(4):
                colour = PAPER if (row, seat) != (1, 2) else NIGHT
                sheet.card(x - 96 + seat * 64, y - 120 + row * 74, 46, 46, colour, 6, 12)
    else:
        sheet.blob(
            [
                (x - 110, y - 60),
                (x - 20, y - 150),
                (x + 110, y - 80),
                (x + 60, y + 30),
                (x + 100, y + 140),
                (x - 40, y + 160),
                (x - 120, y + 70),
            ],
            PLUM,
            10,
        )
        sheet.disc(x - 20, y - 20, 48, AMBER, 8)
