# Owns: line plots with logarithmic axes as one SVG. Never: numbers.
from math import floor, log10

WIDTH, HEIGHT, LEFT, TOP, GAP = 430, 300, 70, 50, 40
COLOURS = ["#0b62a4", "#b4690e", "#3f7d20", "#8a3ffc"]


def draw(panels):
    """SVG of panels side by side. A panel: title, x, y (axis texts), lines: [(name, [(x, y)])]; all values above 0."""
    step = LEFT + WIDTH + GAP
    body = "".join(f'<g transform="translate({LEFT + index * step},{TOP})">{panel_svg(panel)}</g>\n'
                   for index, panel in enumerate(panels))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(panels) * step} {HEIGHT + TOP + 70}" '
            f'font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" fill="white"/>\n{body}</svg>\n')


def panel_svg(panel):
    points = [point for _, line in panel["lines"] for point in line]
    x_axis = Axis([x for x, _ in points], WIDTH)
    y_axis = Axis([y for _, y in points], HEIGHT)
    parts = [f'<text x="0" y="-20" font-size="15">{panel["title"]}</text>',
             f'<text x="{WIDTH / 2}" y="{HEIGHT + 42}" text-anchor="middle">{panel["x"]}</text>',
             f'<text transform="translate(-52,{HEIGHT / 2}) rotate(-90)" text-anchor="middle">{panel["y"]}</text>']
    for value in x_axis.ticks():
        at = x_axis.place(value)
        parts.append(f'<path d="M{at:.1f} 0V{HEIGHT}" stroke="#ddd"/>'
                     f'<text x="{at:.1f}" y="{HEIGHT + 18}" text-anchor="middle">{value:,.10g}</text>')
    for value in y_axis.ticks():
        at = HEIGHT - y_axis.place(value)
        parts.append(f'<path d="M0 {at:.1f}H{WIDTH}" stroke="#ddd"/>'
                     f'<text x="-8" y="{at + 4:.1f}" text-anchor="end">{value:,.10g}</text>')
    for index, (name, line) in enumerate(panel["lines"]):
        parts.append(line_svg(name, line, index, x_axis, y_axis))
    return "\n".join(parts)


def line_svg(name, line, index, x_axis, y_axis):
    colour = COLOURS[index]
    places = [(x_axis.place(x), HEIGHT - y_axis.place(y)) for x, y in line]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
    legend = 16 + 18 * index
    return (f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'
            f'<path d="M{WIDTH - 150} {legend - 4}h20" stroke="{colour}" stroke-width="2"/>'
            f'<text x="{WIDTH - 124}" y="{legend}">{name}</text>')


class Axis:
    """A logarithmic axis of `length` pixels around the values."""

    def __init__(self, values, length):
        self._low = floor(log10(min(values)) * 2 - 0.2) / 2
        self._high = max(log10(max(values)) + 0.3, self._low + 1)
        self._length = length

    def place(self, value):
        return (log10(value) - self._low) / (self._high - self._low) * self._length

    def ticks(self):
        decades = range(floor(self._low), floor(self._high) + 1)
        marks = [digit * 10.0**power for power in decades for digit in ((1,) if len(decades) > 3 else (1, 2, 5))]
        return [mark for mark in marks if self._low <= log10(mark) <= self._high]
