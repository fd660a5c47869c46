"""Questions that nothing but their own words marks."""
