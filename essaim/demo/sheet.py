"""The sheet on which pictures of the demonstration are drawn: colours of the house, shapes, two backgrounds.

Its unit is a hundredth of its width: 96 × 64, the corner at the top left.
"""

from PIL import Image, ImageDraw

WIDTH, HEIGHT, DETAIL = 96, 64, 16  # units, and pixels a unit, before it is made half as large
INK, PAPER, WHITE, LINE = "#1e2126", "#fbf8f1", "#ffffff", "#e2dac9"
GREEN, LEAF, HONEY, AMBER = "#14563f", "#a9d3bb", "#f5b72e", "#c9811a"
BRICK, SLATE, SKY, STONE, WOOD = "#9d2f18", "#1f4f7a", "#d7e6f2", "#b8ad98", "#b9824a"
GRASS, FLOOR, WALL = "#c9ddb9", "#d9c7a5", "#f3eee2"
Point = tuple[float, float]


class Sheet:
    """Shapes by their units; the colour comes last."""

    def __init__(self, background: str) -> None:
        self.image = Image.new("RGB", (WIDTH * DETAIL, HEIGHT * DETAIL), background)
        self._draw = ImageDraw.Draw(self.image)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str, *, round_: float = 0) -> None:
        corners = [left * DETAIL, top * DETAIL, right * DETAIL, bottom * DETAIL]
        self._draw.rounded_rectangle(corners, radius=round_ * DETAIL, fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        corners = [(x - radius) * DETAIL, (y - radius) * DETAIL, (x + radius) * DETAIL, (y + radius) * DETAIL]
        self._draw.ellipse(corners, fill=fill)

    def ring(self, x: float, y: float, radius: float, fill: str, width: float = 1.2) -> None:
        corners = [(x - radius) * DETAIL, (y - radius) * DETAIL, (x + radius) * DETAIL, (y + radius) * DETAIL]
        self._draw.ellipse(corners, outline=fill, width=round(width * DETAIL))

    def shape(self, *points: Point, fill: str) -> None:
        self._draw.polygon([(x * DETAIL, y * DETAIL) for x, y in points], fill=fill)

    def line(self, *points: Point, fill: str, width: float = 0.6) -> None:
        self._draw.line(
            [(x * DETAIL, y * DETAIL) for x, y in points], fill=fill, width=round(width * DETAIL), joint="curve"
        )

    def wheel(self, x: float, y: float, radius: float) -> None:
        self.disc(x, y, radius, INK)
        self.disc(x, y, radius * 0.5, STONE)
        self.disc(x, y, radius * 0.15, INK)


def road() -> Sheet:
    """Outside: sky, a slag heap far away, grass, the road."""
    sheet = Sheet(SKY)
    sheet.disc(80, 12, 5, HONEY)
    sheet.shape((-6, 46), (18, 22), (26, 22), (52, 46), fill="#9fb0bd")
    sheet.shape((40, 46), (60, 31), (84, 46), fill="#b4c2cc")
    sheet.box(0, 44, WIDTH, HEIGHT, GRASS)
    sheet.box(0, 52, WIDTH, HEIGHT, "#8d8a81")
    for left in range(2, WIDTH, 16):
        sheet.box(left, 59, left + 8, 60, PAPER)
    return sheet


def indoors(wall: str = WALL) -> Sheet:
    """Inside: a wall, a floor, two windows."""
    sheet = Sheet(wall)
    sheet.box(0, 44, WIDTH, HEIGHT, FLOOR)
    sheet.box(0, 43, WIDTH, 44.4, LINE)
    for left in (8, 70):
        sheet.box(left, 8, left + 18, 30, WOOD)
        sheet.box(left + 1, 9, left + 17, 29, SKY)
        sheet.line((left + 9, 9), (left + 9, 29), fill=WOOD, width=1)
        sheet.line((left + 1, 19), (left + 17, 19), fill=WOOD, width=1)
    return sheet
