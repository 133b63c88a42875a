"""``python -m tests.search.judged --seed N``: how often each engine finds the paper that is meant."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable

from tests.search.judged.engines import Engine, engines
from tests.search.judged.papers import papers
from tests.search.judged.questions import EACH, Question, by_hand, drawn

PLACES = (1, 5, 10)


def ranks(engine: Engine, questions: Iterable[Question]) -> list[int]:
    """The place of the paper meant for each question, from 1; 0 where it is not among the first ten."""
    found = []
    for question in questions:
        keys = engine(question.text)
        found.append(keys.index(question.meant) + 1 if question.meant in keys else 0)
    return found


def mean_reciprocal(places: list[int]) -> float:
    return sum(1 / place for place in places if place) / max(1, len(places))


def recall(places: list[int], first: int) -> float:
    return sum(0 < place <= first for place in places) / max(1, len(places))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=EACH, help="drawn questions of each kind")
    parser.add_argument(
        "--misses", action="store_true", help="list what ours does not find in the first five"
    )
    options = parser.parse_args()
    questions = [*by_hand(), *drawn(options.seed, options.each)]
    print(f"{len(questions)} questions over {len(papers())} papers, seed {options.seed}\n")
    kinds: defaultdict[str, list[Question]] = defaultdict(list)
    for question in questions:
        kinds[question.kind].append(question)
    print(f"{'':<26}{'MRR':>7}" + "".join(f"{f'r@{first}':>7}" for first in PLACES))
    table = {}
    for name, engine in engines(papers()).items():
        places = {kind: ranks(engine, asked) for kind, asked in kinds.items()}
        every = [place for some in places.values() for place in some]
        print(
            f"{name:<26}{mean_reciprocal(every):>7.3f}" + "".join(f"{recall(every, n):>7.3f}" for n in PLACES)
        )
        table[name] = places
        if options.misses and name == "paper-tui":
            for kind, asked in kinds.items():
                for question, place in zip(asked, places[kind], strict=True):
                    if not 0 < place <= 5:
                        print(f"    {kind}: {question.text!r} -> {question.meant} ({place})")
    print(f"\nrecall@5{'':<18}" + "".join(f"{kind[:12]:>14}" for kind in kinds))
    for name, places in table.items():
        print(f"{name:<26}" + "".join(f"{recall(places[kind], 5):>14.3f}" for kind in kinds))


if __name__ == "__main__":
    main()
