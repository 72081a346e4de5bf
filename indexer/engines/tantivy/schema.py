"""The index's schema in tantivy's terms."""

from functools import lru_cache

import tantivy

from indexer.schema import KEYWORD_FIELDS, NUMBER_FIELDS, TEXT_FIELDS

#: The name of the tokenizer that parts tokens at blanks. It is not kept with an index.
BLANKS = "blanks"


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    """The schema: `key`, `shown` (JSON, stored), and the fields of `indexer.schema`."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("shown", stored=True)
    for name, positions in TEXT_FIELDS.items():
        option = "position" if positions else "freq"
        builder.add_text_field(name, tokenizer_name=BLANKS, index_option=option)
    for name in KEYWORD_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in NUMBER_FIELDS:
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def register_tokenizer(index: tantivy.Index) -> None:
    """Make an index, just made or opened, know its tokenizer."""
    blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(BLANKS, blanks)
