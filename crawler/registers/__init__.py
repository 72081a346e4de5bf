"""Registers of documents: what fields are called, the entries on a page, the page of one."""
