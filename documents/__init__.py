"""Mentions in, documents out: issuing bodies, resolving mentions, tracing documents."""
