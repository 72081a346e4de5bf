"""Official gazettes (công báo), on whatever platform: they publish documents alone."""

from crawler.platforms.base import ArticlePage


class GazettePage(ArticlePage):
    """A gazette has no articles."""

    def why_not(self) -> str | None:
        """Always: what it publishes are documents."""
        return "a gazette lists documents, not articles"
