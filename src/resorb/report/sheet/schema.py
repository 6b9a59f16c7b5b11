"""What the JSON of a sheet holds, as a JSON Schema."""

from __future__ import annotations

from typing import Any

from resorb.report.schema import LIST, MAYBE, WORDS, finding_schema, listed, made_of


def sheet_schema() -> dict[str, Any]:
    """Return the schema of what `resorb sheet --json` prints."""
    volume = made_of(product=WORDS, strength=WORDS, volume=WORDS)
    made = made_of(
        dose=WORDS, dose_in_words=WORDS, basis=WORDS, volumes=listed(volume), one_volume={"type": "boolean"}, diluent=MAYBE,
        total_ml=MAYBE, infusion_time=MAYBE, rate_g_per_h=MAYBE, rate_ml_per_h=MAYBE, sodium=WORDS, potassium=MAYBE,
    )  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "resorb sheet",
        "description": "One infusion as a sheet. `prepare` is null where no dose is to be prepared; `refused` says why.",
        **made_of(
            course=WORDS, title=WORDS, patient=WORDS, day=MAYBE, drug=WORDS, order=WORDS, later=MAYBE,
            prepare={"anyOf": [made, {"type": "null"}]}, refused=LIST, missing=LIST, findings=listed(finding_schema()),
            go=WORDS, asked=listed(made_of(title=WORDS, answer=WORDS, value=WORDS, settles=WORDS)), pressure_times=LIST,
            stop=listed(made_of(do=WORDS, when=WORDS)),
            versions=made_of(resorb=WORDS, evidence=WORDS, protocol=WORDS, made_on=MAYBE),
        ),
    }  # fmt: skip
