"""Pictures of what the demonstration's members lend, drawn here: flat shapes in the colours of the house.

A scene is a function that draws on a `Sheet`. Nothing is kept in files; a picture is drawn when the demonstration is
loaded.
"""

import io
from collections.abc import Callable
from math import cos, pi, sin

from PIL import Image

from .sheet import (
    AMBER,
    BRICK,
    DETAIL,
    GRASS,
    GREEN,
    HEIGHT,
    HONEY,
    INK,
    LEAF,
    LINE,
    SKY,
    SLATE,
    STONE,
    WALL,
    WHITE,
    WIDTH,
    WOOD,
    Sheet,
    indoors,
    road,
)


def truck() -> Sheet:
    sheet = road()
    sheet.box(14, 14, 62, 47, WHITE, round_=1)
    sheet.box(14, 38, 62, 42, GREEN)
    sheet.shape((62, 24), (74, 24), (82, 36), (82, 47), (62, 47), fill=GREEN)
    sheet.shape((66, 27), (73, 27), (78, 35), (66, 35), fill=SKY)
    sheet.box(12, 47, 83, 50, INK)
    sheet.shape((4, 51), (14, 47), (14, 49), (6, 53), fill=STONE)  # the tail lift, lowered
    for x in (24, 34, 72):
        sheet.wheel(x, 51, 5)
    sheet.box(80, 40, 83, 43, HONEY)
    return sheet


def minibus() -> Sheet:
    sheet = road()
    sheet.shape((10, 22), (68, 22), (82, 35), (86, 38), (86, 49), (10, 49), fill=HONEY)
    for left in (14, 29, 44):
        sheet.box(left, 26, left + 12, 35, SKY, round_=1)
    sheet.shape((59, 26), (67, 26), (77, 35), (59, 35), fill=SKY)
    sheet.box(10, 40, 86, 42, WHITE)
    sheet.line((43, 24), (43, 49), fill=AMBER, width=0.4)
    sheet.line((57.5, 24), (57.5, 49), fill=AMBER, width=0.4)
    for x in (24, 73):
        sheet.wheel(x, 50, 5.5)
    return sheet


def cold_trailer() -> Sheet:
    sheet = road()
    sheet.box(20, 18, 68, 46, WHITE, round_=1.5)
    sheet.box(20, 42, 68, 46, STONE)
    sheet.line((44, 18), (44, 42), fill=LINE, width=0.5)
    sheet.box(68, 22, 73, 32, SLATE, round_=0.5)
    for turn in range(3):  # a snowflake
        across, down = 6 * cos(pi * turn / 3), 6 * sin(pi * turn / 3)
        sheet.line((32 - across, 30 - down), (32 + across, 30 + down), fill=SLATE, width=1)
    sheet.line((68, 47), (86, 47), fill=INK, width=1.2)
    sheet.line((84, 47), (84, 53), fill=INK, width=1)
    for x in (40, 51):
        sheet.wheel(x, 50, 5)
    return sheet


def cargo_bike() -> Sheet:
    sheet = road()
    for x in (24, 74):
        sheet.ring(x, 46, 9, INK)
        for turn in range(6):
            across, down = 7.8 * cos(pi * turn / 6), 7.8 * sin(pi * turn / 6)
            sheet.line((x - across, 46 - down), (x + across, 46 + down), fill=STONE, width=0.2)
    sheet.line((24, 46), (32, 28), (40, 46), (24, 46), fill=GREEN, width=1.4)
    sheet.line((32, 28), (44, 28), (40, 46), (74, 46), fill=GREEN, width=1.4)
    sheet.line((30, 24), (32, 28), fill=INK, width=1)
    sheet.box(26, 22, 35, 24, INK, round_=1)
    sheet.line((44, 28), (43, 20), (48, 19), fill=INK, width=1)
    sheet.shape((44, 30), (71, 30), (67, 45), (48, 45), fill=WOOD)
    sheet.box(43, 28.5, 72, 31, AMBER)
    for x, radius in ((50, 4), (57, 5), (65, 4)):
        sheet.disc(x, 27, radius, GREEN if x == 57 else LEAF)
    sheet.box(43, 28.5, 72, 31, AMBER)
    return sheet


def marquee() -> Sheet:
    sheet = Sheet(SKY)
    sheet.box(0, 46, WIDTH, HEIGHT, GRASS)
    for left, roof in ((6, WHITE), (36, HONEY), (66, WHITE)):
        for x in (left, left + 24):
            sheet.line((x, 26), (x, 54), fill=STONE, width=0.9)
        sheet.shape((left - 1, 27), (left + 12, 13), (left + 25, 27), fill=roof)
        sheet.shape((left + 12, 13), (left + 25, 27), (left + 14, 27), fill=LINE if roof == WHITE else AMBER)
        for tooth in range(6):
            start = left - 1 + tooth * 26 / 6
            sheet.shape((start, 27), (start + 26 / 6, 27), (start + 13 / 6, 30.5), fill=BRICK if tooth % 2 else roof)
        sheet.box(left + 3, 44, left + 21, 46, WOOD)
        sheet.line((left + 5, 46), (left + 5, 53), fill=WOOD, width=0.8)
        sheet.line((left + 19, 46), (left + 19, 53), fill=WOOD, width=0.8)
    return sheet


def tables() -> Sheet:
    sheet = Sheet(SKY)
    sheet.box(0, 26, WIDTH, HEIGHT, GRASS)
    for top, left in ((30, 20), (40, 12), (51, 4)):
        right = WIDTH - left
        sheet.shape((left + 4, top), (right - 4, top), (right, top + 4), (left, top + 4), fill=WOOD)
        sheet.shape((left, top + 4), (right, top + 4), (right, top + 5), (left, top + 5), fill=AMBER)
        for x in (left + 6, right - 6):
            sheet.line((x - 2, top + 9), (x, top + 5), (x + 2, top + 9), fill=INK, width=0.6)
        sheet.box(left + 2, top + 6.4, right - 2, top + 7.6, AMBER)
    for number in range(9):
        x = 4 + number * 11
        sheet.shape((x, 6), (x + 9, 6), (x + 4.5, 13), fill=(HONEY, BRICK, GREEN)[number % 3])
    sheet.line((0, 6), (WIDTH, 6), fill=INK, width=0.4)
    return sheet


def hall() -> Sheet:
    sheet = indoors()
    sheet.box(32, 22, 64, 44, BRICK)  # the stage and its curtains
    sheet.box(37, 24, 59, 44, INK)
    sheet.shape((32, 22), (42, 22), (35, 44), (32, 44), fill="#c24a30")
    sheet.shape((64, 22), (54, 22), (61, 44), (64, 44), fill="#c24a30")
    sheet.box(30, 41, 66, 46, WOOD)
    for x in (14, 48, 82):
        sheet.disc(x, 53, 9, AMBER)
        sheet.disc(x, 52.4, 8.4, WHITE)
        for turn in range(4):
            across, down = 11 * cos(pi / 4 + pi * turn / 2), 6.5 * sin(pi / 4 + pi * turn / 2)
            sheet.disc(x + across, 53 + down, 2.2, GREEN)
    return sheet


def meeting_room() -> Sheet:
    sheet = indoors("#e8efe9")
    sheet.box(33, 8, 63, 28, INK, round_=1)
    sheet.box(34, 9, 62, 27, WHITE, round_=0.5)
    for left, height in ((40, 6), (46, 11), (52, 8)):
        sheet.box(left, 24 - height, left + 4, 24, GREEN)
    for x in range(16, 88, 16):
        sheet.box(x - 4, 34, x + 4, 44, SLATE, round_=1.5)
    sheet.shape((10, 42), (86, 42), (94, 54), (2, 54), fill=WOOD)
    sheet.box(2, 54, 94, 56, AMBER)
    for x in (24, 48, 70):
        sheet.shape((x, 45), (x + 7, 45), (x + 8, 49), (x - 1, 49), fill=WHITE)
    return sheet


def kitchen() -> Sheet:
    sheet = Sheet("#eef2f1")
    sheet.box(0, 50, WIDTH, HEIGHT, "#c8b9a0")
    for x in range(0, WIDTH, 8):
        for y in range(4, 30, 6):
            sheet.box(x + 0.3, y + 0.3, x + 7.7, y + 5.7, WHITE)
    sheet.shape((30, 0), (66, 0), (74, 14), (22, 14), fill=STONE)  # the hood
    sheet.box(22, 14, 74, 16, "#8d8a81")
    sheet.box(4, 32, 92, 36, "#8d8a81")
    sheet.box(6, 36, 90, 52, STONE)
    for left in (10, 38, 66):
        sheet.box(left, 38, left + 20, 50, INK, round_=1)
        sheet.box(left + 2, 41, left + 18, 48, AMBER, round_=0.5)
    for x, width, pan in ((20, 12, SLATE), (44, 16, BRICK), (72, 10, GREEN)):
        sheet.box(x, 24, x + width, 32, pan, round_=1)
        sheet.box(x - 2, 25, x, 26.4, INK)
        sheet.box(x + width, 25, x + width + 2, 26.4, INK)
    return sheet


def studio() -> Sheet:
    sheet = Sheet("#27303a")
    for row in range(5):
        for column in range(8):
            shade = "#2f3a46" if (row + column) % 2 else "#3a4756"
            sheet.box(column * 12, row * 9, column * 12 + 11.5, row * 9 + 8.5, shade)
    sheet.box(0, 46, WIDTH, HEIGHT, WOOD)
    sheet.box(36, 8, 52, 34, HONEY, round_=8)
    for y in (15, 19, 23, 27):
        sheet.line((38, y), (50, y), fill=AMBER, width=0.7)
    sheet.line((32, 24), (32, 34), (38, 40), (50, 40), (56, 34), (56, 24), fill=LINE, width=1.2)
    sheet.line((44, 40), (44, 56), fill=LINE, width=1.4)
    sheet.box(35, 55, 53, 57.5, LINE, round_=1)
    sheet.box(64, 36, 92, 52, INK, round_=1)
    for number in range(6):
        x = 67.5 + number * 4.4
        sheet.line((x, 39), (x, 49), fill=STONE, width=0.4)
        sheet.box(x - 1, 41 + number * 3 % 7, x + 1, 43 + number * 3 % 7, (HONEY, LEAF)[number % 2])
    return sheet


def storage() -> Sheet:
    sheet = Sheet(WALL)
    sheet.box(0, 52, WIDTH, HEIGHT, STONE)
    for x in (6, 48, 90):
        sheet.box(x - 1, 4, x + 1, 56, SLATE)
    for y in (22, 38, 54):
        sheet.box(5, y, 91, y + 2, BRICK)
    colours = (WOOD, "#d3a268", AMBER)
    for rank, y in enumerate((22, 38, 54)):
        for place, left in enumerate((10, 23, 36, 52, 65, 78)):
            if (rank + place) % 5 == 4:
                continue
            height = 8 + (rank * 3 + place * 5) % 4
            sheet.box(left, y - height, left + 10, y - 1, colours[(rank + place) % 3])
            sheet.box(left + 4, y - height, left + 6, y - 1, LINE)
            sheet.box(left - 0.5, y - 1, left + 10.5, y, "#7a5530")
    return sheet


def scaffold() -> Sheet:
    sheet = Sheet(SKY)
    sheet.box(0, 54, WIDTH, HEIGHT, GRASS)
    sheet.box(50, 6, WIDTH, 54, "#b5563c")
    for row in range(12):
        for column in range(6):
            left = 50 + column * 10 - (row % 2) * 5
            sheet.box(max(50, left) + 0.3, 6 + row * 4 + 0.3, left + 9.7, 9.7 + row * 4, "#a5482f")
    sheet.box(64, 16, 82, 36, WHITE)
    sheet.box(65.5, 17.5, 80.5, 34.5, SKY)
    for x in (16, 44):
        sheet.line((x, 8), (x, 56), fill=STONE, width=1.2)
        sheet.wheel(x, 56.5, 2)
    for y in (18, 36):
        sheet.box(14, y, 46, y + 2, WOOD)
        sheet.line((16, y - 7), (44, y - 7), fill=HONEY, width=1)
    sheet.line((16, 36), (44, 54), fill=STONE, width=0.8)
    sheet.line((44, 20), (16, 36), fill=STONE, width=0.8)
    return sheet


SCENES: dict[str, Callable[[], Sheet]] = {
    scene.__name__: scene
    for scene in (
        truck, minibus, cold_trailer, cargo_bike, marquee, tables, hall, meeting_room, kitchen, studio, storage,
        scaffold,
    )
}  # fmt: skip


def picture(name: str) -> bytes:
    """A scene as a PNG file, 768 × 512 pixels: the same each time."""
    image = SCENES[name]().image.resize((WIDTH * DETAIL // 2, HEIGHT * DETAIL // 2), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    return file.getvalue()
