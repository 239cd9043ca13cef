"""The verdict on a question: an answer, several readings, not in the documents, or not understood.

An answer given surely must hold what is wanted (a number, an amount, a chair, a board), be of the time asked
for, and stand clear of the next that says something else; because a wrong answer that sounds sure costs more
than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import exp, fsum

from goldthread.graph.ask.fields import Candidate, local_of, wanted, years_in
from goldthread.graph.ask.question import ParsedQuestion, counted_words, parse
from goldthread.graph.ask.retrieval import Retrieved
from goldthread.graph.ask.scoring import NEEDED, TOLD, mentioned, named, timely
from goldthread.graph.text.stemming import stems

# All numbers here are set by hand and tried on questions with the weights of scoring.py, but for LIKELY.
#
# Weights: from FLOOR on a row answers at all; from STRONG on only a clearly heavier search outweighs it.
FLOOR, STRONG = 0.55, 0.8
# How likely an answer must be right, from 0 to 1, to be given surely.
SURE = 0.82
# A logistic regression of whether the best row was right, fitted to questions with known answers: its
# intercept, and the coefficients of weight, covered share, and how far the next that says something else lies
# behind, which counts up to FAR.
LIKELY, FAR = (-1.76, 2.44, 0.31, 3.35), 0.3
# Shares of the question that a row must cover: so that others that cover more do not matter; to answer at
# all; to show that the question was understood though nothing answers it; to be what is asked, if of another
# time.
PLAIN, COVERED, KNOWN, WHOLE = 0.6, 0.35, 0.5, 0.9
# By how much more a row that does not hold what is wanted may cover, before the best that holds it falls.
ELSEWHERE = 0.35
# How far behind the best, by weight, another reading and a row of the same answer may lie.
ALIKE, TOGETHER = 0.12, 0.16
# Sums of the weights of words, of which the rarest has 8: what the words left over must stay below, unless
# nearly all is covered, and what the covered words must reach.
TELLING, NEARLY, LITTLE = 5.0, 0.85, 7.5
# Shares of names and phrases that must be said: of what is counted, of a figure's subject, of a search.
SPOKEN, ABOUT, SEARCHED = 0.5, 0.15, 0.4
MOST_READINGS, MOST_TOGETHER = 3, 8
# Asked for in these manners, one row is never sure to be the whole answer.
UNSURE = frozenset({"portion", "highest", "lowest"})


class Verdict(Enum):
    """What can be said to a question."""

    ANSWER = "answer"
    READINGS = "several readings"
    NOT_SAID = "not in the documents"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True)
class Decision:
    """The verdict, and the rows it rests on in groups that answer together: one for an answer, several for
    readings."""

    verdict: Verdict
    groups: tuple[tuple[Candidate, ...], ...] = ()
    looked: tuple[Candidate, ...] = ()


def decide(asked: ParsedQuestion, sought: Retrieved, choices: Sequence[Candidate]) -> Decision:
    """What the weighed rows allow to say."""
    if not choices:
        return Decision(Verdict.NOT_UNDERSTOOD)
    if "lacking" in asked.manners:
        return Decision(Verdict.NOT_UNDERSTOOD, tuple(together(choices)[:1]))
    holds = wanted(asked, sought)
    groups = together([choice for choice in choices if choice.row.cls != "NoneFound" and holds(choice)])
    best = groups[0][0] if groups else None
    silent = next(
        (
            choice
            for choice in choices
            if choice.row.cls == "NoneFound" and _is_the_search(choice, asked, sought)
        ),
        None,
    )
    if silent and silent.weight > FLOOR and (best is None or _outweighs(silent, best, asked)):
        return Decision(Verdict.NOT_SAID, ((silent,),), (silent,))
    if best is None or not _holds_up(best, choices[0]):
        return _nearest(asked, choices, groups)
    if (
        asked.wants[:1]
        and asked.wants[0] in NEEDED
        and best.covered < WHOLE
        and not timely(best, asked, sought)
    ):
        return Decision(Verdict.NOT_SAID, tuple(groups[:1]))
    rivals = [group for group in groups[1:] if not _same(group[0], best)]
    if likely(best, rivals) >= SURE and may_answer(best, asked, sought):
        return Decision(Verdict.ANSWER, tuple(groups[:1]))
    near = [group for group in groups if group[0].weight > best.weight - ALIKE]
    return Decision(Verdict.READINGS, tuple(near[:MOST_READINGS]))


def _is_the_search(silent: Candidate, asked: ParsedQuestion, sought: Retrieved) -> bool:
    """Whether what somebody looked for is what is asked: the same want, and enough of it named in the
    question."""
    same = parse(silent.row.first("title")).wants[:1] == asked.wants[:1]
    return same and named(silent.row.cells.get("title", ()), frozenset(sought.weights), sought) >= SEARCHED


def _outweighs(silent: Candidate, best: Candidate, asked: ParsedQuestion) -> bool:
    """Whether that nothing was found weighs more than the best that was: clearly so, unless it covers clearly
    more of a question that many things can answer."""
    # Clearly more is a tenth of the question.
    open_ = asked.wants[:1] and asked.wants[0] not in NEEDED and silent.covered > best.covered + 0.1
    # Clearly so is a tenth of weight.
    clear = 0.1 if best.weight > STRONG and not open_ else 0.0
    return silent.weight > best.weight + clear


def _holds_up(best: Candidate, elsewhere: Candidate) -> bool:
    """Whether the best row that holds what is wanted covers enough of the question, beside the best that does
    not hold it."""
    enough = best.weight >= FLOOR and best.covered >= COVERED
    return enough and (best.covered >= PLAIN or elsewhere.covered <= best.covered + ELSEWHERE)


def _nearest(
    asked: ParsedQuestion, choices: Sequence[Candidate], groups: Sequence[tuple[Candidate, ...]]
) -> Decision:
    """That there is no answer, with the nearest rows: the documents do not say it, or the question was not
    understood."""
    best = groups[0][0] if groups else None
    if (
        best
        and best.weight >= FLOOR
        and best.covered >= COVERED
        and asked.wants
        and asked.wants[0] not in NEEDED
    ):
        return Decision(Verdict.READINGS, tuple(groups[:MOST_READINGS]))
    verdict = Verdict.NOT_SAID if choices[0].covered >= KNOWN else Verdict.NOT_UNDERSTOOD
    return Decision(verdict, tuple(groups[:2] if groups else together(choices)[:2]))


def may_answer(best: Candidate, asked: ParsedQuestion, sought: Retrieved) -> bool:
    """Whether nothing speaks against telling a row surely.

    It must be of the time and paper asked for, tell the relation asked for, and speak of what is to be
    counted; a part of a whole is never sure, nor one figure the highest of several."""
    return (
        not UNSURE & asked.manners
        and timely(best, asked, sought)
        and _of_paper(best, asked, sought)
        and _tells(best, asked, sought)
        and _speaks_of(best, counted_words(asked), sought)
        and _is_about(best, sought)
        and _leaves_little(best, sought)
        and not _of_another(best, sought)
    )


def _of_another(best: Candidate, sought: Retrieved) -> bool:
    """Whether a link is of another thing than the one that the question names in full, of the same class:
    another team."""
    named_ = mentioned(sought)
    ends = {thing for _, thing in best.row.ends}
    first = next((node for node in named_ if sought.classes.get(node) != "Place"), None)
    if best.row.cls != "Link" or first is None or ends & set(named_):
        return False
    return sought.classes.get(first) in {sought.classes.get(end) for end in ends}


def _leaves_little(best: Candidate, sought: Retrieved) -> bool:
    """Whether the words that a row covers tell enough together, and none that tells much is left over."""
    row = best.row
    ends = [thing for _, thing in row.ends] + [row.first("document")]
    said = row.words.union(*(sought.words.get(thing, frozenset()) for thing in ends))
    left = [weight for word, weight in sought.weights.items() if word not in said]
    enough = sum(sought.weights.values()) - sum(left) >= LITTLE or bool(
        {thing for _, thing in row.ends} & set(mentioned(sought))
    )
    return enough and (fsum(left) < TELLING or best.covered >= NEARLY)


def likely(best: Candidate, rivals: Sequence[Sequence[Candidate]]) -> float:
    """How likely the best row is right, from 0 to 1: by its weight, and how far the next that says something
    else lies behind."""
    ahead = min(FAR, best.weight - rivals[0][0].weight) if rivals else FAR
    return 1 / (
        1 + exp(-(LIKELY[0] + LIKELY[1] * best.weight + LIKELY[2] * best.covered + LIKELY[3] * ahead))
    )


def _of_paper(best: Candidate, asked: ParsedQuestion, sought: Retrieved) -> bool:
    """Whether a row is from the paper or plan that the question names by its year: a single year is of its
    issue or start."""
    row, paper = best.row, best.row.first("document")
    issue = row.first("date") or sought.papers.get(paper, "").rpartition(" ")[2]
    titles = [
        sought.papers.get(paper, "").rpartition(" ")[0],
        *(sought.label(thing) for _, thing in row.ends),
        sought.label(row.node),
    ]
    spans = [years_in(issue[:4]), *map(years_in, titles)]
    if len(asked.papers) == 1:
        spans = [{min(span)} for span in spans if span] + [
            years_in(" ".join(text for name in TOLD[3:] for text in row.cells.get(name, ())))
        ]
    return not asked.papers or any(asked.papers & span for span in spans)


def _tells(best: Candidate, asked: ParsedQuestion, sought: Retrieved) -> bool:
    """Whether a link tells the relation asked for, any if none is; a new name must be that of a thing
    named."""
    relation = local_of(best.row.first("annotatedProperty"))
    if "renamed" in asked.manners and not {thing for _, thing in best.row.ends} & set(mentioned(sought)):
        return False
    return best.row.cls != "Link" or not asked.relations or relation in asked.relations


def _speaks_of(best: Candidate, words: set[str], sought: Retrieved) -> bool:
    """Whether a row speaks of most of these words, itself or by the things that it ties together."""
    meant = {part for word in words for part in sought.respelt.get(word, (word,))} & sought.weights.keys()
    row = best.row
    if row.cls in ("Figure", "Target"):
        said = set(
            stems(
                " ".join(
                    [
                        row.first("unitText"),
                        row.first("printed"),
                        *(sought.label(thing) for _, thing in row.ends),
                    ]
                )
            )
        )
    else:
        said = {*row.words, *(word for _, thing in row.ends for word in sought.words.get(thing, ()))}
    return sum(sought.weights[word] for word in meant & said) >= SPOKEN * sum(
        sought.weights[word] for word in meant
    )


def _is_about(best: Candidate, sought: Retrieved) -> bool:
    """Whether the question names something of what a figure or sum of money counts, not only what its remark
    mentions."""
    row = best.row
    if row.cls not in ("Figure", "Target", "MonetaryGrant"):
        return True
    named_ = [sought.label(thing) for _, thing in row.ends] + [sought.label(row.node)]
    return named(named_, frozenset(sought.weights), sought) >= ABOUT


def together(choices: Sequence[Candidate]) -> list[tuple[Candidate, ...]]:
    """Rows that answer together, by group, the heaviest first; in a group those not much lighter than its
    first."""
    groups: dict[tuple[str, ...], list[Candidate]] = {}
    for choice in choices:
        groups.setdefault(choice.group, []).append(choice)
    return [
        tuple(choice for choice in group if choice.weight > group[0].weight - TOGETHER)[:MOST_TOGETHER]
        for group in groups.values()
    ]


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two rows give the same answer, in the same words or by the same thing."""
    return bool(one.value) and one.value == other.value
