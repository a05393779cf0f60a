extensions = ['myst_parser', 'sphinx_event_program']
exclude_patterns = ['data']
language = 'en'
html_baseurl = 'https://example.org/'
event_pages = {'session': 'sessions', 'person': 'people', 'room': 'rooms', 'day': 'days'}
event_exports = ['ics', 'xml', 'json', 'csv']
project_copyright = '2026'
version = '1'
