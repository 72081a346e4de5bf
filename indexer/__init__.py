"""Archive in, index out: index documents, the query language, the engines."""
