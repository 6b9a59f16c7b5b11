"""The closed lists of the data files, and the units beyond those an order is written in."""

from __future__ import annotations

from resorb.evidence.values import TAGS
from resorb.finding import LEVELS

# The 13 items of the CARE checklist of 2013, in its order.
CARE_ITEMS = (
    "title", "key words", "abstract", "introduction", "patient information", "clinical findings", "timeline",
    "diagnostic assessment", "therapeutic intervention", "follow-up and outcomes", "discussion",
    "patient perspective", "informed consent",
)  # fmt: skip

CODE_SYSTEMS = (
    "Mondo", "SNOMED CT", "ORPHA", "MeSH", "UMLS", "NCIt", "ICD-10-CM", "ICD-10", "ICD-9-CM", "RxNorm",
    "UNII", "CAS", "ATC", "ATCvet", "DrugBank", "HCPCS", "NDC", "SPL", "PubChem", "HPO", "LOINC",
)  # fmt: skip

# What a declared number may look like: unit, and the span outside which a unit slip is near certain.
MAGNITUDES: dict[str, tuple[str, str, str]] = {
    "dose": ("g", "0.5", "100"),
    "dose_per_m2": ("g/m2", "2", "40"),
    "dose_per_1.73m2": ("g/1.73m2", "2", "60"),
    "dose_per_kg": ("mg/kg", "20", "2000"),
    "grams_per_week": ("g/wk", "2", "400"),
    "infusion_time": ("min", "5", "480"),
    "rate_per_hour": ("g/h", "1", "100"),
    "rate_per_minute": ("g/min", "0.05", "5"),
    "doses_per_week": ("1", "0.1", "14"),
    "molar_mass": ("g/mol", "20", "500"),
    "sodium_content": ("mmol/g", "1", "20"),
    "clearance_per_kg": ("mL/min/kg", "0.05", "10"),
    "volume_per_kg": ("L/kg", "0.05", "2"),
    "half_life": ("min", "2", "600"),
    "baseline": ("mcmol/L", "1", "50"),
    "peak": ("mmol/L", "0.5", "60"),
    "exposure": ("mmol.h/L", "0.5", "60"),
    "osmolality": ("mOsm/kg", "200", "5000"),
    "strength": ("mg/mL", "10", "600"),
    "density": ("g/cm3", "1.5", "3.5"),
    "score": ("1", "-100", "100"),
}

CHOICES: dict[str, tuple[str, ...]] = {
    "tag": TAGS,
    "level": LEVELS,
    "comparison": ("<", "<=", ">", ">=", "missing", "is", "set by site <", "set by site >"),
    "source_kind": (
        "letter", "case report", "series", "cohort", "trial", "meta-analysis", "review", "label", "registry",
        "guide", "laboratory", "abstract", "substance record", "press", "aggregator", "opinion", "project",
    ),
    "salt": ("pentahydrate", "anhydrous"),
    "population": ("adult", "child"),
    "dialysis": ("on", "off"),
    "access": ("central", "peripheral"),
    "route": (
        "IV", "oral", "topical", "intralesional", "intradermal", "SC", "IM", "intraperitoneal", "intrathecal",
    ),
    "action": (
        "warn", "ask", "stop order", "hold", "do not escalate", "do not judge", "stop for good",
        "do not start",
    ),
    "status": ("current", "old", "ambiguous"),
    "chloride": ("reads high", "reads low", "unaffected"),
    "claim_type": (
        "population", "exposure", "dose", "duration", "outcome", "event", "mechanism", "alternative",
        "citation", "rule", "safety", "meta", "chemistry", "product", "kinetics", "interaction", "monitoring",
        "disease", "association", "measurement", "deposit",
    ),
    "contradiction_kind": (
        "unit", "regimen", "duration", "outcome", "safety", "evidence", "citation", "novelty", "status",
        "mechanism", "gap", "typography", "invariant", "number",
    ),
    "response": ("complete", "partial", "stable", "none", "mixed", "unknown"),
    "count": (
        "patients", "complete", "partial", "stable", "none", "worse", "recurred", "improved", "healed", "died",
    ),
    "group": (
        "calcinosis cutis", "tumoral calcinosis", "iatrogenic calcinosis", "calciphylaxis",
        "vascular calcification", "other",
    ),
    "n_why": ("not stated", "not visible", "does not apply"),
    "certainty": ("high", "moderate", "low", "very low", "not graded"),
    "read": ("full text", "abstract", "excerpt", "citation only"),
    "care_item": CARE_ITEMS,
    "code_system": CODE_SYSTEMS,
    "magnitude": tuple(MAGNITUDES),
    "therapy_kind": ("drug", "procedure", "topical", "injection", "newer drug", "this drug"),
    "suits": ("localised", "small", "large", "diffuse", "inflamed"),
    "bounds": (
        "dose", "rate_per_hour", "rate_per_minute", "doses_per_week", "doses_in_24_h", "infusion_time",
        "diluent", "diluent_volume", "route", "tolerated_doses", "gap", "weight", "weight_age", "egfr",
        "age", "bicarbonate", "sodium", "potassium", "systolic_pressure", "left_ventricular_ejection", "qtc",
        "chloride_sample_delay",
        "days_from_platinum", "same_line_drug", "allergy", "pregnancy", "hypersensitivity_grade",
        "adverse_event_grade", "hypokalaemia_grade", "strength", "injected_volume", "product",
        "volume_disagreement", "concomitant_drug", "condition",
    ),
}  # fmt: skip

# Units beyond those an order is written in; a value in one of them is never a dose.
EXTRA_UNITS = (
    "g/mol", "mmol/g", "mL/min/kg", "nmol/min/kg", "L/kg", "g/m2", "g/1.73m2", "g/kg", "mg/kg",
    "g/min/1.73m2", "mOsm/kg", "mOsm/L", "mmol/min", "mL/kg", "percent", "g/wk", "mmol/wk", "mmol.h/L", "g/min/m2",
    "mmol/cm3", "percent/y", "1/y", "mSv", "per 1000 y", "m/s", "g/cm3", "mmol/d",
)  # fmt: skip
