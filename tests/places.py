"""The folders of the project's own files and of the reference material beside the project's checkout."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The project's own folder."""
GENERATOR = ROOT / "generator"
SHARED = ROOT.parent / "shared"
"""The reference material. A clone elsewhere doesn't have it; tests that need it are skipped and say so."""
CORPORA = SHARED / "corpora"
