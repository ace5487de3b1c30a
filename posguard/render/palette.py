"""The colours of the terminal: each is easy to read on white and on black.

They are taken from the 240 colours that every terminal draws alike; the first sixteen look
different everywhere, and none of them is legible on both. Weight and marks carry the meaning.
"""

from __future__ import annotations

QUIET, HEADING, WARNING = "#767676", "#5f5fff", "#d700af"
"""What may be passed over; headings and labels; what is urgent, and what never to do."""
