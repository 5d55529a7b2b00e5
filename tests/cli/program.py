"""``kg`` as a person starts it: another process, another folder, no environment to lean on."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
LONG = 300  # seconds that only a hang takes


class Run(NamedTuple):
    code: int
    out: str
    err: str


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "kg", *map(str, arguments)]


def environment(**more: str) -> dict[str, str]:
    """What a process needs to start, without language, colours or width of whoever runs the tests."""
    kept = ("PATH", "HOME", "TMPDIR", "VIRTUAL_ENV", "SYSTEMROOT")
    return {key: os.environ[key] for key in kept if key in os.environ} | {
        "PYTHONPATH": str(ROOT),
        **more,
    }


def run(*arguments: object, cwd: Path, stdin: bytes = b"", limit=None, **env: str) -> Run:
    if limit:
        # on a full disk Python leaves compiled modules cut short, for every later run to fall over
        env["PYTHONDONTWRITEBYTECODE"] = "1"
    done = subprocess.run(
        command(*arguments), cwd=cwd, input=stdin, env=environment(**env), capture_output=True, check=False,
        timeout=LONG, preexec_fn=limit,
    )  # fmt: skip
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


REPORTS = {
    "алейск 2018.txt": (
        "АЛЕЙСК\n\nЧто наиболее значительное удалось сделать в области взаимодействия с общественностью в 2018 году\n\n"
        "Городской Совет ветеранов провёл форум «Диалог», в котором приняли участие 120 человек. "
        "Администрация города Алейска оказала поддержку городскому Совету ветеранов.\n\n"
        "Какие задачи стоят в 2019 году\n\nПланируется провести конкурс «Лучший двор».\n"
    ),
    "саяногорск.txt": (
        "САЯНОГОРСК\n\nЧто наиболее значительное удалось сделать в области молодёжной политики в 2018 году\n\n"
        "Молодёжный центр «Вектор» провёл фестиваль «Открытый город» для молодёжи.\n"
    ),
}


def write_reports(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")


def written(folder: Path) -> dict[str, bytes]:
    """All files below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def interrupt(process: subprocess.Popen) -> None:
    """What Ctrl-C in a terminal does: the signal goes to the whole group."""
    os.killpg(process.pid, signal.SIGINT)
