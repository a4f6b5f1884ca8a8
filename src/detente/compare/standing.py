"""How reports judge whether an agreement is kept: one sees it hold, the other broken or not carried out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from detente.records.kinds import Commitment
from detente.records.shapes import Evidence

_BAD = re.compile(
    r"\b(?:not|no|neither|nor|never|nobody|nowhere|without|fail\w*|violat\w*|breach\w*|broke\w*|collaps\w*|ignor\w*|flout\w*|dead|stalled|scrapp\w*|abandon\w*|withdr\w+|refus\w*|unwilling|unable)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words that tell that an agreement is not kept: "neither Kiev nor rebel leaders are willing to implement the road map"."""
_GOOD = re.compile(
    r"\b(?:hold(?:s|ing)?|held|respect\w*|observ\w*|honou?r\w*|kept|keep(?:s|ing)?|implement(?:ed|s|ing)|in (?:force|effect|place)|complied|comply|complies|fulfil\w*|working|survive\w*|intact)\b",
    re.IGNORECASE,
)
"""Words that tell that it is: "seems to be largely holding"."""


def judged_apart(row: Commitment, origins: Mapping[str, str]) -> tuple[Evidence, Evidence] | None:
    """The first words of one origin by which an agreement is kept and of another by which it is not; None where all judge alike."""
    bad = [e for e in row.status_evidence if _BAD.search(e.quote)]
    good = [e for e in row.status_evidence if _GOOD.search(e.quote) and not _BAD.search(e.quote)]
    for one in good:
        for two in bad:
            if origins.get(one.report, one.report) != origins.get(two.report, two.report):
                return one, two
    return None
