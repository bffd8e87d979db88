"""How many calls of functions a piece of work makes: a count that no machine changes."""

import gc
import sys


def calls(work):
    """Calls of Python and built-in functions while ``work()`` runs; the collector rests meanwhile."""
    count = 0

    def seen(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    gc.collect()
    gc.disable()  # what other tests have left would be finished, and counted, in the middle
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
        gc.enable()
    return count
