"""The finitely many regions of fact space that paragraphs can tell apart, and what they answer in each."""
