"""The results as pictures: a bar for each variant, in groups by the size of the event."""

from __future__ import annotations

from pathlib import Path

import pygal
from pygal.style import Style
from results import Results

#: For each picture: its file, what it shows, and which measure of which build that is.
_CHARTS = (
    # By page, so that events of all sizes stand on one scale.
    ('full.svg', 'A full build: CPU milliseconds for each page', 'ms/page', 'full'),
    ('memory.svg', 'A full build: peak memory in MB', 'peak MB', 'full'),
    ('no-op.svg', 'After no change: CPU seconds', 'CPU s', 'no-op'),
    ('abstract.svg', 'After one abstract changed: CPU seconds', 'CPU s', 'abstract'),
    ('bio.svg', 'After one biography changed: CPU seconds', 'CPU s', 'bio'),
)
#: Told apart by people who see colours differently as well (Okabe and Ito, 2008).
_COLOURS = {
    'ours': '#0072b2',
    'by-hand': '#7f7f7f',
    'datatemplates': '#e69f00',
    'datatemplates-one-file': '#d55e00',
    'needs': '#cc79a7',
    'hugo': '#009e73',
    'ours-grouped': '#0072b2',
    'by-hand-grouped': '#7f7f7f',
}


def draw(results: Results, folder: Path) -> list[Path]:
    """Write the pictures, of the builds with the fewest processes, and tell where they are."""
    jobs, sizes = results.jobs()[0], results.sizes()
    # The first of them that were built come first in each group.
    variants = [name for name in _COLOURS if name in results.variants()]
    found = []
    for file, title, measure, build in _CHARTS:
        chart = pygal.Bar(
            title=f'{title} (-j {jobs})',
            x_title='sessions',
            include_x_axis=True,
            show_y_guides=False,
            legend_at_bottom=True,
            legend_at_bottom_columns=len(variants),
            print_values=True,
            print_values_position='top',
            value_formatter=lambda value: f'{value:.1f}' if value < 100 else f'{value:.0f}',
            style=Style(
                background='white',
                plot_background='white',
                colors=tuple(_COLOURS[name] for name in variants),
                font_family='sans-serif',
                value_font_size=12,
                label_font_size=12,
                opacity=1,
            ),
            # Nothing is loaded from elsewhere when a picture is looked at.
            js=(),
            width=900,
            height=480,
        )
        chart.x_labels = [f'{size:,}' for size in sizes]
        for name in variants:
            medians = [results.medians(size, jobs, build, name) for size in sizes]
            chart.add(name, [found_here[measure] if found_here else None for found_here in medians])
        path = folder / file
        path.write_bytes(chart.render())
        found.append(path)
    return found
