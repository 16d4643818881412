"""Results as tables, texts and pages: pure functions of results."""
