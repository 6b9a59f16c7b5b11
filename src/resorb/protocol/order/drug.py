"""Rules on which drug: another one with a similar name, an abbreviation that means two, a kit."""

from __future__ import annotations

from collections.abc import Iterator

from resorb.evidence import Evidence
from resorb.finding import Finding
from resorb.protocol.order.order import Seen
from resorb.protocol.rule import rule

THIS_DRUG = "sodium thiosulfate"


@rule("order.drug.other")
def other_drug(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Sodium tetradecyl sulfate, nitrite, thiocyanate and chloride are other drugs, and are not given for this."""
    drug = seen.phase.drug
    if drug is None or drug == THIS_DRUG or seen.number > 1:
        return
    near = next((d for d in evidence.look_alikes.values() if drug in d.names), None)
    if near is None and drug == "sodium nitrite and sodium thiosulfate kit":
        near = evidence.look_alikes["look_alike.nithiodote"]
    what = f"{near.what}. {near.why}" if near else "not the drug these rules are for."
    yield Finding(
        "order.drug.other",
        "error",
        f"'{drug}' is another drug: {what}",
        (near.remedy if near else "") or "Write 'sodium thiosulfate' if that is meant.",
        near.sources if near else ("opinion",),
    )


@rule("order.drug.abbreviated")
def abbreviated(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """STS is also sodium tetradecyl sulfate, a sclerosant used by the same dermatologists."""
    if seen.number == 1 and seen.order.parse.abbreviated:
        synonym = evidence.synonyms["name.sts"]
        yield Finding(
            "order.drug.abbreviated",
            "caution",
            f"'STS' also means {synonym.also_means}, a sclerosant.",
            "Write 'sodium thiosulfate' in full.",
            synonym.sources,
        )


RULES = (other_drug, abbreviated)
