"""Papers that an office can stamp: one content, set as PDF, Word, workbook and offline page."""
