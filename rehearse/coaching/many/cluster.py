"""Reviews on a cluster of Dask's. Distributed comes with the extra `cluster`, and is imported when one is asked for.

Its scheduler runs whatever it is sent: whoever reaches its port rules the workers. Certificates for TLS are named in
distributed's own configuration.
"""

import logging
import platform
from contextlib import suppress
from importlib import metadata
from itertools import count
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING
from uuid import uuid4

from rehearse import __version__
from rehearse.coaching.many.chunk import Chunk, reviewed
from rehearse.coaching.many.crew import Done
from rehearse.coaching.many.place import EXTRA, told
from rehearse.coaching.many.worker import Worker, check, introduce
from rehearse.errors import InputError, RehearseError, StorageError
from rehearse.text import one_line

if TYPE_CHECKING:
    from distributed import Client, Future

_PATIENCE = "10s"
"""To wait for an answer of the scheduler."""
_LOOK = 1.0
"""Seconds after which it is looked whether the scheduler is still there."""
_COUNT = 50
"""Chunks after which the workers are counted anew."""
_AGAIN = "What is reviewed is kept; run it again to go on."


class Cluster:
    """Workers of a scheduler. Raises InputError where distributed is missing or no scheduler answers."""

    def __init__(self, address: str) -> None:
        self.hands = 1
        self._received = 0
        self._address = one_line(address, 200)
        self._client = _client(address, self._address)
        self._sent: dict[Future, Chunk] = {}
        self._done: SimpleQueue[Future] = SimpleQueue()
        self._keys = (f"rehearse-{uuid4().hex}-{number}" for number in count())

    def meet(self) -> Worker:
        """Return who they are; wait for the first, if none is there yet."""
        try:
            return self._introduced()
        except RehearseError:
            raise
        except Exception as error:
            raise self._failed(error) from error

    def _introduced(self) -> Worker:
        client = self._client
        # Asked first for what needs no package of ours: a worker that lacks it dies of the first chunk.
        client.submit(platform.python_version, key=next(self._keys), pure=False).result()
        versions = client.run(metadata.version, "rehearse", on_error="return")
        with suppress(metadata.PackageNotFoundError):
            versions["scheduler"] = client.run_on_scheduler(metadata.version, "rehearse")
        for which in ("scheduler", *versions):
            if versions.get(which) != __version__:
                raise _different(which, versions.get(which))
        found: list[Worker] = list(client.run(introduce).values())
        first, *others = found
        for other in others:
            check(other, first)
        self._count()
        return first

    def send(self, chunk: Chunk) -> None:
        """Give them a chunk."""
        future = self._client.submit(reviewed, chunk, key=next(self._keys), pure=False)
        self._sent[future] = chunk
        future.add_done_callback(self._done.put)

    def receive(self) -> Done:
        """Wait for one of the chunks."""
        from distributed import KilledWorker  # noqa: PLC0415 - comes with an extra
        from distributed.comm import CommClosedError  # noqa: PLC0415 - as above

        future = self._next()
        chunk = self._sent.pop(future)
        self._received += 1
        if self._received % _COUNT == 0:
            self._count()
        try:
            return Done(chunk, future.result())
        except KilledWorker:
            return Done(chunk, None)
        except CommClosedError:
            # What a worker fails by is another error: here it is the way to the scheduler that broke.
            raise self._gone() from None
        except (RehearseError, KeyboardInterrupt):
            raise
        except Exception as error:
            if future.status in ("cancelled", "lost"):
                raise self._gone() from None
            raise self._failed(error) from error
        finally:
            future.release()

    def leave(self) -> None:
        """Take back what they have not done."""
        with suppress(Exception):  # The scheduler may be gone, and with it what there was to take back.
            self._client.cancel(list(self._sent))
        self._sent.clear()
        self._client.close()

    def _next(self) -> "Future":
        while True:
            with suppress(Empty):
                return self._done.get(timeout=_LOOK)
            if self._client.status != "running":
                raise self._gone()

    def _count(self) -> None:
        """Count the hands anew: workers come and go."""
        with suppress(OSError):  # The scheduler is gone: what is waited for next will tell.
            self.hands = max(sum(self._client.nthreads().values()), 1)

    def _failed(self, error: Exception) -> InputError:
        return InputError(f"a worker failed: {told(error)}", where=self._address, cure=_AGAIN)

    def _gone(self) -> StorageError:
        return StorageError("the scheduler is gone", where=self._address, cure=_AGAIN)


def _client(address: str, shown: str) -> "Client":
    try:
        from distributed import Client  # noqa: PLC0415 - comes with an extra
    except ImportError:
        cure = f"Install it, here and on its machines: {EXTRA}."
        raise InputError("a cluster needs Dask, which is not installed", where="--cluster", cure=cure) from None
    # What it has to say, a person hears from us in one line.
    for name in ("distributed", "distributed.client", "distributed.core"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, RuntimeError, TypeError) as error:
        cure = "Is it running, and the address as it prints it, such as tcp://10.0.0.7:8786?"
        raise InputError(f"no scheduler answers: {told(error)}", where=shown, cure=cure) from None


def _different(which: str, version: object) -> InputError:
    has = f"version {one_line(version, 40)} of rehearse" if isinstance(version, str) else "no rehearse"
    cure = f"Install {__version__} on the scheduler and on every worker."
    return InputError(f"there is {has} on it, and here is {__version__}", where=one_line(which, 100), cure=cure)
