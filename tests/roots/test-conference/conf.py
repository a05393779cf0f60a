"""A conference of two days in two rooms, with a bit of everything that the data can say."""

extensions = ['myst_parser', 'sphinx_event_program']
exclude_patterns = ['data']
html_theme = 'basic'
latex_engine = 'lualatex'
html_permalinks = False
