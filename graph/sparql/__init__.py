"""A user's own SPARQL: read by a grammar of ours, guarded, and run in a process of its own.

The grammar is our own for two reasons. First, the engine takes some texts for a call over the network that
the standard does not (`SERVICEx:y {…}`, `trueSERVICE<…>`), and has no switch against such calls; what is no
sentence of the standard is refused before the engine sees it, on every system and for every kind of store,
where the sandbox's lock on files and connections needs limits that not every system has. Second, the engine
says badly what is wrong with a query and where; a parser that knows what could stand in a place can tell a
person."""
