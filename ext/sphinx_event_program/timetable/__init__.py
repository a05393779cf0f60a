"""The timetable: start, end and room of each session, conflicts, and the grid of a day."""

from sphinx_event_program.timetable.arranging import arrange
from sphinx_event_program.timetable.slots import Day, Slot, Timetable, days_of

__all__ = ['Day', 'Slot', 'Timetable', 'arrange', 'days_of']
