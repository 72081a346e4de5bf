"""Pages that lead on by themselves (`<meta http-equiv="refresh">`), other than error pages."""

from http import HTTPStatus

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response


class PageRefreshMiddleware(MetaRefreshMiddleware):
    """Scrapy's, but for error pages: that NukeViet's 404s lead home after three seconds does not
    make the home page what was asked for.
    """

    def process_response(  # type: ignore[override]  # the parameter `spider` is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """Follow a refresh."""
        if response.status >= HTTPStatus.BAD_REQUEST:
            return response
        return super().process_response(request, response)
