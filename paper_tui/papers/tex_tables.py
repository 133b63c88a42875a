"""TeX's macros in Unicode; macros that are missing here are looked up in pylatexenc's tables."""

from __future__ import annotations

_DIGITS = "0123456789"

SUPERSCRIPTS = str.maketrans(
    _DIGITS + "+-−=()" + "abcdefghijklmnoprstuvwxyz" + "ABDEGHIJKLMNOPRTUVW" + "αβγδεθιφχ⊤",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᵠᵡᵀ",
)
SUBSCRIPTS = str.maketrans(
    _DIGITS + "+-−=()" + "aehijklmnoprstuvx" + "βγρφχ",
    "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
)
RAISED_ALREADY = {"∘": "°", "′": "′", "'": "′", "∗": "*", "*": "*", "†": "†", "‡": "‡", "″": "″"}
"""Characters that are high by themselves, so that they need no mark when raised."""

ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "t": "\u0361",
    "d": "\u0323", "b": "\u0331", "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303",
    "widetilde": "\u0303", "bar": "\u0304", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308",
    "acute": "\u0301", "grave": "\u0300", "check": "\u030c", "breve": "\u0306", "mathring": "\u030a",
    "overline": "\u0305", "underline": "\u0332", "cb": "\u0326", "textcommabelow": "\u0326",
    "ocirc": "\u030a",
    "Hat": "\u0302", "Tilde": "\u0303", "Bar": "\u0304", "Vec": "\u20d7", "Dot": "\u0307",
    "Ddot": "\u0308", "Acute": "\u0301", "Grave": "\u0300", "Check": "\u030c", "Breve": "\u0306",
}  # fmt: skip
TEXT_LETTERS = {
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ",
    "DJ": "Đ", "ng": "ŋ", "Dbar": "Đ", "dbar": "đ", "cprime": "ʹ", "cdprime": "ʺ",
}  # fmt: skip
"""Letters of words: the space after them only ends the macro's name."""

SHOWN = frozenset(
    [
        "text", "textrm", "textit", "textbf", "textsc", "textsl", "textsf", "texttt", "textup", "textmd",
        "textnormal", "emph", "mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathnormal",
        "boldsymbol", "bm", "bold", "pmb", "mbox", "hbox", "fbox", "ensuremath", "url", "path",
        "underbrace", "overbrace", "mathop", "mathrel", "mathbin", "mathord", "mathopen", "mathclose",
        "uline", "overrightarrow", "overleftarrow",
        "uppercase", "lowercase", "hl", "st", "so", "smash", "boxed", "substack",
        "uwave", "code", "mkbibemph", "mkbibbold", "mkbibitalic", "mkbibacro", "autocap", "MakeUppercase",
        "singleletter", "nocase", "textcyrillic", "textgreek", "textlatin", "textgothic",
        "nolinkurl", "MakeLowercase", "NoCaseChange",
    ]
)  # fmt: skip
"""Macros of one argument that show it as it is."""

CITATIONS = (
    "cite", "citep", "citet", "citealp", "citealt", "citeauthor", "citeyear", "citetitle", "citenum", "Cite",
    "Citet", "Citep", "textcite", "Textcite", "parencite", "Parencite", "autocite", "Autocite", "footcite",
    "smartcite", "supercite", "fullcite", "footfullcite",
)  # fmt: skip
"""Macros that cite: the texts before and after, and the keys."""

ARGUMENTS = dict.fromkeys(CITATIONS, "[[{") | {
    "operatorname": "*{",
    "frac": "{{", "dfrac": "{{", "tfrac": "{{", "cfrac": "{{", "nicefrac": "{{", "sfrac": "{{",
    "sqrt": "[{", "binom": "{{", "dbinom": "{{", "tbinom": "{{", "href": "{{", "textcolor": "[{{",
    "colorbox": "{{", "textls": "[{", "texorpdfstring": "{{", "textsuperscript": "{", "textsubscript": "{",
    "mathbb": "{", "mathds": "{", "mathbbm": "{", "Bbb": "{", "mathcal": "{", "mathscr": "{",
    "mathfrak": "{", "frak": "{", "overset": "{{", "underset": "{{", "stackrel": "{{",
    "xrightarrow": "[{", "xleftarrow": "[{", "pmod": "{", "not": "{", "footnote": "{", "ref": "{",
    "eqref": "{", "cancel": "{", "norm": "{", "abs": "{",
    "mkbibquote": "{", "enquote": "{", "textquote": "[[{", "blockquote": "[[{", "foreignquote": "{{",
    "hyphenquote": "{{", "mkbibparens": "{", "mkbibbrackets": "{",
    "mkbibsuperscript": "{", "foreignlanguage": "{{", "textlang": "{{",
    "noopsort": "{", "SortNoop": "{", "noop": "{", "thanks": "{", "num": "{",
    "ce": "{", "color": "{", "SI": "{{", "qty": "{{",
    "hspace": "*{", "vspace": "*{", "raisebox": "{[[{", "scalebox": "{[{",
}  # fmt: skip
"""pylatexenc's notation: a brace for an argument, a bracket for one that may be missing."""

BRACED = frozenset(
    [
        "url", "path", "code", "hl", "st", "so", "num", "text", "abs", "norm", "ref", "eqref", "cite",
        "Cite", "not", "color", "foreignquote", "textquote", "blockquote",
    ]
)  # fmt: skip
"""Macros that outside mathematics count as such only with a brace after them: else a path may be meant."""

ALPHABETS = {
    "mathbb": "BLACKBOARD", "mathds": "BLACKBOARD", "mathbbm": "BLACKBOARD", "Bbb": "BLACKBOARD",
    "mathcal": "SCRIPT", "mathscr": "SCRIPT", "mathfrak": "FRAKTUR", "frak": "FRAKTUR",
}  # fmt: skip

SWITCHES = {"cal": "SCRIPT", "rm": "", "bf": "", "it": ""}
"""Macros that choose an alphabet for the rest of their group."""

SYMBOLS = {
    "%": "%", "&": "&", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}", "|": "‖", "S": "§", "P": "¶",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "ie": "i.e.", "eg": "e.g.", "Ie": "I.e.",
    "Eg": "E.g.", "etal": "et al.", "etc": "etc.", "wrt": "w.r.t.", "cf": "cf.", "vs": "vs.",
    "aka": "a.k.a.", "iid": "i.i.d.", "ne": "≠", "colon": ":", "prime": "′", "degree": "°",
    "celsius": "°C", "copyright": "©", "checkmark": "✓", "pounds": "£", "euro": "€", "slash": "/",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
    "lbrack": "[", "rbrack": "]", "vert": "|", "mid": "|", "ast": "*", "epsilon": "ϵ", "top": "⊤",
    "bot": "⊥", "lVert": "‖", "rVert": "‖", "lvert": "|", "rvert": "|", "dots": "…", "cdots": "⋯",
    "bmod": "mod", "xmark": "✗", "cmark": "✓", "micro": "µ", "percent": "%", "textless": "<",
    "textgreater": ">", "textbar": "|", "textdollar": "$", "texttimes": "×", "minus": "−",
    "implies": "⟹", "iff": "⟺", "coloneqq": "≔", "eqqcolon": "≕", "triangleq": "≜", "lt": "<", "gt": ">",
    "hbar": "ℏ", "textmu": "µ", "textalpha": "α", "textbeta": "β", "textgamma": "γ", "textdelta": "δ",
    "textendash": "–", "textemdash": "—", "textquotesingle": "'", "textellipsis": "…", "bigstar": "★",
    "/": "", "land": "∧", "lor": "∨", "gets": "←", "complement": "∁", "Re": "ℜ", "Im": "ℑ",
    "backslash": "\\", "neg": "¬", "lnot": "¬", "models": "⊨", "ddagger": "‡", "ddag": "‡", "dag": "†",
    "leadsto": "⇝", "triangle": "△", "Diamond": "◇", "Box": "□", "clubsuit": "♣", "diamondsuit": "♢",
    "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›",
    "heartsuit": "♡", "spadesuit": "♠", "imath": "ı", "jmath": "ȷ", "eth": "ð", "yen": "¥",
}  # fmt: skip
SPACES = {
    ",": " ", ";": " ", ":": " ", " ": " ", "!": "", "quad": " ", "qquad": " ", "enspace": " ",
    "thinspace": " ", "\\": " ", "newline": " ", "linebreak": " ", "-": "", "@": "", ">": " ",
    "par": " ", "hfill": " ", "noindent": "",
}  # fmt: skip
SILENT = frozenset(
    [
        "left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl",
        "biggr", "Biggl", "Biggr", "bigm", "Bigm", "displaystyle", "textstyle", "scriptstyle", "limits",
        "nolimits", "bf", "it", "em", "rm", "sc", "sf", "tt", "sl", "bfseries", "itshape", "scshape",
        "ttfamily", "sffamily", "rmfamily", "cal", "xspace", "mathstrut", "normalfont", "small", "large",
        "Large", "tiny", "footnotesize", "scriptsize", "protect", "boldmath", "unboldmath", "nonumber",
        "notag", "centering", "allowbreak", "relax", "newblock",
    ]
)  # fmt: skip
"""Macros that change only how something looks."""

CLOSING = frozenset(["rangle", "rVert", "rvert", "rfloor", "rceil", "rbrace", "}", "right"])
"""Delimiters with no space before them."""

OPERATORS = frozenset(
    [
        "log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan",
        "sinh", "cosh", "tanh", "coth", "max", "min", "sup", "inf", "lim", "limsup", "liminf", "arg",
        "argmax", "argmin", "det", "dim", "ker", "deg", "gcd", "hom", "Pr", "bmod", "mod", "tr", "Tr",
        "diag", "softmax", "polylog", "poly", "sgn", "sign", "rank", "Var", "Cov", "KL", "erf",
    ]
)  # fmt: skip
"""Names separated from letters beside them."""

MATH_ENVIRONMENTS = frozenset(
    [
        "equation", "align", "gather", "multline", "eqnarray", "math", "displaymath", "split", "aligned",
        "gathered", "cases", "array", "matrix", "pmatrix", "bmatrix", "vmatrix", "smallmatrix",
    ]
)  # fmt: skip
