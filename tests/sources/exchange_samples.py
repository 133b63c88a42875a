"""One well-formed input of each exchange format of databases and programs, in our own words."""

# ruff: noqa: E501 - the samples stand as programs write them
from __future__ import annotations

MEDLINE = """
PMID- 30000001
OWN - NLM
DP  - 2021 Mar 4
TI  - Finding Again: memory for titles that
      are half remembered.
PG  - 12-34
LID - 10.1000/abc.1 [doi]
AB  - A study of <i>readers</i>.
FAU - Gómez Prado, Ana
AU  - Gómez Prado A
FAU - van den Holt, Kim
CN  - Example Group of Readers
LA  - eng
PT  - Journal Article
TA  - J Things
JT  - Journal of Things
VI  - 12
IP  - 3
MH  - Colitis, Ulcerative
PMC - PMC1000001

PMID- 30000002
TI  - Rows on Demand
DP  - 2020 Spring
AU  - Roe JA
"""
WEB_OF_SCIENCE = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Prado, AG
   Roe, J
AF Gómez Prado, Ana
   Roe, Jane
TI Finding Again: Memory for Titles
   That Are Half Remembered
SO JOURNAL OF THINGS
DT Article
DE memory; search
AB A study of readers.
PU THING PRESS
SN 1234-5678
PD OCT 28
PY 2011
VL 12
IS 3
BP 12
EP 34
DI 10.1000/abc.1
UT WOS:000000000000001
ER

PT J
AU Doe, K
TI Rows on Demand
SO JOURNAL OF THINGS
PY 2012
ER

EF
"""
REFER = """%0 Journal Article
%A Gómez Prado, Ana
%A Roe, Jane
%T Finding Again
%J Journal of Things
%V 12
%N 3
%P 12--34
%D 2011
%8 October 28
%R 10.1000/abc.1
%@ 1234-5678
%K memory
search
%X A study of readers.
%F roe2011

%0 Book
%A Doe, Kim
%T Rows on Demand
%I Thing Press
%D 2012
"""
PUBMED_XML = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2024//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_240101.dtd">
<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID Version="1">30000001</PMID><Article>
<Journal><ISSN IssnType="Electronic">1234-5678</ISSN><JournalIssue><Volume>12</Volume><Issue>3</Issue>
<PubDate><Year>2021</Year><Month>Mar</Month><Day>04</Day></PubDate></JournalIssue><Title>Journal of Things</Title></Journal>
<ArticleTitle>Finding <i>again</i>: memory &amp; search.</ArticleTitle><Pagination><MedlinePgn>12-34</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.1000/abc.1</ELocationID>
<Abstract><AbstractText Label="METHODS">We asked readers.</AbstractText><AbstractText Label="RESULTS">They found it.</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author><LastName>Gómez Prado</LastName><ForeName>Ana</ForeName><Initials>A</Initials></Author>
<Author><CollectiveName>Example Group of Readers</CollectiveName></Author></AuthorList></Article>
<KeywordList><Keyword MajorTopicYN="N">memory</Keyword></KeywordList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">30000001</ArticleId><ArticleId IdType="pmc">PMC1000001</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>30000002</PMID><Article><Journal><JournalIssue><PubDate><MedlineDate>2020 Mar-Apr</MedlineDate></PubDate></JournalIssue></Journal>
<ArticleTitle>Rows on Demand</ArticleTitle></Article></MedlineCitation></PubmedArticle>
</PubmedArticleSet>"""
ENDNOTE_XML = """<?xml version="1.0" encoding="UTF-8"?><xml><records><record><rec-number>1</rec-number>
<ref-type name="Journal Article">17</ref-type><contributors><authors><author><style face="normal">Gómez Prado, Ana</style></author><author>Roe, Jane, Jr.</author></authors></contributors>
<titles><title><style face="normal">Finding </style><style face="italic">Again</style></title><secondary-title>Journal of Things</secondary-title></titles>
<pages>12-34</pages><volume>12</volume><number>3</number><keywords><keyword>memory</keyword></keywords><dates><year>2021</year><pub-dates><date>Mar 4</date></pub-dates></dates>
<isbn>1234-5678</isbn><abstract>A study of readers.</abstract><electronic-resource-num>10.1000/abc.1</electronic-resource-num>
<urls><related-urls><url>https://example.org/a</url></related-urls><pdf-urls><url>internal-pdf://a.pdf</url></pdf-urls></urls></record>
<record><ref-type name="Thesis">32</ref-type><titles><title>Rows on Demand</title></titles><publisher>University of Things</publisher><dates><year>2012</year></dates></record></records></xml>"""
CROSSREF = """{"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},"total-results":2,"items":[
{"DOI":"10.1000/abc.1","type":"journal-article","title":["Finding Again"],"subtitle":["Memory &amp; Search"],"container-title":["Journal of Things"],"issued":{"date-parts":[[2021,3,4]]},"abstract":"<jats:p>A study.</jats:p>","author":[{"given":"Ana","family":"Gómez Prado","sequence":"first"},{"name":"Example Group of Readers"}],"volume":"12","page":"12-34","is-referenced-by-count":3},
{"DOI":"10.1000/abc.2","type":"posted-content","title":["Rows on Demand"],"is-referenced-by-count":0}]}}"""
OPENALEX = """{"meta":{"count":1},"results":[{"id":"https://openalex.org/W1","doi":"https://doi.org/10.1000/abc.1","title":"Finding Again","publication_year":2021,"publication_date":"2021-03-04","type":"article",
"primary_location":{"landing_page_url":"https://doi.org/10.1000/abc.1","source":{"display_name":"Journal of Things","issn_l":"1234-5678","type":"journal"}},
"locations":[{"landing_page_url":"http://arxiv.org/abs/2103.00001","pdf_url":"https://arxiv.org/pdf/2103.00001"}],
"authorships":[{"author":{"display_name":"Ana Gómez"}}],"biblio":{"volume":"12","issue":"3","first_page":"12","last_page":"34"},"ids":{"pmid":"https://pubmed.ncbi.nlm.nih.gov/30000001"},
"abstract_inverted_index":{"readers":[3],"A":[0],"of":[2],"study":[1]},"keywords":[{"display_name":"memory"}]}]}"""
SEMANTIC_SCHOLAR = """{"total":1,"offset":0,"data":[{"paperId":"a1","externalIds":{"ArXiv":"2103.00001","DOI":"10.1000/abc.1","PubMed":"30000001"},"url":"https://www.semanticscholar.org/paper/a1","title":"Finding Again","abstract":"A study.","year":2021,
"publicationDate":"2021-03-04","publicationTypes":["JournalArticle"],"journal":{"name":"Journal of Things","volume":"12","pages":"12-34"},"authors":[{"authorId":"1","name":"Ana Gómez"}],"tldr":{"text":"It finds."}},
{"paperId":null,"title":"Rows on Demand","authors":[]}]}"""
ZOTERO = """[{"key":"ABCD2345","version":3,"data":{"key":"ABCD2345","itemType":"conferencePaper","title":"Finding Again","creators":[{"creatorType":"author","firstName":"Ana","lastName":"Gómez Prado"},{"creatorType":"author","name":"Example Group of Readers"},{"creatorType":"editor","firstName":"Kim","lastName":"Doe"}],"abstractNote":"A study.","date":"4 March 2021","proceedingsTitle":"Proceedings of Things","pages":"12–34","DOI":"10.1000/abc.1","extra":"Citation Key: gomez2021\\nPMID: 30000001","tags":[{"tag":"memory"}]}},
{"key":"EFGH2345","data":{"itemType":"attachment","title":"Full Text"}},
{"key":"IJKL2345","data":{"itemType":"thesis","title":"Rows on Demand","university":"University of Things","date":"2012"}}]"""
JSON_FEED = """{"version":"https://jsonfeed.org/version/1.1","title":"Things","home_page_url":"https://example.org/","items":[
{"id":"things-1","url":"/p/1","title":"Finding Again","content_html":"<p>It finds <i>again</i>.</p>","date_published":"2026-03-05T10:00:00Z","authors":[{"name":"Ana Gómez"}],"tags":["memory"]},
{"id":"things-2","url":"https://doi.org/10.1000/abc.2","title":"Rows on Demand","date_published":"2099-01-01T00:00:00Z"}]}"""
ARXIV_OAI = """<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01</responseDate><ListRecords>
<record><header><identifier>oai:arXiv.org:2103.00001</identifier></header><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2103.00001</id><created>2021-03-04</created><updated>2021-05-01</updated>
<authors><author><keyname>Gómez Prado</keyname><forenames>Ana</forenames></author><author><keyname>Roe</keyname><forenames>Jane</forenames><suffix>Jr</suffix></author></authors>
<title>Finding $\\alpha$ Again</title><categories>cs.CL cs.LG</categories><comments>9 pages</comments><doi>10.1000/abc.1</doi><abstract>  A study.
</abstract></arXiv></metadata></record>
<record><header status="deleted"><identifier>oai:arXiv.org:2103.00002</identifier></header></record>
</ListRecords></OAI-PMH>"""
ARXIV_MAIL = r"""From: no-reply@arxiv.org
To: cs daily title/abstract distribution <rabble@arxiv.org>
Subject: cs daily Subj-class mailing 600040 1
Date: Fri, 5 Mar 2021 02:00:00 GMT
Content-Type: text/plain; charset="utf-8"

------------------------------------------------------------------------------
Submissions received from Thu 4 Mar 21 to Fri 5 Mar 21
------------------------------------------------------------------------------
\\
arXiv:2103.00001
Date: Thu, 4 Mar 2021 17:57:34 GMT   (123kb)

Title: Finding Again: Memory for Titles
  That Are Half Remembered
Authors: Ana Gómez, Kim Doe and Jane Roe
Categories: cs.CL cs.LG
Comments: 9 pages
DOI: 10.1000/abc.1
\\
  A study of readers. It has
two lines.
\\ ( https://arxiv.org/abs/2103.00001 ,  123kb)
%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--
------------------------------------------------------------------------------
\\
arXiv:2001.00002
replaced with revised version Thu, 4 Mar 2021 10:00:00 GMT   (99kb)

Title: Rows on Demand
Authors: Kim Doe
Categories: cs.HC
\\ ( https://arxiv.org/abs/2001.00002 ,  99kb)
"""
MARKDOWN = """# To read

- [Finding *Again*](https://arxiv.org/abs/2103.00001) - about memory
- **Rows on Demand**, Doe et al. [[paper](https://doi.org/10.1000/abc.2)] [[code](https://github.com/example/rows)]

Some prose with a [link](https://example.org/).

1. [x] [A Page of Things](https://example.org/things "tip")
"""
JATS = """<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.2//EN" "JATS-archivearticle1.dtd">
<article article-type="research-article" xmlns:xlink="http://www.w3.org/1999/xlink"><front><journal-meta><journal-title-group><journal-title>Journal of Things</journal-title></journal-title-group><issn>1234-5678</issn><publisher><publisher-name>Thing Press</publisher-name></publisher></journal-meta>
<article-meta><article-id pub-id-type="doi">10.1000/abc.1</article-id><article-id pub-id-type="pmid">30000001</article-id><title-group><article-title>Finding <italic>Again</italic><xref ref-type="fn">*</xref></article-title><subtitle>Memory</subtitle></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Gómez Prado</surname><given-names>Ana</given-names></name></contrib><contrib contrib-type="author"><collab>Example Group of Readers</collab></contrib></contrib-group>
<pub-date pub-type="epub"><day>4</day><month>3</month><year>2021</year></pub-date><volume>12</volume><issue>3</issue><fpage>12</fpage><lpage>34</lpage>
<abstract><title>Abstract</title><sec><title>Methods</title><p>We asked readers&#8217; friends.</p></sec></abstract><kwd-group><kwd>memory</kwd></kwd-group></article-meta></front><body><p>Text.</p></body></article>"""

DATACITE = """{"data": [{"id": "10.1000/abc.1", "type": "dois", "attributes": {"doi": "10.1000/abc.1", "titles": [{"title": "Finding Again: Memory"}],
"creators": [{"name": "Gómez Prado, Ana", "givenName": "Ana", "familyName": "Gómez Prado"}, {"name": "Example Group of Readers", "nameType": "Organizational"}],
"dates": [{"date": "2021-03-04", "dateType": "Issued"}], "publicationYear": 2021, "types": {"resourceTypeGeneral": "Dataset"}}}]}"""

EXCHANGE = {
    "datacite": DATACITE,
    "medline": MEDLINE,
    "web-of-science": WEB_OF_SCIENCE,
    "refer": REFER,
    "pubmed-xml": PUBMED_XML,
    "endnote-xml": ENDNOTE_XML,
    "crossref": CROSSREF,
    "openalex": OPENALEX,
    "semantic-scholar": SEMANTIC_SCHOLAR,
    "zotero-json": ZOTERO,
    "json-feed": JSON_FEED,
    "arxiv-oai": ARXIV_OAI,
    "arxiv-mail": ARXIV_MAIL,
    "markdown": MARKDOWN,
    "jats": JATS,
}
