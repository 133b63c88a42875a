"""A catalogue of millions of papers in a PostgreSQL database, searched there by its own full text search.

It is in a schema of its own beside the events of devices and groups. `loading` fills it from papers of
any source; `search` answers what the library asks (`conditions`). It knows nothing of what anybody did with
papers. The papers that it returns are as untrusted as a file: they are described by plain records, which the
library cleans like any other.
"""
