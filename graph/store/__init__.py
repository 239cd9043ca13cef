"""Where a graph is kept: in the package, a file, a folder, behind an endpoint; all asked alike."""
