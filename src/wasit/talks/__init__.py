"""The domain: people, rooms, statements, marks, conveyances, read-backs, convening."""
