"""The dosing language: text to regimen and back, refusing rather than guessing.

`parse` reads a whole text as one regimen or says what it could not read; `scan` finds dosing
statements in prose with their character spans; `canonical` prints a regimen so that it parses back
equal, and `spoken` prints it for a person. Never imports the course, the evidence or a clock.
"""
