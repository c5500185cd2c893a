"""SIOPS: what municipalities declare of revenue and expenditure on health."""
