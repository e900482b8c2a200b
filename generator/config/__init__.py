"""site.toml as typed values: `settings` defines them, `reading` reads the file or reports what is wrong in it."""

from generator.config.meaning import NETWORKS, RESERVED
from generator.config.places import FILE
from generator.config.reading import parse_config, read_config
from generator.config.settings import Config, Section, Target
from generator.config.wording import describe, examples, toml_value

__all__ = [
    "FILE",
    "NETWORKS",
    "RESERVED",
    "Config",
    "Section",
    "Target",
    "describe",
    "examples",
    "parse_config",
    "read_config",
    "toml_value",
]
