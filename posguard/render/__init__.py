"""Formats: a page printed as text, for a terminal, as Markdown, HTML, JSON or Word."""
