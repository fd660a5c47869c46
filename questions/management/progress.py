"""A bar on standard error for work that takes long."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm


@contextmanager
def progress_bar(
    title: str, unit: str, *, shown: bool = True
) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that takes how much is done, and of how much; the bar appears if it takes long."""
    with tqdm(
        desc=title,
        unit=f" {unit}",
        unit_scale=True,
        dynamic_ncols=True,
        file=sys.stderr,
        disable=not shown,
        delay=0.5,
    ) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show
