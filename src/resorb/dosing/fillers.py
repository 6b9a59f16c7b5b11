"""Words of an order that change nothing in it, wherever they stand. Any other word left over refuses the text.

A word belongs here only if no dose, time or frequency beside it could mean something else because of it:
"each", "every", "first", "total", "half" and "current" are therefore not here; where they are harmless
("each infusion", "first dose") the part they stand in reads them.
"""

from __future__ import annotations

_SAID = (
    # asking and giving
    "please give given giving infuse infused infusing inject injected administer administered administering",
    "start started begin began commence commencing receive received to be is was as the a an of and via by",
    "through with using use for-use add added patient pt order orders rx sig new prescription",
    # the drug as a preparation
    "drug dose doses dosage dosing injection inj solution soln sol sterile usp ph eur bp vial vials ampoule",
    "ampoules amp amps strength concentration volume compounded diluted dilute mixed made prepared diluent",
    "infusion infusions drip intermittent slow slowly piggyback bag initially initial regimen treatment therapy",
    "course frequency route duration rate time infusion-time equivalent equals ie long-term in on at into",
    # on the skin and into a lesion
    "apply applied application applications layer thick thin zinc oxide lesion lesions lesional site sites plaque",
    "plaques nodule nodules base affected area areas skin fingertip fingertips finger fingers hand hands elbow",
    "elbows knee knees leg legs arm arms thigh thighs buttock buttocks face",
    "running run lasting long term",
)  # fmt: skip
FILLERS = frozenset(" ".join(_SAID).split())
