"""The Flask application, put together."""

from pathlib import Path

from flask import Flask

from search_ui import (
    addresses,
    admin,
    api,
    caching,
    errors,
    feeds,
    formatting,
    labels,
    limiting,
    marking,
    options,
    page_pictures,
    portal_titles,
    security,
    successors,
    translating,
)
from search_ui.options import Options
from search_ui.pages import BLUEPRINTS
from search_ui.remembering import RememberingFlask
from search_ui.services import Services, attach


def create_app(services: Services, published: Options | None = None) -> Flask:
    """The application over `services`, for gunicorn or for Flask's test client.

    Raises:
        ValueError: `published` has a limit that cannot be understood; names it.
    """
    published = published or Options()
    app = RememberingFlask("search_ui", root_path=str(Path(__file__).parent))
    # An id may hold two slashes in a row, which routing would make one by a redirect.
    app.url_map.merge_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    attach(app, services)
    page_pictures.attach(app, services.cache_folder)
    options.attach(app, published)
    caching.register(app)
    translating.register(app)
    formatting.register(app)
    security.register(app)
    errors.register(app)
    app.jinja_env.globals.update(
        TYPE_LABELS=labels.TYPE_LABELS,
        FACET_LABELS=labels.FACET_LABELS,
        DIMENSION_LABELS=labels.DIMENSION_LABELS,
        SORT_LABELS=labels.SORT_LABELS,
        SUGGESTION_LABELS=labels.SUGGESTION_LABELS,
        RELATION_LABELS=labels.RELATION_LABELS,
        DOCUMENT_RELATION_LABELS=labels.DOCUMENT_RELATION_LABELS,
        CERTAINTY_LABELS=labels.CERTAINTY_LABELS,
        REASON_LABELS=labels.REASON_LABELS,
        FACT_LABELS=labels.FACT_LABELS,
        STATUS_LABELS=labels.STATUS_LABELS,
        FIELD_LABELS=labels.VERSIONED_FIELD_LABELS,
        TEXT_SOURCE_LABELS=labels.TEXT_SOURCE_LABELS,
        OUTCOME_LABELS=labels.OUTCOME_LABELS,
        WEEKDAYS=labels.WEEKDAYS,
        relation_label=labels.relation_label,
        mark=marking.mark,
        marked_headline=marking.marked_headline,
        search_address=addresses.search_address,
        may_be_many=addresses.may_be_many,
        api_address=addresses.api_address,
        values_address=addresses.values_address,
        with_values=addresses.with_values,
        portal_title=portal_titles.portal_title,
        what_became_of=successors.what_became_of,
        not_chosen=successors.not_chosen,
        hit_address=addresses.hit_address,
        spelt_otherwise=addresses.spelt_otherwise,
        without_value=addresses.without_value,
        without_dates=addresses.without_dates,
        without_filters=addresses.without_filters,
        first_page=addresses.first_page,
        language_address=addresses.language_address,
        page_address=addresses.page_address,
        export_address=addresses.export_address,
        search_feed_address=addresses.search_feed_address,
        document_feed_address=addresses.document_feed_address,
    )
    for blueprint in (*BLUEPRINTS, *api.BLUEPRINTS, feeds.blueprint, admin.blueprint):
        app.register_blueprint(blueprint)
    limiting.register(app, published)
    security.trust_proxies(app, published.proxies)
    return app
