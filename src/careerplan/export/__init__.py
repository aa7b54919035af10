"""Values become a document for another program. Nothing is opened or printed here."""
