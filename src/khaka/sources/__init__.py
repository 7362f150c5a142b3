"""One file an importer: a path in, a neutral result out (frames, a report, a Source). Harmonising needs ``Names``."""

from khaka.core.registry import Registry
from khaka.sources.base import Fault, ImportFault, Names, Options, Read, Reader, Report

SOURCES: Registry[Reader] = Registry("khaka.sources", "reader")

__all__ = ["SOURCES", "Fault", "ImportFault", "Names", "Options", "Read", "Reader", "Report"]
