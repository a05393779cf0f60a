"""The tutorial's site. What it says is in ``data/`` and ``docs/``; see ``docs/guide/`` for the options."""

import os
import sys
from pathlib import Path

# The guide's own directive: a table of the settings, as the code declares them.
sys.path.insert(0, str(Path(__file__).parent / 'docs' / '_ext'))

extensions = ['myst_parser', 'sphinx_event_program', 'settings_table']

# The event gives the title and the authors (see data/event.yaml).
version = release = '2025'
copyright = '2025, the organizers'
language = 'en'
exclude_patterns = ['_build', '.venv']

# Dates in the order of the event's own page; CLDR patterns or styles.
event_date_format = 'full'
event_time_format = 'HH:mm'

# Each talk and each speaker has a page of its own on the website.
event_pages = {'session': 'sessions', 'person': 'people'}

# Web -----------------------------------------------------------------------------
html_theme = 'sphinx_book_theme'
# Read the Docs tells where the site will be; links in calendars and QR codes need it.
html_baseurl = os.environ.get('READTHEDOCS_CANONICAL_URL', '')
html_favicon = 'docs/_static/favicon.svg'
# The guide's own: frames around the results of examples.
html_static_path = ['docs/_static']
html_css_files = ['guide.css']
html_show_sourcelink = False
html_show_copyright = False
# Light or dark as the visitor's system is; without this the theme logs an error on every page.
html_context = {'default_mode': 'auto'}
html_theme_options = {
    'use_download_button': False,
    'use_fullscreen_button': False,
    'show_navbar_depth': 2,
    # One search field is enough: the one in the sidebar.
    'navbar_persistent': [],
}

# Print ----------------------------------------------------------------------------
# LuaTeX has every writing system at hand; an empty title or author is the event's.
latex_engine = 'lualatex'
latex_documents = [
    ('programme', 'programme.tex', '', '', 'event-programme'),
    ('handout', 'handout.tex', '', '', 'event-handout'),
]

# Other builders ------------------------------------------------------------------------
man_pages = [('programme', 'programme', 'programme of the tutorial', '', 7)]
epub_show_urls = 'no'
