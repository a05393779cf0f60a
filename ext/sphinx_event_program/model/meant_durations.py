"""Durations as people write them: not read, but understood well enough to say how they are written here."""

from __future__ import annotations

import re
from fractions import Fraction

_NUMBER = r'(?P<{0}>\d{{1,4}}(?:[.,]\d{{1,2}})?|\d{{0,2}}\s*[\u00bd\u00bc\u00be])'
_HOURS = _NUMBER.format('hours') + r'\s*(?:h(?:(?:ou)?rs?)?|std|stunden?|heures?|horas?|ore|uur)\.?'
_MINUTES = _NUMBER.format('minutes') + r"\s*(?:m|mn?s?|mins?|minutes?|minuten|minutos|minuti|['\u2019\u2032])\.?"
_DAYS = r'(?P<days>\d{1,2})\s*(?:d|days?|tage?)'
_AMOUNT = re.compile(rf'(?:{_DAYS})?\s*(?:{_HOURS})?\s*(?:and|und|et|y|,)?\s*(?:{_MINUTES})?', re.IGNORECASE)
_CLOCK = re.compile(r'(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?::00)?')
_ISO = re.compile(
    r'P(?:(?P<days>\d{1,2})D)?(?:T(?:(?P<hours>\d+(?:[.,]\d+)?)H)?(?:(?P<minutes>\d+)M)?)?', re.IGNORECASE
)
#: Longer than any duration that people write.
_UNDERSTOOD_LENGTH = 60

_SAID = {'half an hour': 30, 'quarter of an hour': 15, 'a quarter of an hour': 15, 'an hour': 60, 'one hour': 60}
_SIGNS = {'\u00bd': Fraction(1, 2), '\u00bc': Fraction(1, 4), '\u00be': Fraction(3, 4)}


def duration_hint(text: str) -> str | None:
    """How a text that is no duration would be written as one; None if it is not understood."""
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
    found = _CLOCK.fullmatch(text) or _ISO.fullmatch(text) or _AMOUNT.fullmatch(text)
    if found is None:
        # "10 min Q&A": a word or two behind an amount.
        found = re.match(rf'{_MINUTES}\s+\D{{1,20}}$|{_HOURS}\s+\D{{1,20}}$', text, re.IGNORECASE)
    if found is None:
        return int(text) if re.fullmatch(r'\d{1,4}', text) else None
    groups = found.groupdict()
    total = 60 * _number(groups.get('hours')) + _number(groups.get('minutes')) + 1440 * _number(groups.get('days'))
    return int(total) if total == int(total) else None


def _number(text: str | None) -> Fraction:
    if not text:
        return Fraction()
    sign = _SIGNS.get(text[-1], Fraction())
    whole = text.rstrip(''.join(_SIGNS)).strip().replace(',', '.')
    return (Fraction(whole) if whole else Fraction()) + sign
