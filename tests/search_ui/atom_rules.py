"""Is this a feed as RFC 4287 has it: its grammar, and what the grammar cannot say."""

import re
from collections import Counter
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"

#: The grammar of the RFC's appendix B, as far as our feeds go: what they have no use for (source,
#: rights, contributor, generator, logo, markup in texts) is an error here.
_GRAMMAR = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed">
    <attribute name="xml:lang"><data type="language"/></attribute>
    <interleave>
      <zeroOrMore><ref name="person"/></zeroOrMore>
      <zeroOrMore><ref name="category"/></zeroOrMore>
      <element name="id"><ref name="iri"/></element>
      <element name="title"><ref name="text"/></element>
      <optional><element name="subtitle"><ref name="text"/></element></optional>
      <optional><element name="icon"><ref name="iri"/></element></optional>
      <element name="updated"><ref name="date"/></element>
      <zeroOrMore><ref name="link"/></zeroOrMore>
      <zeroOrMore><ref name="entry"/></zeroOrMore>
    </interleave>
  </element></start>
  <define name="entry"><element name="entry"><interleave>
    <zeroOrMore><ref name="person"/></zeroOrMore>
    <zeroOrMore><ref name="category"/></zeroOrMore>
    <element name="id"><ref name="iri"/></element>
    <element name="title"><ref name="text"/></element>
    <element name="updated"><ref name="date"/></element>
    <optional><element name="published"><ref name="date"/></element></optional>
    <zeroOrMore><ref name="link"/></zeroOrMore>
    <optional><element name="summary"><ref name="text"/></element></optional>
    <optional><element name="content">
      <attribute name="type"><value>html</value></attribute><text/>
    </element></optional>
  </interleave></element></define>
  <define name="person"><element name="author">
    <element name="name"><text/></element>
  </element></define>
  <define name="category"><element name="category">
    <attribute name="term"/><optional><attribute name="label"/></optional><empty/>
  </element></define>
  <define name="link"><element name="link">
    <attribute name="href"><ref name="iri"/></attribute>
    <optional><attribute name="rel"><data type="string">
      <param name="pattern">[a-z\\-]+</param>
    </data></attribute></optional>
    <optional><attribute name="type"><data type="string">
      <param name="pattern">.+/.+</param>
    </data></attribute></optional>
    <optional><attribute name="title"/></optional><empty/>
  </element></define>
  <define name="text">
    <optional><attribute name="type"><value>text</value></attribute></optional><text/>
  </define>
  <define name="iri"><data type="anyURI"><param name="minLength">1</param></data></define>
  <define name="date"><data type="dateTime">
    <param name="pattern">[0-9\\-]+T[0-9:.]+(Z|[+\\-][0-9:]+)</param>
  </data></define>
</grammar>"""

_SCHEMA = etree.RelaxNG(etree.XML(_GRAMMAR))


def read_feed(feed: bytes) -> etree._Element:
    """The root of a feed that breaks no rule; an AssertionError names the rules that it breaks."""
    root = etree.fromstring(feed)
    assert mistakes(root) == []
    return root


def mistakes(root: etree._Element) -> list[str]:
    """What the RFC does not allow in this feed."""
    found = [] if _SCHEMA.validate(root) else [str(error) for error in _SCHEMA.error_log]
    entries = root.findall(f"{ATOM}entry")
    ids = [str(node.text) for node in root.iter(f"{ATOM}id")]
    found += [f"id {name} twice" for name, times in Counter(ids).items() if times > 1]
    addresses = ids + [str(link.get("href")) for link in root.iter(f"{ATOM}link")]
    found += [f"{one} is not absolute" for one in addresses if not _is_absolute(one)]
    if root.find(f"{ATOM}author") is None:
        found += ["no author" for entry in entries if entry.find(f"{ATOM}author") is None]
    if not root.findall(f"{ATOM}link[@rel='self']"):
        found.append("no link to itself")
    for node in (root, *entries):
        links = Counter(
            link.get("type")
            for link in node.findall(f"{ATOM}link")
            if link.get("rel", "alternate") == "alternate"
        )
        found += [f"two alternates of type {kind}" for kind, times in links.items() if times > 1]
    for entry in entries:
        if entry.find(f"{ATOM}content") is None and not entry.findall(
            f"{ATOM}link[@rel='alternate']"
        ):
            found.append("an entry with neither content nor an address")
    return found


def _is_absolute(address: str) -> bool:
    parts = urlsplit(address)
    plain = re.fullmatch(r"[\x21-\x7e]+", address) is not None
    return plain and bool(parts.scheme) and bool(parts.netloc or parts.path)
