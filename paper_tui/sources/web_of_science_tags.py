"""The two-letter tags of the Web of Science, in its tagged files and in the headers of its tables."""

from __future__ import annotations

COLUMNS_BY_TAG = {
    "AU": "Authors",
    "AF": "Author Full Names",
    "BE": "Book Editors",
    "ED": "Book Editors",
    "TI": "Article Title",
    "SO": "Source Title",
    "SE": "Book Series Title",
    "LA": "Language",
    "DT": "Document Type",
    "CT": "Conference Title",
    "CY": "Conference Date",
    "CL": "Conference Location",
    "DE": "Author Keywords",
    "AB": "Abstract",
    "PU": "Publisher",
    "PI": "Publisher City",
    "SN": "ISSN",
    "EI": "eISSN",
    "BN": "ISBN",
    "JI": "Journal Abbreviation",
    "PD": "Publication Date",
    "PY": "Publication Year",
    "VL": "Volume",
    "IS": "Issue",
    "BP": "Start Page",
    "EP": "End Page",
    "AR": "Article Number",
    "DI": "DOI",
    "D2": "Book DOI",
    "PG": "Number of Pages",
    "PM": "Pubmed Id",
    "UT": "UT (Unique WOS ID)",
}
"""The name of the column that the full table has for each tag."""
