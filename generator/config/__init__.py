"""site.toml as typed values: `settings` defines them, `reading` reads the file or reports what is wrong in it."""

from generator.config.domain_names import machine_address, machine_host, readable_address
from generator.config.meaning import NETWORKS, RESERVED
from generator.config.places import FILE
from generator.config.reading import parse_config, read_config, require_paper
from generator.config.settings import Config, Section
from generator.config.target_settings import Target
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
    "machine_address",
    "machine_host",
    "parse_config",
    "read_config",
    "readable_address",
    "require_paper",
    "toml_value",
]
