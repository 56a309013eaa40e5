"""Marks of the three organisations, without words."""

import math

from pages.demo.drawing.sheet import AMBER, CORAL, INK, MINT, NIGHT, PAPER, TEAL, Sheet, arc

SIDE = 480


def saallicht() -> Sheet:
    """A lamp whose cone of light makes an S-shaped fold."""
    sheet = Sheet(SIDE, SIDE, NIGHT)
    sheet.polygon([(200, 110), (280, 110), (420, 380), (60, 380)], AMBER, 6)
    sheet.polygon([(200, 110), (240, 110), (240, 380), (60, 380)], CORAL, 0)
    sheet.disc(240, 380, 180, PAPER, 6, ry=42)
    sheet.card(240, 92, 120, 60, PAPER, 6, 20)
    return sheet


def ohrfaden() -> Sheet:
    """A thread that winds itself into an ear."""
    sheet = Sheet(SIDE, SIDE, PAPER)
    turns = [
        (236 + (30 + t * 1.9) * math.cos(t / 11), 210 + (30 + t * 1.9) * math.sin(t / 11))
        for t in range(76)
    ]
    sheet.band([*turns, (250, 400), (210, 440)], 26, TEAL, 6)
    sheet.disc(236, 210, 24, CORAL, 4)
    return sheet


def einlasskontor() -> Sheet:
    """A ticket with a door in it."""
    sheet = Sheet(SIDE, SIDE, MINT)
    sheet.card(240, 240, 380, 240, INK, 10, 26)
    for x in (50, 430):
        sheet.disc(x, 240, 36, MINT, 0)
    sheet.polygon([*arc(240, 220, 52, 180, 360), (292, 326), (188, 326)], AMBER, 6)
    sheet.disc(272, 270, 7, INK, 0)
    return sheet


LOGOS = {"saallicht": saallicht, "ohrfaden": ohrfaden, "einlasskontor": einlasskontor}
