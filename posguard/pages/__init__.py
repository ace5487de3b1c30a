"""Pages: plans, checklists, cases, evidence and letters as values that every format prints."""
