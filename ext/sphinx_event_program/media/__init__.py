"""Photos of people: found and checked when data is read, made into portraits when a page shows them."""

from sphinx_event_program.media.photos import FOLDER, PIXEL_LIMIT, PhotoError, PhotoFolder, check_photo
from sphinx_event_program.media.portraits import SIDES_PX, Portraits

__all__ = ['FOLDER', 'PIXEL_LIMIT', 'SIDES_PX', 'PhotoError', 'PhotoFolder', 'Portraits', 'check_photo']
