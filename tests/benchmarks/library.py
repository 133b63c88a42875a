"""Made-up papers in any number, the same for the same seed, made when they are asked for.

Words are drawn with Zipf's law from a vocabulary that grows with the library (Heaps): some 250,000 words
at 1,000,000 papers. Common ones are real, rarer ones are put together from the parts scientists use, so
that they share beginnings and insides as real ones do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from paper_tui.papers.paper import Link, Paper, PaperKey, Sighting
from paper_tui.papers.people import People


def _words(text: str) -> list[str]:
    return text.split()


_COMMON = _words(
    """
    the of and to a in we for is that with on as by this are our from an be it which can model models
    data learning method methods training performance show large language tasks approach results propose
    image network neural based deep framework these while such or at have not using than more new
    existing task diffusion generation however between across has their also video transformer attention
    reasoning state-of-the-art benchmark visual different quality high human information time both work
    fine-tuning demonstrate experiments multiple significantly into achieve paper graph present
    prediction optimal evaluation efficient representation features improve learn introduce first
    dataset problem accuracy reinforcement one novel systems two further multimodal code analysis
    computational capabilities through but challenges prior compared memory knowledge complex supervised
    agents without inference effective contrastive real-world text under process adversarial policy
    feature detection study space sampling robust gradient function embedding local retrieval low-rank
    global matching alignment open-source self-supervised zero-shot few-shot LLMs GPT-4 CLIP ImageNet
    LoRA BERT VAEs GANs FlashAttention 3D O(n) bounds estimation convergence quantum spectral field
    equation stochastic classification segmentation speech audio translation recognition tokens scaling
    pruning quantization distillation federated privacy
    """
)
_HEADS = _words(
    """
    auto bio co counter cryo cyber de dis electro em equi ex extra geo hetero homo hydro hyper in infra
    inter iso macro magneto mega meta micro mis mono multi nano neo neuro non omni out over para per
    photo poly pre pro pseudo quasi re retro semi sub super sym tele thermo trans tri ultra un under uni
    """
)
_ROOTS = _words(
    """
    act band base bound calc cast cent chron cipher class cod cohes comp cord crypt curv cycl dat dens
    detect diff dim duct dyn equ est fact fer fil flex flow flux form fract frag fun gen gram graph grav
    grid ground hash hist imag ject kern label lat lex lin loc log loop mag map mark mask mat med mem
    mesh met mod morph net nod norm numer opt ord orient part path pat phas phon pix plan point pol pos
    press prob prun quant rad rank rat reg rep res rig rot sampl scal scop sect seg sens sequ ser shap
    sign sim sol son spac spars spect spher split stat stoch struct surf synth tax temp tens term text
    tok top trac tract turb typ val var vect vers vis vol vot wav weav weight
    """
)
_TAILS = _words(
    """
    able al ance ant ar ate ated ation ational ator ed ence er es ian ible ic ical ics ified ify ing ion
    ions ism ist ity ive ization ize ized izer less ment ness or ory ous s tion ure y
    """
)
_GIVEN = _words(
    """
    Ada Alan Amara Ana Arjun Bella Carlos Chen Dmitri Elena Emre Fatima Felix Grace Hiro Ines Ivan Jane
    Jonas Kavya Lena Li Luca Mei Mina Noah Olga Omar Priya Quentin Rosa Sara Sofia Tomas Uma Viktor Wei
    Xin Yara Zoë
    """
)
_SYLLABLES = _words(
    """
    ba be chen da el fer ga han i jo ka kov lar li ma mo nak ne o pe qi ra ro sa sch shi son ta ter u va
    vic wang wit ya zhu
    """
)
_CATEGORIES = (
    "cs.CL",
    "cs.CV",
    "cs.LG",
    "cs.AI",
    "cs.RO",
    "stat.ML",
    "math.OC",
    "quant-ph",
    "eess.AS",
    "q-bio.NC",
)
_CHUNK = 500


class MadeUp(Sequence[Paper]):
    """So many papers, in the order of their keys, as a catalogue has them."""

    def __init__(self, papers: int, seed: int = 1) -> None:
        self._papers = papers
        self._seed = seed
        self._chunk = lru_cache(maxsize=8)(self._make)

    def __len__(self) -> int:
        return self._papers

    def __getitem__(self, number: int) -> Paper:
        if not 0 <= number < self._papers:
            raise IndexError(number)
        return self._chunk(number // _CHUNK)[number % _CHUNK]

    def key_at(self, number: int) -> PaperKey:
        return PaperKey(f"arxiv:{_arxiv_id(number)}")

    def ordinal(self, key: PaperKey) -> int | None:
        month, number = key.removeprefix("arxiv:").split(".")
        return _MONTHS.index(month) * _A_MONTH + int(number)

    def _make(self, chunk: int) -> list[Paper]:
        random = np.random.default_rng([self._seed, chunk])
        first = chunk * _CHUNK
        words = 250_000 * ((first + _CHUNK) / 1_000_000) ** 0.5
        lengths = [(10, int(length)) for length in random.integers(90, 210, _CHUNK)]
        drawn = np.exp(random.random(sum(map(sum, lengths))) * np.log(words)).astype(int) - 1
        papers, at = [], 0
        for number, (title, abstract) in enumerate(lengths, first):
            ranks = drawn[at : at + title + abstract].tolist()
            at += title + abstract
            papers.append(_paper(number, ranks[:title], ranks[title:], random))
        return papers


def _paper(number: int, title: list[int], abstract: list[int], random: np.random.Generator) -> Paper:
    arxiv_id = _arxiv_id(number)
    month = f"20{arxiv_id[:2]}-{arxiv_id[2:4]}"
    day = f"{month}-{1 + number % 28:02}"
    authors = tuple(_author(int(rank)) for rank in np.exp(random.random(4) * np.log(60_000)))
    votes = int(random.exponential(20))
    return Paper(
        key=PaperKey(f"arxiv:{arxiv_id}"),
        title=" ".join(_titled(word(rank + 30)) for rank in title[: 4 + number % 7]),
        abstract=" ".join(map(word, abstract)) + ".",
        people=People(authors),
        published=day,
        url=f"https://arxiv.org/abs/{arxiv_id}",
        arxiv_id=arxiv_id,
        categories=tuple(
            _CATEGORIES[int(place)] for place in sorted(set(random.integers(0, 10, 2).tolist()))
        ),
        links=(Link(f"https://github.com/made/up{number}", "code"),) if number % 3 == 0 else (),
        sightings=(Sighting("daily-papers", edition=day, rank=1 + number % 90, votes=votes),),
        added=f"{day}T08:00:00.000Z",
    )


def word(rank: int) -> str:
    """The word of a rank, from 0 for the most common."""
    if rank < len(_COMMON):
        return _COMMON[rank]
    rank = (rank - len(_COMMON)) * 7_919 % (len(_HEADS) * len(_ROOTS) * len(_TAILS))
    rest, tail = divmod(rank, len(_TAILS))
    head, root = divmod(rest, len(_ROOTS))
    return _HEADS[head] + _ROOTS[root] + _TAILS[tail]


def _titled(text: str) -> str:
    return text[:1].upper() + text[1:]


def _author(rank: int) -> str:
    parts, left = [], rank
    while left or len(parts) < 2:
        left, syllable = divmod(left, len(_SYLLABLES))
        parts.append(_SYLLABLES[syllable])
    return f"{_GIVEN[rank % len(_GIVEN)]} {_titled(''.join(parts))}"


_A_MONTH = 8_000
_MONTHS = [f"{year:02}{month:02}" for year in range(15, 27) for month in range(1, 13)]


def _arxiv_id(number: int) -> str:
    return f"{_MONTHS[number // _A_MONTH]}.{number % _A_MONTH:05}"
