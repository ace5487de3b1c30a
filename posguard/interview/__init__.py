"""The interview: answers in, plan out."""
