"""Photos of people and logos: checked when data is read, made into portraits and the like when a page shows them."""

from sphinx_event_program.media.logos import Logos
from sphinx_event_program.media.photos import FOLDER, PIXEL_LIMIT, PhotoError, PhotoFolder, check_photo
from sphinx_event_program.media.portraits import SIDES_PX, Portraits

__all__ = ['FOLDER', 'PIXEL_LIMIT', 'SIDES_PX', 'Logos', 'PhotoError', 'PhotoFolder', 'Portraits', 'check_photo']
