"""Run an off-label course of intravenous sodium thiosulfate the way a careful experiment is run.

Start with `resorb.dosing.parse`, `resorb.course.load` or the `resorb` command. Importing this
package loads none of the rooms.
"""

__version__ = "0.1.0"
