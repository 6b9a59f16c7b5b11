"""A release of the evidence that others can use: data, schema, how to cite it, what it is, checksums.

The same evidence gives the same bytes. Nothing is written here; the command does that, whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from resorb.evidence.beside import POOLED
from resorb.evidence.body import Evidence, shipped
from resorb.evidence.schema import schema_text

LICENCE = "Apache-2.0"


def release_files(evidence: Evidence) -> dict[str, str]:
    """Return the text of each file of a release: data, schema, CITATION.cff, README.md, CHECKSUMS.

    Raises:
        ValueError: A site's settings are in force: a release holds what was published, never one site's
            own levels.
    """
    if evidence.release.site:
        raise ValueError("a site's settings are in force; a release holds the evidence without them")
    files = {
        f"evidence-{evidence.release.version}.json": _data(),
        "evidence.schema.json": schema_text(),
        "CITATION.cff": _citation(evidence),
        "README.md": _readme(evidence),
    }
    sums = (f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(files.items()))
    return {**files, "CHECKSUMS": "".join(sums)}


def _data() -> str:
    """Return the compiled evidence as it was checked, without codes that nobody read."""
    content: dict[str, Any] = json.loads(shipped())
    content["codes"] = [record for record in content["codes"] if "code" in record]
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _citation(evidence: Evidence) -> str:
    return f"""cff-version: 1.2.0
message: If you use this evidence, cite it with its version, and cite the sources of what you use.
title: Evidence on sodium thiosulfate in calcinosis cutis (resorb)
type: dataset
version: {json.dumps(evidence.release.version)}
license: {LICENCE}
authors:
  - name: The resorb authors
abstract: >-
  Claims, contradictions, reports, alternatives and limits on intravenous, topical and injected sodium
  thiosulfate in calcinosis cutis, each with source, place and how it was read.
identifiers:
  - type: other
    value: sha256:{evidence.release.hash}
    description: hash of the compiled content
references:
  - type: article
    title: "Dystrophic calcinosis cutis: treatment with intravenous sodium thiosulfate"
    doi: 10.12788/cutis.0071
    authors:
      - family-names: Badawi
      - family-names: Patel
      - family-names: Warner
      - family-names: Hall
"""


def _readme(evidence: Evidence) -> str:
    counts = "\n".join(
        f"| `{name}` | {len(getattr(evidence, name))} |"
        for name in ("claims", "contradictions", "reports", "therapies", "values", "limits", "sources")
    )
    return f"""# Evidence on sodium thiosulfate in calcinosis cutis, version {evidence.release.version}

Use in calcinosis is off-label. This is what was read, with what contradicts it; it is no advice to patients and decides
nothing. {POOLED}

| kind | records |
|---|---|
{counts}

- `evidence-{evidence.release.version}.json`: the records. Numbers are strings, so that no program rounds them.
- `evidence.schema.json`: JSON Schema 2020-12 of that file.
- `CITATION.cff`: how to cite it. `CHECKSUMS`: SHA-256; check with `sha256sum -c CHECKSUMS`.

Each record has a `tag`. PAGE, ABS, REPO, DERIVED and OPINION may be acted on, each for what it is. **UNVERIFIED and AGG
may raise a labelled caution and nothing else**: they never permit, loosen or recommend. Doses are grams of the
pentahydrate.

Facts are told in our own words with their source. Codes: this material contains content from LOINC (loinc.org), copyright
Regenstrief Institute, Inc. and the LOINC Committee, available at no cost under its licence; SNOMED CT needs a licence in
many countries. Only codes that were read in a table or on a page are here.

Licence of the compilation: {LICENCE}. Content hash: `{evidence.release.hash}`.
"""
