"""Reading the notes that coders of events write: a grammar over their phrasing, never over ids."""
