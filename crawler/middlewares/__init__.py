"""Scrapy downloader middlewares of this crawler."""
