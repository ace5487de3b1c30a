"""What happened in one incident: its record, facts, deadlines, evidence and papers."""
