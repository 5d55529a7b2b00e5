"""Reports that several tests build."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # worker processes get this path as well

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """Thirty reports: the seeds in folders of their own."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(6):
        shutil.copytree(SEEDS, folder / str(number))
    return folder
