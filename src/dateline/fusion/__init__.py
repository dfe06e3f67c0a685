"""Fusion: from claims to events, with conflicts, independence and grade kept in words."""
