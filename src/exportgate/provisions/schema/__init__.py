"""JSON Schemas of the rule files, for editors: made from the keys, words and patterns that the loader itself goes by.

They see what an editor sees, plain YAML 1.2, in which a scalar may have been re-typed; the loader reads text. The
checks remain the authority: a schema knows neither the vocabulary nor other files.
"""

from exportgate.provisions.schema.files import SCHEMAS, SchemaKind, schema, schema_text
from exportgate.provisions.schema.keys import undescribed

__all__ = ["SCHEMAS", "SchemaKind", "schema", "schema_text", "undescribed"]
