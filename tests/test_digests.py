"""Digests tell contents apart."""

from __future__ import annotations

from sphinx_event_program._files import digest_of


def test_digest_is_that_of_the_content_as_text_or_as_bytes() -> None:
    # FIPS 180-2, appendix B.1.
    assert digest_of('abc') == digest_of(b'abc') == 'ba7816bf8f01cfea414140de'


def test_parts_and_their_order_count() -> None:
    assert len({digest_of('a', 'b'), digest_of('b', 'a'), digest_of('ab'), digest_of('a', '', 'b')}) == 4
