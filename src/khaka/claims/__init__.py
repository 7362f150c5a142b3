"""Reports in, attributed claims out; contradictions and impossible figures found by rule, nothing decided."""
