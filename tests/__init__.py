"""The tests. A package by name, so that no other package of that name can stand before it."""
