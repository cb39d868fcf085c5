"""One module per published format: from a row of text to an incident, or the reason why not."""
