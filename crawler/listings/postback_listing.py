"""Listings of ASP.NET WebForms, whatever the platform: their pagers may post the page's form."""

from crawler.listings.page_requests import PageRequest
from crawler.listings.pages import ListingPage
from crawler.listings.postbacks import next_postback


class PostBackListing(ListingPage):
    """A listing whose next page may have to be posted for."""

    def next_request(self) -> PageRequest | None:
        """The next page by its address, or else by the form posted back."""
        return super().next_request() or next_postback(self.page)
