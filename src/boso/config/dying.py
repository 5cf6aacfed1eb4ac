"""A process that ends when its parent is gone, however the parent went."""

import os
import signal
import threading
import time

LOOK_EVERY = 0.5
GRACE = 10


def die_with(parent: int) -> None:
    """Ends this process in an orderly way soon after `parent` has ended; works on every Unix."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_EVERY)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent").start()
