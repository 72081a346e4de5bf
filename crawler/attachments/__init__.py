"""Attachments: what fetched files are, their text, and what a directive's pages say of it.

Files are hostile: they are read from the archive, after the crawl, by processes of their own that
may take only so much time and memory (`crawler.attachments.pending`).
"""
