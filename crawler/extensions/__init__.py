"""Scrapy extensions of this crawler."""
