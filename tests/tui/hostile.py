"""Text as an attacker would write it, in every field that a paper has."""

from __future__ import annotations

import json

MARKUP = (
    "[/b] [Retracted] Deep [1, 2] nets [b",
    "[/]",
    "A [/b] B",
    "[@click=app.quit]press me[/]",
    "[@click=app.screenshot('PWN.svg','/tmp')]x",
    "[link=file:///etc/passwd]x[/link]",
    '[a="b]c',
    "[$primary]x[/]",
    "[red]hot[/red] \\[not\\] $\\mathcal{O}[n^2]$ [cs.LG]",
)
ESCAPES = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;PWNTITLE\x07",
    "\x1b]52;c;cHduZWQ=\x07",
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31mC1\x9b0m",
    "\x9d52;c;cHduZWQ=\x9c",
    "\x1bPq#0\x1b\\DCS \x1b_APC\x1b\\ \x1b^PM\x1b\\",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "zero\u200bwidth\ufeff \U000e0041tag",
    "Z" + "\u0351" * 300 + "algo",
    "nul\x00bell\x07back\x08",
    "lone \ud800 surrogate",
)
SHAPES = (
    "注意力机制就是你所需要的一切：一种全新的网络结构与训练方法综述",
    "שלום עולם: رمان شبكات عميقة",
    "👩‍👩‍👧‍👦 family 👍🏽 thumbs ☕️ emoji",
    "e\u0301te\u0301 combining",
    "W" * 5_000,
    " \t \n x",
)


def jsonl() -> str:
    """A file of papers whose every field is one of the texts."""
    lines = []
    for number, text in enumerate((*MARKUP, *ESCAPES, *SHAPES)):
        record = {
            "title": f"{number:02} {text}",
            "abstract": f"{text}\n\n{text}",
            "authors": [text, "Ada " + text],
            "venue": text,
            "categories": [text],
            "keywords": [text],
            "url": "javascript:alert(1)",
            "published": "2026-09-03",
        }
        lines.append(json.dumps(record))
    return "\n".join(lines)
