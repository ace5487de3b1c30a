"""Evidence: files copied into a case while they are hashed, verified later, and bagged."""
