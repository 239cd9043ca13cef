"""Who owns a thing, what bears a name, and the network around it."""
