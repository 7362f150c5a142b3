"""The API's description (OpenAPI 3.1), made from the table of routes and from the verbs: nothing in it is kept by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from khaka import __version__
from khaka.committee import VERBS
from khaka.committee.kinds import KINDS
from khaka.committee.verbs import Verb
from khaka.web.given import FILES
from khaka.web.routes import ROUTES, Route, Who

#: The route that is written out once for each verb and kind of record.
DO: Final = "api_do"
_PARAMETER = re.compile(r"<str:(\w+)>")
_ID: Final = {"type": "string", "minLength": 1, "maxLength": 300, "pattern": "^[^/]+$"}
_PARAMETERS: Final[dict[str, dict[str, Any]]] = {
    "kind": {"type": "string", "enum": sorted(KINDS)},
    "verb": {"type": "string"},
}
_WORDS: Final = {"type": "object", "properties": {"en": {"type": "string"}, "hi": {"type": "string"}}}
_RECORD: Final = {
    "type": "object",
    "description": "A record as the chain writes it: its own fields stand beside these.",
    "required": ["kind", "id", "body", "version"],
    "properties": {
        "kind": {"type": "string", "enum": sorted(KINDS)},
        "id": {"type": "string"},
        "body": {"type": "string"},
        "version": {"type": "integer", "minimum": 1},
        "state": {"type": "string"},
    },
}
_BODY: Final = {
    "type": "object",
    "required": ["id", "name", "state", "roles"],
    "properties": {
        "id": {"type": "string"},
        "name": _WORDS,
        "state": {"type": "string"},
        "roles": {"type": "array", "items": {"type": "string"}},
    },
}
_ERROR: Final = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {"type": "string"},
        "blockers": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "field", "text"],
                "properties": {k: {"type": "string"} for k in ("code", "field", "text")},
            },
        },
    },
}
_DONE: Final = {
    "type": "object",
    "required": ["seq", "made"],
    "properties": {"seq": {"type": "integer"}, "made": {"type": "string"}},
    "additionalProperties": False,
}


def _list(name: str, item: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [name],
        "properties": {name: {"type": "array", "items": {"$ref": f"#/components/schemas/{item}"}}},
    }


#: What routes answer with, by name; of one that is not here it is said only that it is an object.
_ANSWERS: Final[dict[str, dict[str, Any]]] = {
    "api_bodies": _list("bodies", "Body"),
    "api_list": _list("records", "Record"),
    "api_record": {"$ref": "#/components/schemas/Record"},
}
_STATUSES: Final = {
    400: "Not JSON, a key twice or unknown, a value that the verb cannot take",
    401: "No session and no key, or a key that opens nothing",
    403: "Not your role, a key that only reads, or no CSRF token with a session",
    404: "There is none, or none that you may see",
    409: "Not now: the state, the version or the clock is against it",
    413: "Too large",
    415: "Another type than application/json",
    429: "Too many in a while: see Retry-After",
}


@cache
def document() -> dict[str, Any]:
    """The whole description; the same bytes on every call."""
    from khaka.web import urls  # noqa: F401  (the views register when they are read)

    paths: dict[str, Any] = {}
    for found in sorted((r for r in ROUTES.values() if r.api), key=lambda r: r.path):
        for path, methods in _paths(found):
            paths[path] = methods
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Khaka workspace",
            "version": __version__,
            "description": "What a person may read and do on the workspace's pages, for that person's own programs.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"key": []}, {"session": []}],
        "paths": paths,
        "components": {
            "schemas": {"Record": _RECORD, "Body": _BODY, "Error": _ERROR, "Done": _DONE} | _verb_schemas(),
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "A personal key, from /me/tokens/."},
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "khaka_session",
                    "description": "A browser's session; a post needs the header X-CSRFToken too.",
                },
            },
        },
    }


def _verb_schemas() -> dict[str, Any]:
    return {f"verb.{v.name}": v.schema() for v in sorted(VERBS, key=lambda v: v.name)}


def _paths(found: Route) -> Iterator[tuple[str, dict[str, Any]]]:
    if found.name != DO:
        yield "/" + _PARAMETER.sub(r"{\1}", found.path), _methods(found)
        return
    for verb in sorted(VERBS, key=lambda v: v.name):
        for kind in verb.on:
            path = found.path.replace("<str:verb>", verb.name).replace("<str:kind>", kind)
            yield "/" + _PARAMETER.sub(r"{\1}", path), {"post": _doing(verb, kind)}


def _methods(found: Route) -> dict[str, Any]:
    answer = _ANSWERS.get(found.name, {"type": "object"})
    operation: dict[str, Any] = {
        "summary": _summary(found),
        "parameters": [*_named(found.path), *(_pages() if found.name == "api_list" else [])],
        "responses": {"200": _response("Done", answer)} | _errors(found),
    }
    if found.who is Who.ANYONE:
        operation["security"] = []
    return {m.lower(): operation | {"operationId": f"{found.name}_{m.lower()}"} for m in found.methods}


def _summary(found: Route) -> str:
    return (found.view.__doc__ or found.name).strip().splitlines()[0]


def _named(path: str) -> list[dict[str, Any]]:
    """Parameters in the address."""
    return [
        {"name": name, "in": "path", "required": True, "schema": _PARAMETERS.get(name, _ID)}
        for name in _PARAMETER.findall(path)
    ]


def _pages() -> list[dict[str, Any]]:
    whole = {"type": "integer", "minimum": 1}
    sizes = {"page": whole | {"maximum": 10**6, "default": 1}, "size": whole | {"maximum": 200, "default": 50}}
    return [{"name": name, "in": "query", "schema": schema} for name, schema in sizes.items()]


def _doing(verb: Verb, kind: str) -> dict[str, Any]:
    roles = ", ".join(sorted(verb.roles)) or "nobody by role"
    more = f"; or as its {verb.relation}" if verb.relation else ""
    return {
        "summary": f"{verb.name} on a {kind}",
        "description": f"Open to: {roles}{more}.",
        "operationId": f"{verb.name}_on_{kind}",
        "tags": [kind],
        "parameters": _named("<str:key>"),
        "requestBody": {"required": True, "content": {"application/json": {"schema": _body(verb)}}},
        "responses": {
            "200": _response("Done, or done before under the same key", {"$ref": "#/components/schemas/Done"}),
            "201": _response("Done; it made a record", {"$ref": "#/components/schemas/Done"}),
        }
        | _answers(*_STATUSES),
    }


def _body(verb: Verb) -> dict[str, Any]:
    """The post of a verb: the version that was seen, what it takes, the poster's own key of this post, files."""
    required = ["data"] if any(not f.optional for f in verb.fields) and not FILES.get(verb.name) else []
    properties: dict[str, Any] = {
        "version": {"type": "integer", "minimum": 1, "maximum": 2**31 - 1},
        "data": {"$ref": f"#/components/schemas/verb.{verb.name}"},
        "once": {"type": "string", "pattern": "^[A-Za-z0-9_-]{0,64}$"},
    }
    if FILES.get(verb.name):
        parts = {k: {"type": "string"} for k in ("name", "media")} | {
            "base64": {"type": "string", "contentEncoding": "base64"}
        }
        file = {"type": "object", "required": sorted(parts), "properties": parts, "additionalProperties": False}
        names = sorted(FILES[verb.name])
        properties["data"] = {"type": "object", "description": "What the file does not say itself."}
        properties["files"] = {
            "type": "object",
            "properties": dict.fromkeys(names, file),
            "additionalProperties": False,
        }
        required.append("files")
    if not verb.adds:
        required.append("version")
    return {"type": "object", "properties": properties, "required": sorted(required), "additionalProperties": False}


def _errors(found: Route) -> dict[str, Any]:
    codes = [] if found.who is Who.ANYONE else [401, 403]
    codes += [404] if found.who not in (Who.ANYONE, Who.SIGNED_IN) else []
    codes += [400] if found.name == "api_list" else []
    codes += [429] if found.export or "POST" in found.methods else []
    return _answers(*sorted(codes))


def _answers(*codes: int) -> dict[str, Any]:
    return {str(c): _response(_STATUSES[c], {"$ref": "#/components/schemas/Error"}) for c in codes}


def _response(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
