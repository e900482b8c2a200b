#!/usr/bin/env python3
"""Draw the results in bench/results/ as SVG: plot.py [RESULTS [DRAWINGS]]

peers-*.json gives a drawing with Broadsheet and Hugo side by side, case by case; growth.json one with a line for each
of the dearest stages.
"""

import argparse
from pathlib import Path

import matplotlib as mpl
import msgspec
from growth import TOTAL, Growth
from machine import RESULTS
from peers import CASES, Comparison

mpl.use("svg")
mpl.rcParams.update({"svg.hashsalt": "broadsheet", "svg.fonttype": "none", "font.size": 9, "axes.grid": True})

from matplotlib import pyplot  # noqa: E402 - the way of drawing is chosen first

COLOURS = {"Broadsheet": "#1f5a99", "Hugo": "#c8683c"}
MOST_LINES = 9
PLAIN = {"Date": None}
"""No time of drawing in the file: the same figures give the same bytes."""


def draw_peers(comparisons: list[Comparison], file: Path) -> None:
    """Draw the median seconds by case, on a logarithmic scale, with a panel for each size."""
    figure, panels = pyplot.subplots(1, len(comparisons), figsize=(5.2 * len(comparisons), 3.4), squeeze=False)
    for panel, comparison in zip(panels[0], comparisons, strict=True):
        for shift, peer in enumerate(COLOURS):
            rows = {row.case: row.median_s for row in comparison.timings if row.peer == peer and row.median_s}
            places = [list(CASES).index(case) + 0.38 * shift for case in rows]
            bars = panel.barh(places, list(rows.values()), 0.36, label=peer, color=COLOURS[peer])
            panel.bar_label(bars, [f"{seconds:.2g} s" for seconds in rows.values()], padding=3, fontsize=8)
        panel.set_yticks([place + 0.19 for place in range(len(CASES))], list(CASES))
        panel.invert_yaxis()
        panel.set_xscale("log")
        panel.margins(x=0.2)
        panel.grid(axis="y", visible=False)
        panel.set_title(f"{comparison.stories:,} stories, {comparison.sitting.cores} cores")
        panel.set_xlabel("seconds, median")
    figure.legend(*panels[0][0].get_legend_handles_labels(), frameon=False, loc="lower center", ncols=2)
    figure.subplots_adjust(bottom=0.24, wspace=0.45)
    _save(figure, file)


def draw_growth(growth: Growth, file: Path) -> None:
    """Draw seconds over stories, on logarithmic scales, for the stages that take longest."""
    figure, panel = pyplot.subplots(figsize=(7, 4.2))
    stories = [build.stories for build in growth.builds]
    panel.plot(
        stories, [build.total_s for build in growth.builds], "k-o", label=f"{TOTAL}, slope {growth.slopes[TOTAL]}"
    )
    largest = growth.builds[-1].seconds
    for stage in sorted(largest.keys() & growth.slopes.keys(), key=lambda stage: -largest[stage])[:MOST_LINES]:
        seconds = [build.seconds[stage] for build in growth.builds]
        panel.plot(stories, seconds, "-o", markersize=3, label=f"{stage}, slope {growth.slopes[stage]}")
    panel.set(xscale="log", yscale="log", xlabel="stories", ylabel="seconds", title="A clean build, by stage")
    panel.set_xticks(stories, [f"{count:,}" for count in stories])
    panel.minorticks_off()
    panel.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
    _save(figure, file)


def _save(figure: pyplot.Figure, file: Path) -> None:
    figure.savefig(file, metadata=PLAIN, bbox_inches="tight")
    pyplot.close(figure)
    print(file.name)


def main() -> None:
    """Draw everything that has been measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path, nargs="?", default=RESULTS)
    parser.add_argument("drawings", type=Path, nargs="?")
    given = parser.parse_args()
    drawings = given.drawings or given.results
    files = given.results.glob("peers-*.json")
    comparisons = [msgspec.json.decode(file.read_bytes(), type=Comparison) for file in files]
    if comparisons:
        draw_peers(sorted(comparisons, key=lambda one: one.stories), drawings / "peers.svg")
    growth = given.results / "growth.json"
    if growth.is_file():
        draw_growth(msgspec.json.decode(growth.read_bytes(), type=Growth), drawings / "growth.svg")


if __name__ == "__main__":
    main()
