"""Mentions in, documents out: issuing bodies, resolving mentions to documents, tracing a document."""
