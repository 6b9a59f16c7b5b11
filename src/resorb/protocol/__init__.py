"""Rules: a course or an order, the evidence and a date in; findings and advice with reasons out.

`order` checks one order; `advice` looks at a course. Every number a rule acts on comes from the
evidence. Never imports forecast or weigh, and never reads a clock.
"""
