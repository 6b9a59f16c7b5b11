"""Check one order before it is signed: unit slips, salt, product, rate, frequency, route, patient.

`check(Order.of(text, …), evidence)` returns findings and what follows by arithmetic; a correction is
suggested, never applied. Every limit comes from the evidence. Never imports a course or a clock.
"""

from resorb.protocol.order.check import RULES, Check, check
from resorb.protocol.order.order import Order

__all__ = ["RULES", "Check", "Order", "check"]
