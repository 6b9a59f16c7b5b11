"""Words of an order that change nothing in it, wherever they stand. Any other word left over refuses the text.

A word belongs here only if no dose, time or frequency beside it could mean something else because of it:
"each", "every", "first", "total", "half" and "current" are therefore not here; where they are harmless
("each infusion", "first dose") the part they stand in reads them. Words that tell not to give, that
make a dose depend on something, or that could be a drug or a route are never here.
"""

from __future__ import annotations

_SAID = (
    # asking, giving and going on
    "please kindly give gives given giving infuse infused infusing inject injected injecting administer administered",
    "administering administration start started starting begin began beginning commence commenced commencing receive",
    "received receiving continue continued continues continuing resume resumed restart restarted restarting repeat",
    "repeated repeating maintain maintained keep proceed schedule scheduled run running runs lasting take taken",
    "to be is was are were will should as the a an of and via by through with w using use for-use so that has have",
    # an order as a piece of paper
    "order orders ordered rx sig new prescription prescribe prescribed script medication med meds name generic brand",
    "written verbal telephone phone torb tbo vorb read back readback confirmed verified signed entered cosigned",
    "indication diagnosis dx reason",
    # people and places
    "add added patient patients pt pts adult child infant woman man female male mr mrs ms she he her his him their",
    "doctor dr physician prescriber nurse nursing rn pharmacist pharmacy staff clinic outpatient inpatient hospital",
    "ward unit centre center suite bedside daycare day-case infusion-centre dialysis-unit",
    # the drug as a preparation
    "drug dose doses dosage dosing injection inj solution soln sol sterile usp ph eur bp nf vial vials ampoule",
    "ampoules ampule ampules amp amps strength concentration volume compounded compound diluted dilute mixed made",
    "prepared preparation reconstituted diluent injectable product stock supplied ready premixed",
    "infusion infusions inf drip inf intermittent slow slowly piggyback bag bags minibag pump initially initial regimen",
    "treatment treatments therapy course frequency route duration rate time infusion-time equivalent equals ie eg",
    "long-term long term in on at into onto over-time maintenance",
    # a line that is flushed or watched
    "flush line lumen vein venous catheter monitor monitored monitoring observe vitals",
    # letters and lists that ask for an order
    "plan discharge handover study trial participants participant arrange arranged grateful kind kindly would could due",
    "attend attends seen regards dear colleague freq procedure protocol date commence lady gentleman",
    # on the skin and into a lesion
    "apply applied application applications rub rubbed cover covered dressing occlusion thickly thinly layer thick thin",
    "paste cream ointment lotion gel emollient vehicle petrolatum paraffin lanolin cold",
    "lesion lesions lesional perilesional plaque plaques nodule nodules deposit deposits calcified calcification",
    "calcinosis base site sites area areas region regions affected involved skin surface ulcer ulcers wound wounds",
    "axillary digital palmar plantar dorsal volar medial lateral anterior posterior proximal distal inner outer",
    "both bilateral bilaterally left right upper lower",
    "scalp face ear ears neck nape shoulder shoulders axilla axillae arm arms forearm forearms elbow elbows wrist wrists",
    "hand hands palm palms finger fingers fingertip fingertips digit digits digital thumb thumbs knuckle knuckles nail",
    "chest breast breasts back trunk abdomen flank hip hips buttock buttocks thigh thighs leg legs knee knees shin",
    "shins calf calves ankle ankles foot feet heel heels toe toes clavicle clavicular supraclavicular antecubital fossa",
)  # fmt: skip
FILLERS = frozenset(" ".join(_SAID).split())
