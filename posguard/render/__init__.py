"""How it is shown: pages in one language, and the formats that print a page."""
