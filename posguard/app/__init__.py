"""Use cases: triage, cases and evidence, and the pack they work with. Knows no command line."""
