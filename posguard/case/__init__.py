"""Case of one incident: its record, facts, deadlines and folder."""
