"""Read applications: of a class, of the public by receipt, lists of the registrar."""
