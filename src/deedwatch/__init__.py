"""Words against deeds: sourced records of who said and did what to whom, and what followed."""

from __future__ import annotations

__version__ = "0.1.0"
