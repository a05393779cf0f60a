"""How an author may write each sort of value, as JSON Schema (draft 7) for editors.

An editor reads YAML with types, where this project reads text: without quotes,
``2025`` is a number to it, ``true`` a boolean, and ``~`` nothing at all. Each of
them is let through wherever the reader would make a good value of its text.

Editors show ``patternErrorMessage`` where they would otherwise show the pattern; it is
an extension of theirs, which validators pass over.
"""

from __future__ import annotations

from typing import Any, TypeAlias

JsonSchema: TypeAlias = dict[str, Any]

_UNQUOTED = ['string', 'number', 'boolean']

#: Not known yet: `TBD`, `TBA` or `~`. An editor sees ``~`` as null, and so a key that is left empty. A description
#: would be shown there in place of the key's own.
TBD: JsonSchema = {
    'type': ['string', 'null'],
    'pattern': r'^\s*([Tt][Bb][Dd]|[Tt][Bb][Aa]|~)\s*$',
    'examples': ['TBD'],
}

LINE: JsonSchema = {
    'type': _UNQUOTED,
    'pattern': r'\S',
    'patternErrorMessage': 'The value is empty. Write a text, or TBD while it is not known.',
}
EMAIL: JsonSchema = {
    'type': 'string',
    'pattern': r'^\s*(mailto:)?[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+\s*$',
    'patternErrorMessage': "Write one e-mail address alone, such as 'ada@example.org'.",
    'examples': ['ada@example.org'],
}
MARKDOWN: JsonSchema = {'type': _UNQUOTED}

#: Form of an id; that it may not be TBD is said apart, because a draft-7 pattern knows no flags.
_IDENTIFIER = r'^(?!([Tt][Bb][Dd]|[Tt][Bb][Aa])$)[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$'
IDENTIFIER: JsonSchema = {
    'type': _UNQUOTED,
    'pattern': _IDENTIFIER,
    'patternErrorMessage': "This is not an id. Use letters, digits, '-', '_' and '.', such as 'opening-talk'.",
    'maxLength': 100,
}

#: The languages with two letters (ISO 639-1): each first letter, and those that follow it.
_TWO_LETTERS = (
    'aabefkmnrsvyz baegimnors caehorsuvy daevz eelnostu fafijory gadlnuv haeiortuyz iadegikostu jav kagijklmnorsuvwy '
    'labginotuv mghiklnrsty nabdeglnorvy ocjmrs pailst qu rmnouw sacdeghiklmnoqrstuvw taeghiklnorstwy ugkrz veio wao '
    'xh yio zahu'
)
_TWO_LETTER_LANGUAGE = '|'.join(
    f'[{group[0].upper()}{group[0]}][{group[1:].upper()}{group[1:]}]' for group in _TWO_LETTERS.split()
)
LANGUAGE: JsonSchema = {
    # YAML 1.1 reads the Norwegian language as false.
    'type': ['string', 'boolean'],
    'pattern': rf'^\s*({_TWO_LETTER_LANGUAGE}|[A-Za-z]{{3}})(-[A-Za-z]{{4}})?(-([A-Za-z]{{2}}|[0-9]{{3}}))?'
    r'(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[A-WYZa-wyz](-[A-Za-z0-9]{2,8})+)*(-[Xx](-[A-Za-z0-9]{1,8})+)?\s*$',
    'patternErrorMessage': "This is not a language tag. Use BCP 47, such as 'en' or 'pt-BR'.",
    'examples': ['en', 'de', 'es', 'fr', 'ja', 'ko', 'pt-BR', 'zh-Hans'],
}
COLOUR: JsonSchema = {
    'type': 'string',
    'pattern': r'^\s*#[0-9a-fA-F]{6}\s*$',
    'patternErrorMessage': "This is not a colour. Write six hexadecimal digits in quotes, such as '#0b6e99'.",
    'examples': ['#0b6e99'],
}

#: Below the data folder: no root, no home, no drive, no step up.
RELATIVE_PATH: JsonSchema = {
    'type': _UNQUOTED,
    'pattern': r'^\s*(?![/\\~])(?![^/\\]*:)(?!(.*[/\\])?\.\.([/\\]|\s*$))\S',
    'patternErrorMessage': "This path leaves the data folder. Write one below it, such as 'photos/ada.jpg'.",
    'examples': ['photos/ada.jpg'],
}

#: A host has a name, or an address in brackets; a user and a port may stand beside it.
_HOST = r'([^\s/?#]*@)?([^\s/?#\[\]:@]+|\[[^\s/?#\[\]@]+\])(:[^\s/?#\[\]@]*)?([/?#]\S*)?'
#: Behind `mailto:` stands no host.
_ADDRESS = r'(?!//[^\s/?#]*([?#\s]|$))[^\s?#]\S*'
URL: JsonSchema = {
    'type': 'string',
    'pattern': rf'^\s*([Hh][Tt][Tt][Pp][Ss]?://{_HOST}|([Mm][Aa][Ii][Ll][Tt][Oo]|[Tt][Ee][Ll]):{_ADDRESS})\s*$',
    'patternErrorMessage': 'This is not a full address. Write one with http, https, mailto or tel.',
    'examples': ['https://example.org/'],
}
PEOPLE_COUNT: JsonSchema = {
    'type': ['integer', 'string'],
    'minimum': 1,
    'maximum': 9_999_999,
    'pattern': r'^\s*(?=0*[1-9])[0-9]{1,7}\s*$',
    'patternErrorMessage': "Write a whole number of people, such as '120'.",
    'examples': [120],
}
YES_OR_NO: JsonSchema = {
    'type': ['boolean', 'string'],
    'pattern': r'^\s*([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo])\s*$',
    'patternErrorMessage': "Write 'yes' or 'no'.",
    'examples': ['yes', 'no'],
}

_HOURS = r'\d{1,3}\s*[Hh]([Oo][Uu][Rr][Ss]?|[Rr][Ss]?)?'
_MINUTES = r'\d{1,4}\s*([Mm]([Ii][Nn]([Uu][Tt][Ee])?[Ss]?)?)?'
_ISO_DURATION = r'[Pp][Tt](?=\d)(\d{1,3}[Hh])?(\d{1,4}[Mm])?'
_PART = rf'({_ISO_DURATION}|{_HOURS}\s*({_MINUTES})?\.?|{_MINUTES}\.?)'
DURATION: JsonSchema = {
    'type': ['string', 'integer'],
    'minimum': 0,
    'maximum': 9999,
    # Of several parts, none is zero.
    'pattern': rf'^((?=[^+]*[1-9])(?!.*\+[^1-9+]*(\+|$))|(?=[^+]*$))\s*{_PART}\s*(\+\s*{_PART}\s*)*$',
    'patternErrorMessage': "This is not a duration. Write '10 min', '1h30', '90', 'PT1H30M' or '50+5 min'.",
    'examples': ['10 min', '1h30', '50+5 min', 'PT1H30M'],
}

_DATE = r'(19|2\d)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])'
_TIME = r'([01]?\d|2[0-3]):[0-5]\d(:00)?'
LOCAL_MOMENT: JsonSchema = {
    'type': 'string',
    'pattern': rf'^\s*{_DATE}([ T]\s*({_TIME})?)?\s*$',
    'patternErrorMessage': "Write a local date and time, such as '2025-10-19 13:00', or '2025-10-19' for a whole day.",
    'examples': ['2025-10-19 13:00', '2025-10-19'],
}
MOMENT_OR_TIME: JsonSchema = {
    # YAML 1.1 reads 13:00 as 780.
    'type': ['string', 'integer'],
    'pattern': rf'^\s*({_DATE}[ T]\s*)?{_TIME}\s*$|^\s*{_DATE}[ T]{_TIME}[+-]\d{{2}}:\d{{2}}\s*$',
    'patternErrorMessage': "Write a local time in 24 hours: '13:00', or '2025-10-19 13:00'.",
    'examples': ['13:00', '2025-10-19 13:00'],
}
DAY_START: JsonSchema = {
    'type': ['string', 'integer'],
    'pattern': r'^\s*0?\d:[0-5]\d(:00)?\s*$',
    'patternErrorMessage': "Write a time of the night or the early morning, such as '04:00'.",
    'examples': ['04:00'],
}
ZONE: JsonSchema = {
    'type': 'string',
    # An offset is no zone, with or without the UTC before it.
    'pattern': r'^\s*(?!([Uu][Tt][Cc]|[Gg][Mm][Tt])\s*[+-])[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*\s*$',
    'patternErrorMessage': "This is not a time zone. Write the IANA name of a place, such as 'Europe/Paris'.",
    'examples': [
        'Africa/Cairo',
        'Africa/Johannesburg',
        'Africa/Lagos',
        'Africa/Nairobi',
        'America/Bogota',
        'America/Chicago',
        'America/Denver',
        'America/Los_Angeles',
        'America/Mexico_City',
        'America/New_York',
        'America/Sao_Paulo',
        'America/Toronto',
        'Asia/Dubai',
        'Asia/Hong_Kong',
        'Asia/Kolkata',
        'Asia/Seoul',
        'Asia/Shanghai',
        'Asia/Singapore',
        'Asia/Tokyo',
        'Australia/Sydney',
        'Europe/Berlin',
        'Europe/Istanbul',
        'Europe/London',
        'Europe/Madrid',
        'Europe/Paris',
        'Europe/Zurich',
        'Pacific/Auckland',
        'Pacific/Honolulu',
        'UTC',
    ],
}


def or_tbd(schema: JsonSchema) -> JsonSchema:
    """Schema of a value, or TBD."""
    return {'anyOf': [schema, TBD]}


def one_or_many(schema: JsonSchema) -> JsonSchema:
    """A list as ``schema`` has it, or one of its items without the brackets."""
    arrays = [part for part in schema.get('anyOf', [schema]) if part.get('type') == 'array']
    return {'anyOf': [*(array['items'] for array in arrays), schema]}
