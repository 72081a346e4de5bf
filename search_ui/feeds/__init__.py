"""What can be followed: Atom feeds of searches and of documents."""
