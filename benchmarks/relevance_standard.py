"""What relevance is measured against: BM25 of syllables as `standard` of Elasticsearch has them.

Headline and body are one field. With a server it is Elasticsearch itself; without, tantivy's BM25
(k1 1.2 and b 0.75, too) of the same tokens.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import tantivy
from elasticsearch import Elasticsearch, helpers

from archive.items import Article

#: From a query to the ids of the ten best articles, best first.
Search = Callable[[str], list[str]]

#: The words of Unicode's rules, of which `standard` makes its tokens, for Vietnamese text: runs of
#: letters and digits, numbers with their points and commas.
_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+")


@contextmanager
def elasticsearch_standard(url: str, articles: Sequence[Article]) -> Iterator[Search]:
    """Elasticsearch with its own analyzer, on an index of its own that is gone afterwards."""
    index = "benchmark-relevance-standard"
    with Elasticsearch(url, request_timeout=60) as client:
        client.indices.delete(index=index, ignore_unavailable=True)
        client.indices.create(
            index=index,
            settings={"number_of_shards": 1, "number_of_replicas": 0},
            mappings={"properties": {"text": {"type": "text", "analyzer": "standard"}}},
        )
        actions = (
            {"_index": index, "_id": article.id, "_source": {"text": _text(article)}}
            for article in articles
        )
        helpers.bulk(client, actions, refresh="true")

        def search(query: str) -> list[str]:
            match = {"match": {"text": query}}
            found = client.search(index=index, size=10, source=False, query=match)
            return [hit["_id"] for hit in found["hits"]["hits"]]

        yield search
        client.indices.delete(index=index)


def remove(url: str, pattern: str) -> None:
    """Remove the indices of a server whose names are like this (`benchmark.v-*`)."""
    with Elasticsearch(url) as client:
        for index in client.indices.get(index=pattern).body:
            client.indices.delete(index=index)


@contextmanager
def tantivy_standard(articles: Sequence[Article]) -> Iterator[Search]:
    """tantivy with the tokens of `standard`, in memory."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name="blanks")
    schema = builder.build()
    index = tantivy.Index(schema)
    blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("blanks", blanks)
    writer = index.writer(100_000_000, 1)
    for article in articles:
        text = " ".join(_tokens(_text(article)))
        writer.add_document(tantivy.Document(id=article.id, text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query: str) -> list[str]:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", token))
            for token in _tokens(query)
        ]
        hits = searcher.search(tantivy.Query.boolean_query(terms), 10).hits
        return [str(searcher.doc(address).get_first("id")) for _, address in hits]

    yield search


def _text(article: Article) -> str:
    return "\n".join((article.headline, *article.body))


def _tokens(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
