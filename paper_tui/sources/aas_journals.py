"""Macros for journals of astronomy, as ADS writes them (AASTeX, section 2.13.4)."""

# ruff: noqa: E501  names of one column stay on one line
from __future__ import annotations

import re

_NAMES = {
    "aj": "AJ", "actaa": "Acta Astron.", "araa": "ARA&A", "apj": "ApJ", "apjl": "ApJ Letters", "apjs": "ApJS",
    "ao": "Appl. Opt.", "apss": "Ap&SS", "aap": "A&A", "aapr": "A&A Rev.", "aaps": "A&AS", "azh": "AZh",
    "baas": "BAAS", "bac": "Bull. astr. Inst. Czechosl.", "caa": "Chinese Astron. Astrophys.",
    "cjaa": "Chinese J. Astron. Astrophys.", "gca": "Geochim. Cosmochim. Acta", "grl": "Geophys. Res. Lett.",
    "icarus": "Icarus", "iaucirc": "IAU Circ.", "jcap": "JCAP", "jcp": "J. Chem. Phys.", "jgr": "J. Geophys. Res.",
    "jqsrt": "JQSRT", "jrasc": "JRASC", "memras": "MmRAS", "memsai": "Mem. SAIt", "mnras": "MNRAS",
    "na": "New A", "nar": "New A Rev.", "nat": "Nature", "nphysa": "Nucl. Phys. A", "pasa": "PASA", "pasj": "PASJ",
    "pasp": "PASP", "physrep": "Phys. Rep.", "physscr": "Phys. Scr.", "planss": "Planet. Space Sci.",
    "pra": "Phys. Rev. A", "prb": "Phys. Rev. B", "prc": "Phys. Rev. C", "prd": "Phys. Rev. D",
    "pre": "Phys. Rev. E", "prl": "Phys. Rev. Lett.", "procspie": "Proc. SPIE", "psj": "PSJ", "qjras": "QJRAS",
    "rmxaa": "Rev. Mex. Astron. Astrofis.", "skytel": "S&T", "solphys": "Sol. Phys.", "sovast": "Soviet Ast.",
    "ssr": "Space Sci. Rev.", "zap": "ZAp", "aplett": "Astrophys. Lett.", "bain": "Bull. Astron. Inst. Netherlands",
    "fcp": "Fundam. Cosm. Phys.", "apspr": "Astrophys. Space Phys. Res.", "maps": "Meteorit. Planet. Sci.",
    "aas": "AAS Meeting Abstracts", "dps": "AAS/DPS Meeting Abstracts",
}  # fmt: skip
_MACRO = re.compile(r"\\([A-Za-z]+)")


def spelt_out(journal: str) -> str:
    """The name of a journal with AAS macros replaced by what they print."""
    if "\\" not in journal:
        return journal
    return _MACRO.sub(lambda found: _NAMES.get(found[1], found[0]), journal)
