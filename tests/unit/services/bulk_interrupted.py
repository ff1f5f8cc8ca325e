"""A marker whose process is interrupted as early as can be: while it imports what it marks with."""

import os
import signal
from multiprocessing import current_process

from tests.unit.services.bulk_markers import LengthMarker

# A process has its name before it imports what it is handed.
if current_process().name != "MainProcess":
    os.kill(os.getpid(), signal.SIGINT)


class InterruptedMarker(LengthMarker):
    """Marks as any other does."""
