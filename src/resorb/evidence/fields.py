"""The one field table: for each kind of record, each field's name, form, whether it must be there.

The data check, the loader and the JSON Schema are derived from it; a test holds it equal to the dataclasses.
Forms: text, texts (a list), decimal, quantity (`12.5 g`), whole, wholes, yes_no, date, counts, by_item, scope; `choice:` and
`choices:` name a closed list in `choices.py`; `ref:` and `refs:` hold ids of another kind, `refs:*` of any kind.
"""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """One field of a record."""

    name: str
    form: str
    required: bool
    means: str


class Kind(NamedTuple):
    """One kind of record: the section of the data files it stands in, what it is, its fields."""

    section: str
    dataclass: str
    fields: tuple[Field, ...]

    def made_by(self) -> type:
        """Return the dataclass of its records; imported only now, because most commands need few."""
        from importlib import import_module

        module, _, name = self.dataclass.partition(".")
        made: type = getattr(import_module(f"resorb.evidence.{module}"), name)
        return made


_TAG = Field("tag", "choice:tag", True, "how the fact was read; UNVERIFIED and AGG may only caution")
_SOURCES = Field("sources", "refs:sources", True, "where it comes from; `opinion` is a site default")
_ID = Field("id", "text", True, "the name other records and findings use")
_LOCATOR = Field("locator", "text", False, "where in the source: page, section, table or sentence")
_NOTE = Field("note", "text", False, "what a reader should know beside it")
_FROM = Field("in_force_from", "date", False, "the first day it holds; empty: always did")
_UNTIL = Field("until", "date", False, "the last day it holds; empty: it still does")
_POPULATION = Field("population", "text", False, "in whom")
_N = Field("n", "whole", False, "in how many")


def _must(name: str, form: str, means: str) -> Field:
    return Field(name, form, True, means)


def _may(name: str, form: str, means: str) -> Field:
    return Field(name, form, False, means)


SCOPE: tuple[Field, ...] = (
    _may("protocol", "ref:protocols", "whose practice it is; empty: any"),
    _may("routes", "choices:route", "routes it holds for; empty: any"),
    _may("population", "choice:population", "adult or child; empty: both"),
    _may("dialysis", "choice:dialysis", "on or off dialysis; empty: both"),
    _may("access", "choice:access", "central or peripheral vein; empty: both"),
    _may("egfr_from", "quantity:indexed clearance", "for this eGFR or more"),
    _may("egfr_below", "quantity:indexed clearance", "for less than this eGFR"),
)

KINDS: tuple[Kind, ...] = (
    Kind("sources", "values.Source", (
        _ID,
        _must("title", "text", "title, or what it is"),
        _must("kind", "choice:source_kind", "what kind of publication"),
        _may("year", "text", "year, empty when not visible"),
        _may("authors", "text", "authors, shortened"),
        _may("reference", "text", "journal, volume, pages or identifiers; no address"),
        _NOTE,
        _may("certainty", "choice:certainty", "what it can show of this drug here, when not as its kind"),
        _may("certainty_why", "text", "why"),
    )),
    Kind("designs", "strength.Design", (
        _ID,
        _must("certainty", "choice:certainty", "how certain a source of this kind can make an effect (GRADE)"),
        _must("why", "text", "why"),
        _TAG, _SOURCES,
    )),
    Kind("values", "values.Value", (
        _ID,
        _must("means", "text", "what the number is"),
        _must("unit", "unit", "unit of value, low and high"),
        _TAG, _SOURCES,
        _may("value", "decimal", "the number"),
        _may("low", "decimal", "lower end of the interval or range"),
        _may("high", "decimal", "upper end"),
        _may("population", "text", "in whom"),
        _may("n", "whole", "in how many"),
        _LOCATOR, _NOTE,
        _may("inputs", "refs:values", "values a DERIVED one is computed from"),
        _may("n_why", "choice:n_why", "why `n` is absent"),
        _may("magnitude", "choice:magnitude", "what kind of number, so that a unit slip shows"),
        _FROM, _UNTIL,
    )),
    Kind("products", "values.Product", (
        _ID,
        _must("name", "text", "the name to print"),
        _must("aliases", "texts", "what people call it"),
        _must("strength", "quantity:strength", "mass of the named salt per volume"),
        _must("salt", "choice:salt", "the salt the strength counts"),
        _must("pack_mass", "quantity:mass", "mass in one container"),
        _must("pack_volume", "quantity:volume", "volume of one container"),
        _TAG, _SOURCES,
        _may("potassium_chloride", "quantity:strength", "potassium chloride as excipient"),
        _may("boric_acid", "quantity:strength", "boric acid as excipient"),
        _may("ph", "text", "pH range"),
        _may("ndc", "text", "US National Drug Code"),
        _may("licence", "text", "where and for what it is licensed"),
        _may("substitution", "texts", "what to know before it replaces another product"),
        _LOCATOR, _NOTE,
    )),
    Kind("limits", "limits.Limit", (
        _ID,
        _must("bounds", "choice:bounds", "what it bounds"),
        _must("comparison", "choice:comparison", "which side of the value is over the line"),
        _must("level", "choice:level", "error: do not proceed; caution: only after reading; note"),
        _must("hard", "yes_no", "a site may only tighten a hard limit"),
        _must("message", "text", "what it means, one plain sentence"),
        _TAG, _SOURCES,
        _may("value", "quantity", "where the line is"),
        _may("words", "texts", "what it is about, when that is not a number"),
        _may("at_dose", "quantity:mass", "judged only for doses at or above this"),
        _may("applies_to", "scope", "where it holds"),
        _may("action", "choice:action", "what crossing it asks for"),
        _may("remedy", "text", "what to do"),
        _may("blocks_signing", "yes_no", "a signature must wait; every error does"),
        _may("site_lowest", "quantity", "the lowest level a site may set"),
        _may("site_highest", "quantity", "the highest level a site may set"),
        _LOCATOR, _NOTE, _FROM, _UNTIL,
    )),
    Kind("synonyms", "names.Synonym", (
        _ID,
        _must("names", "texts", "spellings, matched without case"),
        _must("status", "choice:status", "current, old, or ambiguous: ask back"),
        _TAG, _SOURCES,
        _may("also_means", "text", "what else an ambiguous name is used for"),
        _NOTE,
    )),
    Kind("look_alikes", "names.LookAlike", (
        _ID,
        _must("names", "texts", "spellings, matched without case"),
        _must("what", "text", "what that drug is"),
        _must("why", "text", "why the mix-up is dangerous"),
        _must("level", "choice:level", "error when it is another drug"),
        _TAG, _SOURCES,
        _may("remedy", "text", "what to write instead"),
    )),
    Kind("analysers", "names.Analyser", (
        _ID,
        _must("name", "text", "analyser as its maker names it"),
        _must("chloride", "choice:chloride", "how it reads chloride while thiosulfate is in the sample"),
        _TAG, _SOURCES, _NOTE,
    )),
    Kind("claims", "literature.Claim", (
        _ID,
        _must("statement", "text", "what the source states, in our own words"),
        _must("type", "choice:claim_type", "what kind of statement"),
        _must("source", "ref:sources", "who states it"),
        _TAG, _LOCATOR,
        _may("supports", "refs:*", "records that support it"),
        _may("contradicted_by", "refs:*", "records that contradict or weaken it"),
        _may("gap", "text", "what is missing to judge it"),
        _NOTE,
        _may("nothing_found", "text", "that nothing for or against was found, and where one looked"),
        _POPULATION, _N,
    )),
    Kind("contradictions", "literature.Contradiction", (
        _ID,
        _must("kind", "choice:contradiction_kind", "what kind of disagreement"),
        _must("a", "text", "the first statement"),
        _must("a_source", "ref:sources", "who states it"),
        _must("why", "text", "why they cannot both hold, or why the gap matters"),
        _TAG,
        _may("a_locator", "text", "where"),
        _may("b", "text", "the second statement; empty for a gap"),
        _may("b_source", "ref:sources", "who states that"),
        _may("b_locator", "text", "where"),
        _may("sources", "refs:sources", "further sources"),
        _may("resorb_does", "text", "what the software does about it"),
        _may("b_tag", "choice:tag", "how the second was read, when not as the first"),
    )),
    Kind("reports", "literature.Report", (
        _ID,
        _must("about", "text", "patient or group"),
        _must("disease", "text", "disease treated"),
        _must("route", "choice:route", "route"),
        _must("response", "choice:response", "best word for the outcome; unknown when not visible"),
        _must("group", "choice:group", "calcinosis cutis, or which other disease"),
        _TAG, _SOURCES,
        _may("n", "whole", "how many patients"),
        _may("regimen", "text", "in the dosing language"),
        _may("regimen_words", "text", "what is known of it in words"),
        _may("regimen_tag", "choice:tag", "how the regimen was read, when not as the outcome was"),
        _may("with_drugs", "texts", "given with it"),
        _may("duration", "text", "how long"),
        _may("outcome", "text", "what was reported"),
        _may("time_to_response", "text", "when"),
        _may("adverse", "text", "adverse effects"),
        _may("after_stopping", "text", "what happened after stopping"),
        _may("counts", "counts", "patients or areas by outcome"),
        _LOCATOR, _NOTE,
        _may("n_why", "choice:n_why", "why `n` is absent"),
        _may("grams_per_week_low", "decimal", "grams a week, lowest; only where dose and frequency are stated"),
        _may("grams_per_week_high", "decimal", "grams a week, highest"),
        _may("contradictions", "refs:contradictions", "where its sources disagree"),
    )),
    Kind("therapies", "literature.Therapy", (
        _ID,
        _must("name", "text", "name"),
        _must("kind", "choice:therapy_kind", "drug, procedure…"),
        _TAG, _SOURCES,
        _may("claim", "ref:claims", "the letter's mention of it"),
        _may("dose", "text", "dose reported"),
        _may("response", "text", "response reported"),
        _may("counts", "counts", "patients or areas by outcome"),
        _may("suits", "choices:suits", "when it is feasible; only where a source that was read says so"),
        _may("suits_tag", "choice:tag", "how that was read, when not as the response was; never weak"),
        _may("against", "text", "evidence against it"),
        _NOTE,
        _may("dose_tag", "choice:tag", "how the dose was read, when not as the response was"),
        _may("said_to_suit", "choices:suits", "when weak sources call it feasible: a hint, drives nothing"),
        _may("said_to_suit_tag", "choice:tag", "how that was read"),
        _may("impractical_for", "choices:suits", "when a source calls it impractical"),
        _may("impractical_by", "refs:claims", "the claims that say so"),
        _may("evidence_for", "refs:*", "records for it"),
        _may("evidence_against", "refs:*", "records against it"),
        _may("advised_against", "yes_no", "a source says it should not be used"),
        _POPULATION, _N, _LOCATOR,
    )),
    Kind("monitoring", "practice.Monitoring", (
        _ID,
        _must("what", "text", "what is watched"),
        _must("when", "text", "when, in words"),
        _TAG, _SOURCES,
        _may("every", "quantity:time", "interval"),
        _may("before_doses", "wholes", "before which doses, counted from 1"),
        _may("applies_to", "scope", "where it holds"),
        _NOTE, _LOCATOR,
    )),
    Kind("protocols", "practice.Protocol", (
        _ID,
        _must("name", "text", "name"),
        _must("disease", "text", "disease it was practised for"),
        _must("is_default", "yes_no", "the protocol used when none is named"),
        _TAG, _SOURCES,
        _may("start", "text", "first regimen, in the dosing language"),
        _may("escalation", "text", "with escalation, in the dosing language"),
        _may("escalate_after", "ref:limits", "the limit that counts tolerated doses"),
        _may("stop", "ref:claims", "claim on stopping"),
        _may("restart", "ref:claims", "claim on restarting"),
        _may("claims", "refs:claims", "the claims it rests on"),
        _NOTE,
    )),
    Kind("measures", "measures.Measure", (
        _ID,
        _must("name", "text", "name"),
        _must("what", "text", "what it measures and how it is scored"),
        _TAG, _SOURCES,
        _may("range_low", "decimal", "lowest score"),
        _may("range_high", "decimal", "highest score"),
        _may("worse_is", "text", "higher or lower"),
        _may("change_that_matters", "text", "the smallest change that matters, in words"),
        _may("changes", "refs:values", "that change as values"),
        _may("reliability", "text", "agreement between and within readers"),
        _may("gap", "text", "what is not known of it"),
        _POPULATION, _N, _LOCATOR, _NOTE,
    )),
    Kind("codes", "codes.Code", (
        _ID,
        _must("concept", "text", "what is coded"),
        _must("system", "choice:code_system", "code system"),
        _TAG, _SOURCES,
        _may("code", "text", "the code; absent where none was read"),
        _LOCATOR, _NOTE,
    )),
    Kind("care", "care.Care", (
        _ID,
        _must("source", "ref:sources", "whose report"),
        _must("read", "choice:read", "how much of it was read"),
        _TAG,
        _may("present", "choices:care_item", "items that are there"),
        _may("partly", "choices:care_item", "items that are there in part"),
        _may("missing", "choices:care_item", "items that were looked for and are not there"),
        _may("not_readable", "choices:care_item", "items that may be there, in what was not read"),
        _may("where", "by_item", "where each was found or looked for"),
        _NOTE,
    )),
)  # fmt: skip

BY_SECTION: dict[str, Kind] = {kind.section: kind for kind in KINDS}
