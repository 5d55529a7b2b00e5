"""What workers run in these tests: a document's own text says what is to go wrong with it."""

import os
import signal
import time

from kg.engines import Job, Result
from kg.engines.job import run
from kg.errors import Said, WriteError
from kg.model import Document, Extraction


def once(job: Job) -> bool:
    """Whether this is the first attempt; leaves a mark beside the document."""
    mark = job.path.with_suffix(".tried")
    first = not mark.exists()
    mark.touch()
    return first


def work(job: Job) -> Result:
    text = job.path.read_text(encoding="utf-8")
    if text.startswith("slow"):
        time.sleep(0.5)
    if "kill always" in text or ("kill once" in text and once(job)):
        os.kill(os.getpid(), signal.SIGKILL)
    if "hang" in text:
        time.sleep(600)
    return Extraction(Document(job.identifier, "", text, ()), (), ())


def broken(*_given: object) -> object:
    raise ZeroDivisionError("no sense in it")


def full(*_given: object) -> object:
    raise WriteError("not_kept", path="/disk", reason=Said("system_enospc"))


def work_broken(job: Job) -> Result:
    """The program's own code around an error that is not expected."""
    import kg.engines.job as module

    module.understand = broken if "broken" in job.path.read_text() else full
    return run(job)
