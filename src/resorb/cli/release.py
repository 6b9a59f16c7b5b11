"""A release as a folder on a disk: there whole, or not at all.

A folder that holds something is never overwritten, because somebody may have cited it.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from resorb.evidence import Evidence
from resorb.evidence.release import release_files


def export(folder: Path, evidence: Evidence) -> Path:
    """Write the release into a new folder and return it.

    Raises:
        ValueError: The folder holds something already, or a site's settings are in force.
        OSError: The disk refuses; nothing is left behind.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValueError(f"{folder} is there already and is never overwritten")
    files = release_files(evidence)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, text in files.items():
            (made / name).write_text(text, encoding="utf-8", newline="\n")
        made.chmod(0o755)  # a temporary folder is for its maker alone
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return folder
