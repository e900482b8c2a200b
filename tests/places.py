"""Where the tests find the project's own files and the reference material that lies beside the project's checkout."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The project's own folder."""
GENERATOR = ROOT / "generator"
SHARED = ROOT.parent / "shared"
"""Reference material. A clone made elsewhere lacks it; a test that needs it skips and says so."""
CORPORA = SHARED / "corpora"
