"""What a printed document needs: the LaTeX package, and fonts for names from everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_LATEX = Path(__file__).parent / 'latex'


def prepare(app: Sphinx, config: Config) -> None:
    """On ``config-inited``, before the LaTeX builder reads ``latex_elements``.

    Sphinx's own font for LuaTeX has no Hangul, Han or Kana: the name would print
    empty while the build succeeds. An author's own ``fontpkg`` stands.
    """
    files = [_LATEX / 'event.sty']
    if config.latex_engine == 'lualatex' and 'fontpkg' not in config.latex_elements:
        config.latex_elements['fontpkg'] = r'\usepackage{eventfonts}'
        files.append(_LATEX / 'eventfonts.sty')
    config.latex_additional_files = [*config.latex_additional_files, *(str(file) for file in files)]
    app.add_latex_package('event', after_hyperref=True)
