"""What the kernels of live panels need, imported once: each is then forked from here.

This module is the preload of a fork server. Importing it is slow on purpose; nothing else may.
"""

from __future__ import annotations

import gc

import playbook.kernels.child
import playbook.live
import playbook.sources.database
from playbook.language import LANGUAGES, translations

for code in LANGUAGES:
    translations(code)
# What is here lives as long as each kernel: leaving it alone keeps its memory shared.
gc.collect()
gc.freeze()
