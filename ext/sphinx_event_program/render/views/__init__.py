"""Pure views: records and options to lists of docutils nodes."""
