"""The protocol walked exhaustively over a named finite abstraction of a course: every state, every move from it.

`states()` lists the abstraction, `explore` builds a course for each state and asks the go/no-go, `diagram`
prints what was found. It never decides anything: it shows that no state is dead and that every hold has an exit.
"""

from resorb.protocol.walk.diagram import page
from resorb.protocol.walk.explore import Seen, explore, moves
from resorb.protocol.walk.states import DIMENSIONS, State, states

__all__ = ["DIMENSIONS", "Seen", "State", "explore", "moves", "page", "states"]
