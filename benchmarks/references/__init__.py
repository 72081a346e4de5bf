"""Document references, measured: `python -m benchmarks.references` runs it all."""
