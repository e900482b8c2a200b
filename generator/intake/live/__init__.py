"""Live stories: one text whose sub-heads are hours, `## 14:05 Bridge reopens`, taken apart into entries."""
