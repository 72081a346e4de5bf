"""What a crawl imports, for a process that others are forked from: everything but a reactor."""

import pkgutil
from importlib import import_module

import crawler

for module in pkgutil.walk_packages(crawler.__path__, "crawler."):
    import_module(module.name)

for name in ("scrapy.core.downloader.handlers.http11", "scrapy.extensions.throttle"):
    import_module(name)
