"""Waiting for what another program does, up to a limit and never for a fixed time."""
import threading
import time

PACE = 0.1
_never = threading.Event()


def pause(seconds=PACE):
    _never.wait(seconds)


def wait_until(what, longest, is_so):
    """Asks again and again; fails with `what` after `longest` seconds."""
    end = time.monotonic() + longest
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError(f"not within {longest} s: {what}")
        pause()
