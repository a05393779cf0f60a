"""Why a page is read or written again: what it used, and what a build wrote."""
