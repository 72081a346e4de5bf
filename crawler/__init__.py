"""Portals in, articles out: portal files, platforms (page objects), the spider (Scrapy)."""
