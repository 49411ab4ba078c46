"""From stories to rows: one module for each part of the product, all writing in bulk."""
