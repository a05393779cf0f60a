"""Hints for dates, times and durations in forms that are not accepted: "write '14:00'" for "2 pm"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from babel import Locale

#: Languages whose names of months are known; others are told the form.
_LANGUAGES = ('en', 'de', 'fr', 'es', 'it', 'nl', 'pt')

_TWELVE_HOURS = re.compile(r'(?P<hours>\d{1,2})(?:\s*[:.h]\s*(?P<minutes>\d{2}))?\s*(?P<half>[ap])\.?\s?m\.?', re.I)
_CLOCK = re.compile(
    r'(?P<hours>\d{1,2})(?:\s*[:.,h\uff1a]\s*(?P<minutes>\d{1,2}))?(?::\d{2})?'
    r"\s*(?:h|hrs?|uhr|o'clock|heures?|[A-Z]{2,5}|Z|[+\-\u2212]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r'(?P<hours>\d{1,2})(?P<minutes>\d{2})')
_MIDNIGHT = re.compile(r'24(?:[:.h]?(?:00)?)?|midnight', re.IGNORECASE)
_WITH_OFFSET = re.compile(r'\d{1,2}:\d{2}(?::\d{2})?\s*(?:[+\-\u2212]\d{2}:?\d{2}|Z)')
_RANGE = re.compile(r'\s*(?:[-\u2010-\u2015\u2212]|\bto\b|\buntil\b|\bbis\b|\bà\b)\s*', re.IGNORECASE)

_YEAR_FIRST = re.compile(
    r'(?<![\d./])(\d{4})\s*[-./\u5e74\ub144]\s*(\d{1,2})\s*[-./\u6708\uc6d4]\s*(\d{1,2})[\u65e5\uc77c]?'
)
_YEAR_LAST = re.compile(r'(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)')
_COMPACT = re.compile(r'(\d{4})(\d{2})(\d{2})(?!\d)')
_DAYS_AND_MONTH = re.compile(
    r'(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er)?(?:\s*[-\u2010-\u2015]\s*(?P<last>\d{1,2})(?:st|nd|rd|th|\.)?)?'
    r'\s*(?:of |de )?\s*(?P<month>[^\W\d_]{3,})\.?,?\s*(?:de )?\s*(?P<year>\d{4})'
)
_MONTH_AND_DAYS = re.compile(
    r'(?P<month>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?'
    r'(?:\s*[-\u2010-\u2015]\s*(?P<last>\d{1,2})(?:st|nd|rd|th)?)?,?\s+(?P<year>\d{4})'
)


#: Words and signs around a time that do not change it, such as "ca. 9:00", "09:00–" and "10:15 c.t.".
_FILLERS = re.compile(
    r'^(?:ca\.?|circa|approx\.?|about|around|at|um|ab|~)\s*(?=\d)|\s*(?:c\.\s?t\.|s\.\s?t\.|sharp|[-\u2010-\u2015?~]+)$',
    re.IGNORECASE,
)

#: Longer than any date that people write.
_UNDERSTOOD_LENGTH = 60


def time_hint(text: str) -> str | None:
    """Hint for a text that is no time: the accepted form of it; None if it is not understood."""
    if len(text) > _UNDERSTOOD_LENGTH:
        return None
    if _MIDNIGHT.fullmatch(text):
        return "the day ends at '00:00'; what starts then has the date of the next day"
    match _RANGE.split(text):
        case [first, second] if (start := _clock(first)) and (end := _clock(second)) and end > start:
            return f"write its begin as 'start: {start}', and its end as 'end: {end}'"
    if _WITH_OFFSET.fullmatch(text):
        return "leave the offset out: times are local to the event's timezone"
    return f"write '{clock}'" if (clock := _clock(text)) else None


def moment_hint(text: str) -> str | None:
    """Hint for a text that is no date, or no date and time: the accepted form; None if it is not understood."""
    reading = next(_dates(text), None) if len(text) <= _UNDERSTOOD_LENGTH else None
    if reading is None:
        return None
    readings, last, behind = reading
    rest = re.sub(r'^(?:at|um|@)\b\s*', '', text[behind:].strip(' ,T'))
    start, end = str(readings[0]), str(last or next((later[0][0] for later in _dates(rest)), ''))
    match _RANGE.split(rest):
        case [first, second] if (begin := _clock(first)) and (finish := _clock(second)) and finish > begin:
            start, end = f'{start} {begin}', f'{start} {finish}'
    if end:
        return f"write the begin as 'start: {start}', and the end as 'end: {end}'"
    if _MIDNIGHT.fullmatch(rest):
        readings, rest = [one + timedelta(days=1) for one in readings], '00:00'
    clock = _clock(rest)
    if rest and not clock:
        return None
    local = ": times are local to the event's timezone" if _WITH_OFFSET.fullmatch(rest) else ''
    ways = [f"'{one} {clock}'" if clock else f"'{one}'" for one in readings]
    if len(ways) == 1:
        return f'write {ways[0]}{local}'
    readings_with_days = [f'{way} ({one.day} {_month(one)})' for way, one in zip(ways, readings, strict=True)]
    return f'write {" or ".join(readings_with_days)}'


def day_hint(year: int, month: int, day: int) -> str:
    """Why there is no such day."""
    if not 1 <= month <= 12:
        if 1 <= day <= 12 and month <= 31:
            return f'there are twelve months; the month is before the day: {year:04}-{day:02}-{month:02}'
        return 'there are twelve months'
    return f'{_month(date(2000, month, 1))} {year} has {monthrange(year, month)[1]} days'


def _clock(text: str) -> str | None:
    """A time of day as it is written here, if the text is one in another form."""
    text = _FILLERS.sub('', text.strip())
    if text.casefold() in ('noon', 'midday'):
        return '12:00'
    if match := _TWELVE_HOURS.fullmatch(text):
        hours, minutes = int(match['hours']), int(match['minutes'] or 0)
        is_afternoon = match['half'] in 'pP'
        if hours > 12 and is_afternoon and match['minutes']:  # "14:00 pm"
            hours -= 12
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if is_afternoon else 0)
    elif match := _CLOCK.fullmatch(text) or _DIGITS.fullmatch(text):
        hours, minutes = int(match['hours']), int(match['minutes'] or 0)
    else:
        return None
    return f'{hours:02}:{minutes:02}' if hours < 24 and minutes < 60 else None


def _dates(text: str) -> Iterator[tuple[list[date], date | None, int]]:
    """Readings of a text's first date, the last day if it is several, and the offset of its end."""
    if match := _YEAR_FIRST.search(text) or _COMPACT.search(text):
        year, month, day = map(int, match.groups())
        yield from _valid(match, [(year, month, day)])
    if match := _YEAR_LAST.search(text):
        first, separator, second, year = match[1], match[2], match[3], int(match[4])
        year += 2000 if year < 100 else 0
        ways = [(year, int(second), int(first))]
        # With points, the day stands first everywhere; with strokes, that hangs on the country.
        if separator != '.' and first != second:
            ways.append((year, int(first), int(second)))
        if separator == '-' and len(match[4]) == 2:
            ways.append((2000 + int(first), int(second), int(match[4])))
        yield from _valid(match, ways)
    match = _DAYS_AND_MONTH.search(text) or _MONTH_AND_DAYS.search(text)
    if match and (number := _months().get(match['month'].casefold())):
        days = [int(day) for day in (match['day'], match['last']) if day]
        yield from _valid(match, [(int(match['year']), number, day) for day in days], several=len(days) > 1)


def _valid(
    match: re.Match[str], ways: list[tuple[int, int, int]], *, several: bool = False
) -> Iterator[tuple[list[date], date | None, int]]:
    dates = []
    for year, month, day in ways:
        try:
            dates.append(date(year, month, day))
        except ValueError:
            continue
    if several and len(dates) == 2:
        yield dates[:1], dates[1], match.end()
    elif dates and not several:
        yield dates, None, match.end()


@cache
def _months() -> Mapping[str, int]:
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for form in ('abbreviated', 'wide'):
            for number, name in Locale(language).months['format'][form].items():
                names.setdefault(name.rstrip('.').casefold(), number)
    return names


def _month(day: date) -> str:
    return str(Locale('en').months['format']['wide'][day.month])


_NUMBER = r'(?P<{0}>\d{{1,4}}(?:[.,]\d{{1,2}})?|\d{{0,2}}\s*[\u00bd\u00bc\u00be])'
_HOURS = _NUMBER.format('hours') + r'\s*(?:h(?:(?:ou)?rs?)?|std|stunden?|heures?|horas?|ore|uur)\.?'
_MINUTES = _NUMBER.format('minutes') + r"\s*(?:m|mn?s?|mins?|minutes?|minuten|minutos|minuti|['\u2019\u2032])\.?"
_DAYS = r'(?P<days>\d{1,2})\s*(?:d|days?|tage?)'
_AMOUNT = re.compile(rf'(?:{_DAYS})?\s*(?:{_HOURS})?\s*(?:and|und|et|y|,)?\s*(?:{_MINUTES})?', re.IGNORECASE)
_HOURS_AND_MINUTES = re.compile(r'(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?::00)?')
_ISO = re.compile(
    r'P(?:(?P<days>\d{1,2})D)?(?:T(?:(?P<hours>\d+(?:[.,]\d+)?)H)?(?:(?P<minutes>\d+)M)?)?', re.IGNORECASE
)
_SAID = {'half an hour': 30, 'quarter of an hour': 15, 'a quarter of an hour': 15, 'an hour': 60, 'one hour': 60}
_SIGNS = {'\u00bd': Fraction(1, 2), '\u00bc': Fraction(1, 4), '\u00be': Fraction(3, 4)}


def duration_hint(text: str) -> str | None:
    """Hint for a text that is no duration: the accepted form; None if it is not understood."""
    if len(text) > _UNDERSTOOD_LENGTH:
        return None
    if re.fullmatch(r'\d{1,2}:\d{2}\s*[-\u2010-\u2015]\s*\d{1,2}:\d{2}', text):
        start, end = re.findall(r'\d{1,2}:\d{2}', text)
        return f"write 'start: {start}' and 'end: {end}', or the minutes between them"
    if re.fullmatch(r'[0\s.,:+-]*(?:h|min|m)?', text):
        return 'leave it out, or write TBD while it is not known'
    # What is said beside it: "approx.", "(with questions)", "Q&A".
    plain = re.sub(r'\([^()]*\)|^\s*(?:ca\.?|circa|about|approx\w*\.?|around|~)\s*', '', text, flags=re.IGNORECASE)
    if re.fullmatch(r'\d+\s*[-\u2010-\u2015]\s*\d+\D*', plain.strip()):
        return 'write one number, the longer one'
    if times := re.fullmatch(r'\s*([2-9])\s*[x\u00d7*]\s*(\d{1,3})\s*(?:m|min|minutes)?\s*', plain, re.IGNORECASE):
        return f"write '{'+'.join([times[2]] * int(times[1]))} min'"
    minutes = [_minutes(part) for part in plain.split('+')]
    if not all(minutes):
        return None
    if len(minutes) == 1 and minutes[0] and minutes[0] % 1440 == 0:
        return f"write '{minutes[0] // 60}h', or a 'start' and an 'end'"
    return f"write '{'+'.join(map(str, minutes))} min'"


def _minutes(text: str) -> int | None:
    text = text.strip()
    if said := _SAID.get(text.casefold()):
        return said
    match = _HOURS_AND_MINUTES.fullmatch(text) or _ISO.fullmatch(text) or _AMOUNT.fullmatch(text)
    if match is None:
        # "10 min Q&A": a word or two behind an amount.
        match = re.match(rf'{_MINUTES}\s+\D{{1,20}}$|{_HOURS}\s+\D{{1,20}}$', text, re.IGNORECASE)
    if match is None:
        return int(text) if re.fullmatch(r'\d{1,4}', text) else None
    groups = match.groupdict()
    total = 60 * _number(groups.get('hours')) + _number(groups.get('minutes')) + 1440 * _number(groups.get('days'))
    return int(total) if total == int(total) else None


def _number(text: str | None) -> Fraction:
    if not text:
        return Fraction()
    sign = _SIGNS.get(text[-1], Fraction())
    whole = text.rstrip(''.join(_SIGNS)).strip().replace(',', '.')
    return (Fraction(whole) if whole else Fraction()) + sign
