"""The names the dosing language knows: the drug, what is taken for it, its salts, products and uses.

A name is only recognised here; what a look-alike means for an order is decided in `protocol`.
"""

from __future__ import annotations

from typing import Literal

from resorb.dosing.words import words

SALTS: dict[str, Literal["pentahydrate", "anhydrous"]] = {
    "pentahydrate": "pentahydrate",
    "pentahydrat": "pentahydrate",
    "anhydrous": "anhydrous",
    "anhydrate": "anhydrous",
}

# Names of the drug, and of what is taken for it; the longest name wins. What a look-alike means for
# an order is decided in `protocol`, from the evidence: here a name is only recognised.
DRUGS: dict[tuple[str, ...], str] = {
    tuple(name.split()): drug
    for drug, names in {
        "sodium thiosulfate": "sodium thiosulfate|sodium thiosulphate|sodium thiosulfat|thiosulfate|thiosulphate"
        "|sodium hyposulfite|natriumthiosulfat|natriumthiosulfate|natriumtiosulfat|natrium thiosulfat|thiosulfate de sodium"
        "|tiosulfato sódico|tiosulfato sodico|tiosulfato de sodio|tiossulfato de sódio|tiossulfato de sodio|sodio tiosolfato"
        "|tiosolfato di sodio|thiosulphate ( sodium )|thiosulfate ( sodium )|thiosulfate , sodium|thiosulphate , sodium"
        "|na2s2o3|na thiosulfate|na thiosulphate|sts",
        "sodium tetradecyl sulfate": "sodium tetradecyl sulfate|sodium tetradecyl sulphate|tetradecyl sulfate"
        "|tetradecyl sulphate|sodium tetradecyl|sotradecol|fibro vein|fibrovein|fibro - vein|std",
        "sodium nitrite": "sodium nitrite|nitrite|nano 2",
        "sodium nitrite and sodium thiosulfate kit": "nithiodote",
        "sodium thiocyanate": "sodium thiocyanate|thiocyanate|sodium sulfocyanate",
        "sodium nitroprusside": "sodium nitroprusside|nitroprusside",
        "sodium chloride": "sodium chloride",
        "sodium sulfate": "sodium sulfate|sodium sulphate",
        "sodium sulfite": "sodium sulfite|sodium sulphite|sodium thiosulfite|sodium thiosulphite",
        "sodium metabisulfite": "sodium metabisulfite|sodium metabisulphite|sodium bisulfite|sodium bisulphite",
        "sodium phosphate": "sodium phosphate",
        "sodium bicarbonate": "sodium bicarbonate",
        "sodium stibogluconate": "sodium stibogluconate|stibogluconate",
        "sodium aurothiomalate": "sodium aurothiomalate|aurothiomalate|gold sodium thiomalate",
        "sodium aurothiosulfate": "gold sodium thiosulfate|sodium aurothiosulfate|gold thiosulfate",
        "potassium thiosulfate": "potassium thiosulfate|potassium thiosulphate",
        "ammonium thiosulfate": "ammonium thiosulfate|ammonium thiosulphate",
        "calcium thiosulfate": "calcium thiosulfate|calcium thiosulphate",
        "magnesium thiosulfate": "magnesium thiosulfate|magnesium thiosulphate",
        "magnesium sulfate": "magnesium sulfate|magnesium sulphate",
        "thiotepa": "thiotepa",
        "thiopental": "thiopental|thiopentone|sodium thiopental|thiopental sodium|sodium thiopentone",
        "streptomycin": "streptomycin",
        "sodium valproate": "sodium valproate",
        "sodium polystyrene sulfonate": "sodium polystyrene sulfonate",
        "edetate": "edetate disodium|disodium edetate|sodium edetate|edta|edetate calcium disodium",
    }.items()
    for name in (*names.split("|"), drug)
}
PRODUCTS: dict[tuple[str, ...], str] = {("pedmark",): "pedmark-125", ("pedmarqsi",): "pedmarqsi-80"}

# Given beside an infusion and often written into the same line; another drug is another order.
PREMEDICATION = words(
    "ondansetron granisetron metoclopramide prochlorperazine promethazine cyclizine "
    "diphenhydramine cetirizine loratadine chlorphenamine chlorpheniramine famotidine "
    "ranitidine paracetamol acetaminophen hydrocortisone dexamethasone methylprednisolone"
)

# Treatment of the underlying disease that reports name beside the regimen ("with abatacept"), without its dose.
COMPANIONS = words(
    "abatacept methotrexate azathioprine mycophenolate hydroxychloroquine prednisone prednisolone ivig rituximab "
    "tofacitinib baricitinib infliximab pamidronate cinacalcet sevelamer acetazolamide"
)

INDICATIONS = words(
    "calcinosis calciphylaxis cutis dystrophic calcification calcifications universalis "
    "tumoral tumoural pruritus"
)
