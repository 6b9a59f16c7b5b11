"""The look of the timeline: patterns and lines carry the meaning, colour none of it."""

from __future__ import annotations

# paints a rim of paper round letters; a renderer that paints the rim over them has to do without
HALO = "paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round"

STYLE = """
.tl{font-family:system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;font-size:11px;color:#1a1a1a;background:#fff}
.tl text{fill:#1a1a1a}.tl .strong{font-weight:700;font-size:11.5px}.tl .lane-title{font-weight:700;font-size:12.5px}
.tl .halo{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
.tl .soft{fill:#4a4a4a}.tl .tiny{font-size:9.5px}.tl .italic{font-style:italic;fill:#4a4a4a}
.tl .hollow{fill:#fff;stroke:#1a1a1a;stroke-width:1.3}.tl .solid{fill:#1a1a1a;stroke:none}
.tl .dashed{stroke-dasharray:2 1.6}.tl .stroke{fill:none;stroke:#1a1a1a;stroke-width:1.3}.tl .bold{stroke-width:2}
.tl .bolder{stroke-width:3}.tl .thin{fill:none;stroke:#555;stroke-width:.8}.tl .grid{stroke:#dcdcdc;stroke-width:.8}
.tl .extent{fill:none;stroke:#555;stroke-width:1.1;stroke-dasharray:4 3}
.tl .lead{fill:none;stroke:#888;stroke-width:.8;stroke-dasharray:1 4}
.tl .ribbon{stroke:#1a1a1a;stroke-width:1}.tl .on{fill:#b9c9dc}.tl .told{fill:url(#tl-told);stroke:#1a1a1a;stroke-width:1}
.tl .planned{fill:url(#tl-planned)}.tl .held{fill:url(#tl-held)}.tl .off{fill:#fff}
.tl .unknown{fill:#fff;stroke-dasharray:3 3}.tl .plate{fill:#fff;stroke:none}
.tl .dose{fill:#24476f;stroke:#24476f;stroke-width:.6}.tl .dose.frame{fill:#fff;stroke:#1a1a1a;stroke-width:1}
.tl .dose.unknown{fill:#fff;stroke:#1a1a1a;stroke-width:1;stroke-dasharray:2 1.6}
.tl .drug{fill:#e4e4e4;stroke:#555;stroke-width:.8}.tl .torn{fill:none;stroke:#1a1a1a;stroke-width:1.4}
.tl .joined{fill:none;stroke:#999;stroke-width:.8}.tl .limit{fill:none;stroke:#1a1a1a;stroke-width:.9;stroke-dasharray:6 3}
.tl .zone{fill:#f4f4f4}.tl .rule{stroke:#8a8a8a;stroke-width:.8}.tl .break{fill:none;stroke:#1a1a1a;stroke-width:1.2}
.tl .asof{stroke:#1a1a1a;stroke-width:1.4;stroke-dasharray:8 3}
.tl g:focus-visible{outline:2px solid #0b4fa0;outline-offset:1px}
"""

PATTERNS = (
    '<pattern id="tl-told" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#fff"/><rect width="2.4" height="7" fill="#8d9db0"/></pattern>'
    '<pattern id="tl-planned" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="1" fill="#555"/></pattern>'
    '<pattern id="tl-held" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#fff"/><rect width="6" height="1.8" fill="#666"/></pattern>'
)
