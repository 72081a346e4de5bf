"""The front door: the command line, the settings, the demonstration."""

__version__ = "0.1.0"
