"""Evidence: files copied into a case while they are hashed, compared later, and packed as a
bag.
"""
