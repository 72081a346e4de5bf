"""What commands import, for a process that others are forked from, with the word model loaded."""

from importlib import import_module

import tests.crawler.crawl_imports  # noqa: F401 # imports the crawler
from congtin.cli import COMMANDS
from vietnamese import segment

for module, _, _ in COMMANDS.values():
    import_module(f"congtin.cli.{module}")

for name in ("indexer.engines.tantivy", "indexer.searching", "indexer.updating"):
    import_module(name)

segment("nạp mô hình")
