"""What is known, and how well: claims, values, limits, products and names, each with source and tag.

`load()` returns all of it; records are found by id, and a weak one (`may_act` false) may only caution.
This room imports quantity, finding and yamlfile; never course, protocol, a report or a clock.
"""

from resorb.evidence.body import Evidence, load
from resorb.evidence.chemistry import Chemistry
from resorb.evidence.limits import Limit, Scope
from resorb.evidence.table import Table
from resorb.evidence.values import Product, Source, Value, may_act

__all__ = [
    "Chemistry",
    "Evidence",
    "Limit",
    "Product",
    "Scope",
    "Source",
    "Table",
    "Value",
    "load",
    "may_act",
]
