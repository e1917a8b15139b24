"""The widget that draws a panel in a notebook: the kit's own scripts, no outside request."""

from __future__ import annotations

import anywidget
import traitlets

from playbook.live.scripts import script, style


class PanelWidget(anywidget.AnyWidget):
    """Shows ``view``, and sends back what a person gives."""

    _esm = traitlets.Unicode(script()).tag(sync=True)
    _css = traitlets.Unicode(style()).tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
