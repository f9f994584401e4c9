package io.rightlink.app.api;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Holds JSON to schemas, formats too. */
final class Judge {

    private static final SchemaLocation META_SCHEMA = SchemaLocation.of("https://json-schema.org/draft/2020-12/schema");

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            made -> made.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    /** Returns what is wrong with JSON by a schema that stands alone. */
    List<Error> errors(JsonNode schema, JsonNode value) {
        return registry.getSchema(schema).validate(value);
    }

    /** Returns what is wrong with a schema. */
    List<Error> errorsOf(JsonNode schema) {
        return registry.getSchema(META_SCHEMA).validate(schema);
    }
}
