"""The pages of docs/reference: one function a page, each reading what exists and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from pages import (
    advice_cases,
    advice_schemas,
    commands,
    course,
    dosing,
    evidence,
    rules,
    schemas,
    state_schema,
)

PAGES: dict[str, Callable[[], str]] = {
    "advice-cases.md": advice_cases.page,
    "commands.md": commands.page,
    "dosing-forms.md": dosing.forms,
    "event-kinds.md": course.page,
    "limits.md": evidence.limits,
    "names.md": evidence.names,
    "products.md": evidence.products,
    "rules.md": rules.page,
    "sources.md": evidence.sources,
    "units.md": dosing.units,
    "advise.schema.json": advice_schemas.advise,
    "go-no-go.schema.json": advice_schemas.go_no_go,
    "replay.schema.json": advice_schemas.replay,
    "check.schema.json": schemas.check,
    "course-state.schema.json": state_schema.course,
    "unusable.schema.json": schemas.unusable,
}
