"""One file a kind of record: ``extra(request, noun)`` gives its template what the record's own fields do not."""
