"""One module a section of the page: each turns a Page into plain rows for its template."""
