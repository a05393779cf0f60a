"""What is on the web beside documents: pages of records, indices, calendars and exports, PDFs."""
