"""A kernel for each page that somebody opened: started as that person, ended when the page is gone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

from jupyter_client.ioloop.manager import AsyncIOLoopKernelManager
from jupyter_client.ioloop.restarter import AsyncIOLoopKernelRestarter
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from jupyter_server.utils import ensure_async
from traitlets import default
from jupyter_core.utils import ensure_async

from playbook.kernels.forking import ForkingKernelManager, fork_from
