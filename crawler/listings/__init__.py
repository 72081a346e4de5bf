"""Listings of articles: their cards, their pagers of every kind, feeds and sitemaps."""
