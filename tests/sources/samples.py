"""One well-formed input of each format, in our own words, and what makes up broken ones."""

# ruff: noqa: E501 - the samples stand as programs write them
from __future__ import annotations

from tests.sources.exchange_samples import EXCHANGE

PROSE = (
    "We study how a reader finds a paper again after a year. Our method keeps every title in memory and "
    "compares it with what was typed. In three libraries of different size it finds the right one among "
    "the first five. We also measure what each keystroke costs and where that time goes."
)
SECOND = (
    "Lists that grow are slow to draw when each row is a widget of its own. We draw only the rows that can be "
    "seen and show that a million of them then cost what forty do. The code is at https://github.com/example/rows."
)
PAGE = f"""new

Get trending papers in your email inbox!

Subscribe

Daily Papers

byAK and the research community

Sep 3

Finding Again: Memory for Half-Remembered Titles

{PROSE}

Rows on Demand: Drawing a Million Lines

{SECOND}
"""
COPIED = f"""Hugging Face
Models
Datasets

Daily Papers
byAK and the research community
Sep 3

Submitted by
ann-reader

120

Finding Again: Memory for Half-Remembered Titles

·
12 authors
·
5

{PROSE}

Submitted by bob

1.2k

Rows on Demand: Drawing a Million Lines

Example Lab
· 1 author
"""
HTML = """<!doctype html><html><head><title>Daily Papers - Hugging Face</title></head><body>
<h1>Daily Papers</h1><p>by AK and the research community</p><div>Sep 3</div>
<article><div>Submitted by ann-reader</div><div>48</div><h3><a href="/papers/2409.00001">Finding &amp; Losing</a></h3>
<ul><li>12 authors</li></ul><a href="#c">5</a><p>A short abstract.</p></article>
<article><h3><a href="/papers/2409.00002">Rows on Demand</a></h3></article></body></html>"""
HUB = """[{"paper": {"id": "2409.00001", "authors": [{"name": "Ann One"}, {"name": "Not Me", "hidden": true}],
 "publishedAt": "2026-09-01T00:00:00Z", "submittedOnDailyAt": "2026-09-03T01:00:00Z", "title": "Finding Again",
 "summary": "An abstract.", "upvotes": 0, "githubRepo": "https://github.com/example/find", "githubStars": 12,
 "projectPage": "https://find.example.org", "ai_summary": "It finds.", "ai_keywords": ["memory", "search"],
 "organization": {"name": "lab", "fullname": "Example Lab"}}, "numComments": 3, "submittedBy": {"fullname": "Sub"}},
{"paper": {"id": "2409.00002", "title": "Rows on Demand", "submittedOnDailyAt": "2026-09-03T01:00:00Z"}}]"""
CLI = """[{"id": "2409.00001", "title": "Finding Again", "summary": "An abstract.", "upvotes": 7,
"submitted_at": "2026-09-03T00:00:00+00:00", "published_at": "2026-09-01T00:00:00+00:00",
"github_repo": "https://github.com/example/find", "project_page": null, "ai_summary": "It finds."}]"""
ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
<entry><id>http://arxiv.org/abs/1706.03762v7</id><published>2017-06-12T17:57:34Z</published>
<updated>2023-08-02T00:41:18Z</updated><title>Attention Is
 All You Need</title><summary>In our own words.</summary><author><name>Ashish Vaswani</name></author>
<arxiv:comment>15 pages</arxiv:comment><category term="cs.LG"/><arxiv:primary_category term="cs.CL"/></entry>
</feed>"""
ATOM_ERROR = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/api/errors#bad</id>
<title>Error</title><summary>incorrect id format for 1</summary></entry></feed>"""
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>cs.CL</title><link>https://rss.arxiv.org/rss/cs.CL</link>
<item><title>Finding Again</title><link>https://arxiv.org/abs/2409.00001</link>
<guid isPermaLink="false">oai:arXiv.org:2409.00001v2</guid><category>cs.CL</category>
<pubDate>Thu, 03 Sep 2026 00:00:00 -0400</pubDate><dc:creator>Ann One, Bob Two</dc:creator>
<description>arXiv:2409.00001v2 Announce Type: new
Abstract: It finds &lt;i&gt;again&lt;/i&gt;.</description></item></channel></rss>"""
SNAPSHOT = (
    r'{"id": "0704.0001", "title": "Calculations at\n  $\\alpha$", "abstract": "  Text.\n", "comments": "37 pages",'
    r' "journal-ref": "J. Ex. 7", "doi": "10.1103/X.7", "categories": "hep-ph cs.LG", "update_date": "2008-11-26",'
    r' "authors_parsed": [["Bal\\'
    r"'azs"
    r'", "C.", ""]], "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}, {"version": "v2"}]}'
)
BIBTEX = r"""@string{ex = "Journal of Examples"}
@article{one, title = {Finding {Again} with G{\"o}del}, author = {One, Ann and {Example Lab} and others},
  journal = ex # { B}, year = 2020, month = mar, doi = {10.1000/a\_b}, keywords = {memory; search}}
@misc{two, title = {Rows on Demand}, eprint = {2409.00002v3}, archivePrefix = {arXiv}, primaryClass = {cs.HC}}
"""
RIS = """TY  - JOUR
TI  - Finding Again
AU  - One, Ann
AU  - Two, Bob, Jr.
PY  - 2020/03/01/
DO  - 10.1000/A
UR  - https://arxiv.org/abs/2409.00001
KW  - memory
ER  -
"""
CSL = """[{"type": "article-journal", "id": "a", "title": "Finding <i>Again</i>", "issued": {"date-parts": [[2020, 3]]},
"author": [{"family": "One", "given": "Ann"}, {"literal": "Example Lab"}], "DOI": "10.1000/A",
"container-title": ["Examples"], "abstract": "<jats:p>One.</jats:p><jats:p>a &lt; b.</jats:p>"}]"""
CSV = """title,authors,year,doi
"Finding, ""Again""
and again","One, Ann; Two, Bob",2020,10.1000/a
"""
IDS = "# to read\n2409.00001v2\n10.1000/a\nhttps://example.org/paper  # a note\n"
JSONL = '{"title": "Finding Again", "abstract": "An abstract.", "authors": ["Ann One"], "year": 2020}\n'
ARRAY = f"[{JSONL.strip()},\n {JSONL.strip().replace('Again', 'Never')}]"

SAMPLES = {
    "daily-page": PAGE,
    "daily-html": HTML,
    "hf-json": HUB,
    "arxiv-atom": ATOM,
    "feed": RSS,
    "arxiv-snapshot": SNAPSHOT,
    "bibtex": BIBTEX,
    "ris": RIS,
    "csl-json": CSL,
    "csv": CSV,
    "id-list": IDS,
    "json": ARRAY,
    "jsonl": JSONL,
    **EXCHANGE,
}
