"""The dosing language: text to regimen and back, refusing rather than guessing.

`parse` reads a whole text as one regimen or says what it could not read; `scan` finds dosing
statements in prose with their character spans; `canonical` prints a regimen so that it parses back
equal, and `spoken` prints it for a person. Never imports the course, the evidence or a clock.
"""

from resorb.dosing.canonical import canonical
from resorb.dosing.parts import Dose, Frequency
from resorb.dosing.question import Question
from resorb.dosing.reading import Island, Parse, parse, scan
from resorb.dosing.regimen import Phase, Regimen
from resorb.dosing.spoken import often_words, spoken

__all__ = [
    "Dose",
    "Frequency",
    "Island",
    "Parse",
    "Phase",
    "Question",
    "Regimen",
    "canonical",
    "often_words",
    "parse",
    "scan",
    "spoken",
]
