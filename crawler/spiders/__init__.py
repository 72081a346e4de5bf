"""The spider that crawls every portal, and what it decides by."""
